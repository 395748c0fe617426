import { readOptionalDay } from './day.ts';
import { type InvalidPeriod, invalidPeriod } from './refusal.ts';
import { done, type Result, refused } from './result.ts';

/** Days as `2026-01-28`, both included; null: not known. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** A period, unless it ends before it begins. */
export function periodOf(field: string, period: Period): Result<Period, InvalidPeriod> {
  const { from, to } = period;
  if (from === null || to === null || from <= to) return done(period);
  const why = `is ${to}, and what ends there begins on ${from}`;
  return refused(invalidPeriod(field, why, { from, to }));
}

/**
 * A period of days as it comes in; `InvalidPeriod` names the field of its end.
 *
 * @param fields where the beginning and the end stand in the input
 * @param known what the input leaves as it is; default: nothing is known
 * @throws Fault BAD_USER_INPUT naming the field, for years before 1 or after 9999
 */
export function readPeriod(
  fields: Readonly<Record<keyof Period, string>>,
  from: Date | null | undefined,
  to: Date | null | undefined,
  known: Period = { from: null, to: null },
): Result<Period, InvalidPeriod> {
  return periodOf(fields.to, {
    from: readOptionalDay(fields.from, from) ?? known.from,
    to: readOptionalDay(fields.to, to) ?? known.to,
  });
}
