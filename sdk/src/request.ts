import { readDates, writeBody } from './dates.ts';
import type { Question } from './document.ts';
import { CarnetError, TimeoutError } from './errors.ts';
import { exchange } from './exchange.ts';
import type { Settings } from './options.ts';
import { pause } from './pause.ts';

export interface CallOptions {
  /** Ends the call, which then throws the signal's reason. */
  readonly signal?: AbortSignal | null;
  /** Milliseconds this call may take with all its retries. */
  readonly timeout?: number;
  /** How often this query is asked again after a passing failure. */
  readonly retries?: number;
}

/** Asks, and asks again where that is safe. */
export async function ask(
  settings: Settings,
  { text, dates, repeatable }: Question,
  variables: unknown,
  { signal, timeout = settings.timeout, retries = settings.retries }: CallOptions = {},
): Promise<unknown> {
  const body = writeBody(text, variables);
  const late = AbortSignal.timeout(timeout);
  const either = signal ? AbortSignal.any([signal, late]) : late;
  try {
    for (let failures = 0; ; failures += 1) {
      try {
        const data = await exchange(settings, body, either);
        readDates(data, dates);
        return data;
      } catch (error) {
        const again = repeatable && failures < retries;
        if (!again || !(error instanceof CarnetError && error.passing)) throw error;
      }
      await pause(failures, either);
    }
  } catch (error) {
    // Only what the two signals brought about is put in their words.
    if (either.aborted && error === either.reason) {
      throw signal?.aborted ? signal.reason : new TimeoutError(timeout);
    }
    throw error;
  }
}
