import { compareRaw, type PlainLeaf, type Raw } from './oracle-plain-leaf.ts';
import { type Given, type PlainAsking, refusal, takes } from './oracle-plain-filter.ts';
import type { PlainModel } from './oracle-plain-model.ts';
import type { PlainRow } from './oracle-plain-source.ts';

/** A page of a list and what can be told of it. */
export interface PlainPage {
  rows: PlainRow[];
  /** the whole filtered list, in order */
  all: PlainRow[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  cursorOf(row: PlainRow): string;
}

interface Key {
  leaf: Pick<PlainLeaf, 'kind' | 'sql'>;
  descending: boolean;
  nullsFirst: boolean;
  of(row: PlainRow): Raw;
}

/**
 * The page that arguments ask for.
 *
 * @param path names the list in its cursors
 * @throws GraphQLError
 */
export function pageOf(
  asking: PlainAsking,
  path: string,
  model: PlainModel,
  rows: PlainRow[],
  args: Given,
): PlainPage {
  const { first, last, after, before, filter } = args;
  const size = sizeOf(first, last);
  const keys = keysOf(asking, model, args.orderBy);
  const all = rows
    .filter((row) => asking.mistake === 'lists see all' || asking.sight.sees(row))
    .filter((row) => !filter || takes(asking, row, filter as Given))
    .sort((one, other) => compare(keys, (key) => [key.of(one), key.of(other)]));
  const print = fingerprint(
    `${path} ${JSON.stringify(keys.map((key) => [key.leaf.sql('row'), key.descending, key.nullsFirst]))}`,
  );
  const placeOf = (cursor: unknown) =>
    model.cursor ? ownPlace(model, all, String(cursor)) : listPlace(keys, print, String(cursor));
  const isBeyond = (cursor: unknown) => {
    const place = placeOf(cursor);
    return (row: PlainRow) =>
      Math.sign(compare(keys, (key, at) => [key.of(row), place[at] ?? null]));
  };
  const low = after
    ? all.findIndex(sideOf(isBeyond(after), asking.mistake === 'after includes' ? 0 : 1))
    : 0;
  const lower = low < 0 ? all.length : low;
  const high = before ? all.findIndex(sideOf(isBeyond(before), 0)) : -1;
  const upper = high < 0 ? all.length : high;
  const within = all.slice(lower, Math.max(lower, upper));
  const backward = last !== null && last !== undefined;
  const more = within.length > size;
  const page = backward ? within.slice(-size) : within.slice(0, size);
  const next = (Boolean(before) && upper < all.length) || (!backward && more);
  const previous = (Boolean(after) && lower > 0) || (backward && more);
  return {
    ...{ rows: page, all, hasPreviousPage: previous },
    hasNextPage: asking.mistake === 'hasNextPage is hasPreviousPage' ? previous : next,
    cursorOf: (row) =>
      model.cursor
        ? (row.hidden.get('cursor') ?? '')
        : base64url(JSON.stringify([print, ...keys.map((key) => key.of(row))])),
  };
}

function sideOf(place: (row: PlainRow) => number, least: number): (row: PlainRow) => boolean {
  return (row) => place(row) >= least;
}

function sizeOf(first: unknown, last: unknown): number {
  if (isNumber(first) && isNumber(last)) throw refusal('PAGE_SIZE', 'both');
  const size = first ?? last ?? 50;
  if (!isNumber(size) || size < 1 || size > 200) throw refusal('PAGE_SIZE', 'size');
  return size;
}

/** The keys asked for, and last the model's unique column in the direction of the last of them. */
function keysOf({ mistake }: PlainAsking, model: PlainModel, orderBy: unknown): Key[] {
  const asked = (orderBy ?? []) as { field: string; direction: string; nulls: string }[];
  if (asked.length > 5) throw refusal('BAD_USER_INPUT', 'orderBy');
  const keys = asked.map(({ field, direction, nulls }): Key => {
    const name = field.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    const leaf = model.leaves.get(name);
    if (!leaf) throw new Error(`${model.type}.${name} cannot be sorted by`);
    return {
      leaf,
      descending: direction === 'DESC',
      nullsFirst: nulls === (mistake === 'nulls first' ? 'LAST' : 'FIRST'),
      of: (row) => row.values.get(name) ?? null,
    };
  });
  const descending = keys.at(-1)?.descending ?? false;
  const last: Key = {
    leaf: { kind: 'number', sql: (row) => `${row}.${model.sort}` },
    descending: mistake === 'ties backwards' ? !descending : descending,
    nullsFirst: false,
    of: (row) => row.sort,
  };
  return [...keys, last];
}

function compare(keys: Key[], pair: (key: Key, place: number) => [Raw, Raw]): number {
  for (const [place, key] of keys.entries()) {
    const [one, other] = pair(key, place);
    if (one === null && other === null) continue;
    if (one === null) return key.nullsFirst ? -1 : 1;
    if (other === null) return key.nullsFirst ? 1 : -1;
    const order = compareRaw(key.leaf.kind, one, other);
    if (order !== 0) return key.descending ? -order : order;
  }
  return 0;
}

/** The values at a cursor of a list. */
function listPlace(keys: Key[], print: string, cursor: string): Raw[] {
  const [found, ...values] = parsed(cursor);
  const whole = values.length === keys.length && values.at(-1) !== null;
  if (found !== print || !whole) throw refusal('MALFORMED_CURSOR', 'another list');
  return values;
}

/** The place of a cursor of the log, whose only key is the position. */
function ownPlace(model: PlainModel, all: PlainRow[], cursor: string): Raw[] {
  const [, position] = /^\d+:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!position)
    throw refusal('MALFORMED_CURSOR', `no cursor of ${model.type}, ${all.length} rows`);
  return [position];
}

function parsed(cursor: string): Raw[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? (value as Raw[]) : [];
  } catch {
    return [];
  }
}

/** FNV-1a of 32 bits, in digits and letters. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of text.split('')) hash = Math.imul(hash ^ unit.charCodeAt(0), 16777619);
  return (hash >>> 0).toString(36);
}

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
