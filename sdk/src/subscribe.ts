import { readDates } from './dates.ts';
import type { Question } from './document.ts';
import { AnswerError, CarnetError } from './errors.ts';
import { dataOf } from './exchange.ts';
import type { Settings } from './options.ts';
import { longest, pause } from './pause.ts';
import { ask } from './request.ts';
import { listen } from './socket.ts';

export interface SubscribeOptions {
  /** Ends the subscription; the loop over it then just ends. */
  readonly signal?: AbortSignal | null;
  /** How often it comes back without having heard anything. Default: for ever. */
  readonly retries?: number;
  /** Told each time the connection was lost, before it is made again. */
  readonly onRetry?: (error: CarnetError | undefined) => void;
}

interface Told {
  readonly cursor: string;
  readonly position?: number;
}

const whereNow: Question = { text: '{position}', dates: {}, repeatable: true };

/**
 * Events of the log from a place on, each once and in order, over as many connections as it
 * takes: each resumes after the last event that was handed out. Without `after`, and unless it
 * starts at the BEGINNING, it starts where the log stands when it is first asked for an event.
 *
 * The document needs a variable `$after`, and selects `cursor`.
 */
export async function* subscribe(
  settings: Settings,
  { text, dates }: Question,
  variables: Readonly<Record<string, unknown>> = {},
  { signal, retries = Number.POSITIVE_INFINITY, onRetry }: SubscribeOptions = {},
): AsyncGenerator<unknown, void, undefined> {
  let { after } = variables;
  let position = -1;
  for (let failures = 0; !signal?.aborted; failures += 1) {
    const began = Date.now();
    let loss: CarnetError | undefined;
    try {
      // A place, not "now": what happens while a lost connection is made again counts too.
      if (!after && variables.from !== 'BEGINNING') after = await here(settings, signal);
      const sent = { query: text, variables: { ...variables, after } };
      for await (const answer of listen(settings, sent, signal)) {
        const data = dataOf(answer);
        readDates(data, dates);
        const event = Object.values(data as Record<string, unknown>)[0];
        const told = placeOf(event);
        after = told.cursor;
        failures = 0;
        if (told.position !== undefined && told.position <= position) continue;
        position = told.position ?? position;
        yield event;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (!(error instanceof CarnetError && error.passing) || failures >= retries) throw error;
      loss = error;
    }
    if (signal?.aborted) return;
    onRetry?.(loss);
    // A connection that held was no failure, however quiet it was.
    if (Date.now() - began > longest) failures = 0;
    await pause(failures, signal).catch(() => {});
  }
}

async function here(settings: Settings, signal?: AbortSignal | null): Promise<unknown> {
  return ((await ask(settings, whereNow, undefined, { signal })) as { position: string }).position;
}

function placeOf(event: unknown): Told {
  const told = event as Partial<Told> | null;
  if (typeof told?.cursor !== 'string') {
    throw new AnswerError('A subscription selects the cursor of its events, so as to resume.');
  }
  return told as Told;
}
