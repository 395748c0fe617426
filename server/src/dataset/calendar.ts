import type { DatePrecision } from '../evidence/date-precision.ts';

/** A day as `YYYY-MM-DD`, and how much of it is known. */
export interface CalendarDate {
  readonly day: string;
  readonly precision: DatePrecision;
}

/** Reads `2026`, `2026-01` or `2026-01-28`; what is not known becomes the first. Undefined: not a date. */
export function readDate(text: string): CalendarDate | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (!year) return undefined;
  const full = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const time = new Date(`${full}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== full) return undefined;
  return { day: full, precision: day ? 'DAY' : month ? 'MONTH' : 'YEAR' };
}
