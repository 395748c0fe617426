import { Fault } from './fault.ts';

/** How much of a date is known. */
export type Precision = 'DAY' | 'MONTH' | 'YEAR';

/** The day of an instant in UTC, as `2026-01-28`. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/**
 * A calendar day as `2026-01-28`. What the precision leaves open becomes the first day.
 *
 * @param date midnight UTC of the day
 * @throws Fault BAD_USER_INPUT naming the field, for years before 1 or after 9999
 */
export function readDay(field: string, date: Date, precision: Precision = 'DAY'): string {
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) {
    throw new Fault('BAD_USER_INPUT', `${field} must lie in the years 1 to 9999.`);
  }
  const day = dayOf(date);
  if (precision === 'DAY') return day;
  return precision === 'MONTH' ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
}

/** As `readDay`, where nothing may be given; absent is null. */
export function readOptionalDay(
  field: string,
  date: Date | null | undefined,
  precision?: Precision,
): string | null {
  return date === null || date === undefined ? null : readDay(field, date, precision);
}
