import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { decodeId } from '../../server/src/kernel/ids.ts';
import type { Row } from './aggregated.ts';

export const steps = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type Step = (typeof steps)[number];

/** One element of `by`: a field, or one of what a relation leads to. */
export interface Key {
  path: readonly string[];
  /** GraphQL type of the field */
  type: string;
  step?: Step;
}

/** What the groups of a type can be formed by, over so many relations. */
export function keysOf(schema: GraphQLSchema, type: string, relations: number): Key[] {
  const key = schema.getType(`${type}GroupKey`) as GraphQLObjectType;
  const own = (schema.getType(type) as GraphQLObjectType).getFields();
  return Object.values(key.getFields()).flatMap((field): Key[] => {
    const named = getNamedType(field.type);
    if (!isObjectType(named)) {
      const dated = named.name === 'Date' || named.name === 'DateTime';
      return [{ path: [field.name], type: named.name, ...(dated && { step: 'MONTH' as const }) }];
    }
    // of an interface also what only some of its types have
    if (relations === 0 || !own[field.name]) return [];
    const other = named.name.slice(0, -'GroupKey'.length);
    return keysOf(schema, other, relations - 1).map((below) => ({
      ...below,
      path: [field.name, ...below.path],
    }));
  });
}

/** As an element of `by`. */
export function written({ path, step }: Key): string {
  const [name = '', ...rest] = path;
  if (rest.length > 0)
    return `{ ${name}: ${written({ path: rest, type: '', ...(step && { step }) })} }`;
  const word = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return `{ field: ${word}${step ? `, to: ${step}` : ''} }`;
}

/** Selects the key, in a row as in the `key` of a group. */
export function selected({ path }: Pick<Key, 'path'>): string {
  const [name = '', ...rest] = path;
  return rest.length > 0 ? `${name} { ${selected({ path: rest })} }` : name;
}

/** The value at the end of a path; null where a relation leads to nothing. */
export function valueAt(row: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Row | null)?.[name] ?? null, row);
}

/** The beginning of a step in UTC, in the form of the field. */
function cut(value: unknown, step: Step | undefined): unknown {
  if (typeof value !== 'string' || !step) return value;
  const day = new Date(value);
  day.setUTCHours(0, 0, 0, 0);
  if (step === 'WEEK') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  if (step === 'MONTH') day.setUTCDate(1);
  if (step === 'QUARTER') day.setUTCMonth(day.getUTCMonth() - (day.getUTCMonth() % 3), 1);
  if (step === 'YEAR') day.setUTCMonth(0, 1);
  return day.toISOString().slice(0, value.length);
}

/** Rows by their keys, ordered by them: ascending, nulls last. */
export function groupsOf(
  rows: readonly Row[],
  keys: readonly Key[],
): { values: unknown[]; rows: Row[] }[] {
  const groups = new Map<string, { values: unknown[]; rows: Row[] }>();
  for (const row of rows) {
    const values = keys.map(({ path, step }) => cut(valueAt(row, path), step));
    const name = JSON.stringify(values);
    const group = groups.get(name) ?? { values, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  return [...groups.values()].sort((one, other) =>
    keys.reduce(
      (order, key, index) => order || compare(one.values[index], other.values[index], key),
      0,
    ),
  );
}

function compare(one: unknown, other: unknown, { type }: Key): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const [a, b] = [sortable(one, type), sortable(other, type)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortable(value: unknown, type: string): string | number {
  if (type === 'ID') return Number(decodeId(String(value)).key);
  if (type === 'Decimal' || typeof value === 'boolean') return Number(value);
  return value as string | number;
}
