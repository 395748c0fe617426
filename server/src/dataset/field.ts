import { readDate } from './calendar.ts';
import type { Cell } from './row.ts';
import type { FieldShape } from './shape.ts';

/** The cells an entry becomes. */
export type Cells = Record<string, Cell>;

/** Throws an Error that says what would be right. */
export function readField(shape: FieldShape, value: unknown): Cells {
  if (value === undefined || value === null) {
    if (shape.required) throw new Error('is missing');
    return {
      [shape.column]: shape.otherwise ?? null,
      ...(shape.precision && { [shape.precision]: null }),
    };
  }
  if (shape.kind === 'date') return readDateField(shape, value);
  return { [shape.column]: readValue(shape, value) };
}

function readValue(shape: FieldShape, value: unknown): Cell {
  switch (shape.kind) {
    case 'integer':
      if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
      throw new Error(`must be a whole number, not ${show(value)}`);
    case 'decimal':
      return readDecimal(value);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw new Error(`must be true or false, not ${show(value)}`);
    case 'texts':
      if (Array.isArray(value)) return value.map((each) => readText(each));
      throw new Error(`must be a list, not ${show(value)}`);
    case 'instant':
      return `${readWholeDate(value)}T00:00:00Z`;
    case 'key':
      return { idOf: readText(value), ...(shape.type && { type: shape.type }) };
    default:
      return readWord(shape, readText(value));
  }
}

function readWord({ oneOf }: FieldShape, value: string): string {
  if (!oneOf || oneOf.includes(value)) return value;
  throw new Error(`must be one of ${oneOf.join(', ')}, not ${value}`);
}

function readDateField(shape: FieldShape, value: unknown): Cells {
  if (!shape.precision) return { [shape.column]: readWholeDate(value) };
  const date = typeof value === 'number' ? readDate(String(value)) : readDate(readText(value));
  if (!date) throw new Error(`must be a date as 2026, 2026-01 or 2026-01-28, not ${show(value)}`);
  return { [shape.column]: date.day, [shape.precision]: date.precision };
}

function readWholeDate(value: unknown): string {
  const date = typeof value === 'string' ? readDate(value) : undefined;
  if (date?.precision === 'DAY') return date.day;
  throw new Error(`must be a date as 2026-01-28, not ${show(value)}`);
}

/** A number as the text of a decimal: what prints the same in SQL as in JavaScript. */
export function readDecimal(value: unknown): string {
  const decimal = typeof value === 'number' ? String(value) : value;
  if (typeof decimal === 'string' && /^\d{1,16}(\.\d{1,6})?$/.test(decimal)) return decimal;
  throw new Error(`must be a number with at most six decimals, not ${show(value)}`);
}

export function readText(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 2000) return value.trim();
  throw new Error(`must be a text of at most 2000 characters, not ${show(value)}`);
}

const show = (value: unknown) => JSON.stringify(value);
