import { readDecimal, readText } from './field.ts';
import type { Cells } from './field.ts';

const none = { low: null, central: null, high: null, bound_kind: null, level: null };

/** The ways to write a number: `{moreThan: 400000, unit: chips}`. */
const forms: Readonly<Record<string, (value: unknown) => Cells>> = {
  exact: (value) => {
    const number = readDecimal(value);
    return { qualifier: 'EXACT', low: number, central: number, high: number, bound_kind: 'LIMIT' };
  },
  about: (value) => ({ qualifier: 'ABOUT', central: readDecimal(value) }),
  atLeast: (value) => ({ qualifier: 'AT_LEAST', low: readDecimal(value), bound_kind: 'LIMIT' }),
  moreThan: (value) => ({ qualifier: 'MORE_THAN', low: readDecimal(value), bound_kind: 'LIMIT' }),
  atMost: (value) => ({ qualifier: 'AT_MOST', high: readDecimal(value), bound_kind: 'LIMIT' }),
  lessThan: (value) => ({ qualifier: 'LESS_THAN', high: readDecimal(value), bound_kind: 'LIMIT' }),
  range: (value) => {
    if (!Array.isArray(value) || value.length !== 2)
      throw new Error('must give its range as [low, high]');
    const [low, high] = value.map(readDecimal);
    return { qualifier: 'RANGE', low: low ?? null, high: high ?? null, bound_kind: 'LIMIT' };
  },
  credible: (value) => {
    if (!isEntry(value)) throw new Error('must give low, central, high and level under credible');
    const [low, central, high, level] = ['low', 'central', 'high', 'level'].map((name) =>
      readDecimal(value[name]),
    );
    if (!(Number(level) > 0 && Number(level) < 1))
      throw new Error('must have a level between 0 and 1');
    return { qualifier: 'RANGE', low, central, high, bound_kind: 'CREDIBLE', level } as Cells;
  },
  unknown: () => ({ qualifier: 'UNKNOWN' }),
};

/** Reads a figure into the columns of a claim. Throws an Error that says what would be right. */
export function readFigure(value: unknown): Cells {
  if (!isEntry(value)) throw new Error('must be as {moreThan: 400000, unit: chips}');
  const { unit, ...rest } = value;
  const [name, ...others] = Object.keys(rest);
  const form = name === undefined ? undefined : forms[name];
  if (name === undefined || !form || others.length > 0) {
    throw new Error(`must hold unit and one of ${Object.keys(forms).join(', ')}`);
  }
  if (unit === undefined) throw new Error('has no unit');
  const cells = { ...none, ...form(rest[name]), unit: readText(unit) };
  if (Number(cells.low ?? 0) > Number(cells.central ?? cells.high ?? Infinity)) throw upsideDown();
  if (Number(cells.central ?? 0) > Number(cells.high ?? Infinity)) throw upsideDown();
  return cells;
}

const upsideDown = () => new Error('has its lower bound above its upper');

export const isEntry = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
