import type { DatePaths } from './document.ts';
import { DateError } from './errors.ts';

/**
 * Makes dates of the texts at the given places, in the value itself.
 * @throws DateError for a text that is not an instant in UTC
 */
export function readDates(value: unknown, paths: DatePaths, at = ''): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) readDates(item, paths, `${at}[${index}]`);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const record = value as Record<string, unknown>;
  for (const [key, below] of Object.entries(paths)) {
    const place = at ? `${at}.${key}` : key;
    if (below === true) record[key] = dates(record[key], place);
    else readDates(record[key], below, place);
  }
}

/** Absent and null stay what they are. */
function dates(value: unknown, at: string): unknown {
  if (value === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => dates(item, `${at}[${index}]`));
  return instant(value, at);
}

function instant(value: unknown, at: string): Date {
  const isInstant =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);
  const date = new Date(isInstant ? value : Number.NaN);
  // Date would take 30 February for 2 March.
  if (
    Number.isNaN(date.valueOf()) ||
    date.toISOString().slice(0, 10) !== String(value).slice(0, 10)
  ) {
    throw new DateError(at);
  }
  return date;
}

/**
 * A request's body as JSON.
 * @throws DateError for a Date without a time, which JSON would turn into null
 */
export function writeBody(query: string, variables: unknown): string {
  return JSON.stringify({ query, variables }, function (this: Record<string, unknown>, key, value) {
    const given = this[key];
    if (given instanceof Date && Number.isNaN(given.valueOf())) throw new DateError(key);
    return value;
  });
}
