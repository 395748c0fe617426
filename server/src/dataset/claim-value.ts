import { type Cells, readField, readText } from './field.ts';
import { readFigure } from './figure.ts';
import { roughDate } from './shape.ts';

/** The entries one of which holds a claim's value. */
export const valueEntries = ['figure', 'statement', 'organisation', 'date'] as const;

const empty: Cells = {
  qualifier: null,
  low: null,
  central: null,
  high: null,
  bound_kind: null,
  level: null,
  unit: null,
  statement: null,
  value_organisation_id: null,
  value_date: null,
  value_date_precision: null,
};

const readers: Readonly<Record<(typeof valueEntries)[number], (value: unknown) => Cells>> = {
  figure: readFigure,
  statement: (value) => ({ statement: readText(value) }),
  organisation: (value) => ({
    value_organisation_id: { idOf: readText(value), type: 'Organisation' },
  }),
  date: (value) => readField(roughDate('value_date', 'value_date_precision'), value),
};

/** Reads the value of a claim into its columns. Throws an Error that says what would be right. */
export function readClaimValue(entry: Readonly<Record<string, unknown>>): Cells {
  const [kind, ...others] = valueEntries.filter((name) => entry[name] !== undefined);
  if (!kind || others.length > 0) {
    throw new Error(`must hold exactly one of ${valueEntries.join(', ')}`);
  }
  try {
    return { ...empty, ...readers[kind](entry[kind]), value_kind: kind.toUpperCase() };
  } catch (error) {
    throw error instanceof Error ? new Error(`${kind} ${error.message}`) : error;
  }
}
