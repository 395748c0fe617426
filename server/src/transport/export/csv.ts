import { withoutBeside } from './beside.ts';

/** What a value is in a table. */
export type CellKind = 'number' | 'text' | 'json';

// Spreadsheets take what begins so for a formula, which may send data elsewhere or run a program.
const formula = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;
const quoted = /[",\r\n]/;

/** Tells spreadsheets that the text is UTF-8. */
export const byteOrderMark = '\uFEFF';

/**
 * A record of RFC 4180 from cells that are text already, with its line's end.
 * One empty cell is written with quotes: an empty line would be no record.
 */
export function record(cells: readonly string[]): string {
  const line = cells.join(',');
  return `${line === '' ? '""' : line}\r\n`;
}

/**
 * A value as a cell. Null is empty; an empty text is written with quotes. Numbers stay numbers, and
 * text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function cell(value: unknown, kind: CellKind): string {
  if (value === null || value === undefined) return '';
  const text = kind === 'json' ? JSON.stringify(value, withoutBeside) : String(value);
  if (kind === 'number') return text;
  if (text === '') return '""';
  const safe = formula.test(text) ? `'${text}` : text;
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
