import { type InvalidPeriod, invalidPeriod } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';

/** When something became what it is, who brought it about, and why. */
export interface Occasion {
  readonly actor: string;
  readonly at: Date;
  readonly reason: string | null;
}

/**
 * When a step was taken: the time that was said, or now. It lies neither before the step before it
 * nor in the future.
 *
 * @param since of the step before
 */
export function readOccurredAt(
  occurredAt: Date | null | undefined,
  { since, now }: { readonly since: Date; readonly now: Date },
): Result<Date, InvalidPeriod> {
  if (!occurredAt) return done(now < since ? since : now);
  if (occurredAt >= since && occurredAt <= now) return done(occurredAt);
  const range = { from: since.toISOString(), to: now.toISOString() };
  return refused(
    invalidPeriod('occurredAt', 'has to lie between the step before it and now', range),
  );
}
