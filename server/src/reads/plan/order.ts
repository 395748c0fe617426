import { Fault } from '../../kernel/fault.ts';
import { type Leaf, sqlType } from '../leaf.ts';
import { malformed, readListCursor } from '../list-cursor.ts';
import type { Located, LocatedLeaf } from './located.ts';
import type { OrderKey, Param } from './plan.ts';
import type { ResolvedModel } from '../registry.ts';

const mostKeys = 5;

/** `LICENSEE_NAME` for `licenseeName`: how an order names a field. */
export function orderName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The order asked for, ended by the model's unique column so that no two rows tie. */
export function planOrder(model: ResolvedModel, orderBy: Located | undefined): OrderKey[] {
  const items = orderBy?.kind === 'list' ? orderBy.items : orderBy ? [orderBy] : [];
  if (items.length > mostKeys) {
    throw new Fault('BAD_USER_INPUT', `orderBy takes at most ${mostKeys} keys.`);
  }
  const keys = items.flatMap((item): OrderKey[] => {
    if (item.kind !== 'object') return [];
    const descending = word(item.fields.direction) === 'DESC';
    const nullsFirst = word(item.fields.nulls) === 'FIRST';
    const field = [...model.resolved].find(([name]) => orderName(name) === word(item.fields.field));
    if (field?.[1].kind !== 'leaf') return [];
    return [{ leaf: field[1].leaf, descending, nullsFirst }];
  });
  return [...keys, lastKey(model, keys.at(-1)?.descending ?? false)];
}

function lastKey(model: ResolvedModel, descending: boolean): OrderKey {
  const leaf: Leaf = {
    kind: 'whole',
    list: false,
    nullable: false,
    certain: true,
    sql: (row) => `${row}.${model.sort}`,
  };
  return { leaf, descending, nullsFirst: false };
}

/** The values of the order's keys that a cursor holds, checked before PostgreSQL sees them. */
export function cursorParams(keys: OrderKey[], print: string, cursor: LocatedLeaf): Param[] {
  return keys.map((key, index) => ({
    sqlType: sqlType(key.leaf),
    read: ({ variables }) => {
      const held = readListCursor(String(cursor.read(variables)));
      if (held.fingerprint !== print || held.values.length !== keys.length) throw malformed();
      const value = held.values[index] ?? null;
      if (value !== null && !fits(key.leaf, value)) throw malformed();
      return value;
    },
  }));
}

const forms: Partial<Record<Leaf['kind'], RegExp>> = {
  id: /^\d{1,18}$/,
  whole: /^-?\d{1,18}$/,
  decimal: /^-?\d{1,40}(\.\d{1,40})?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/,
  instant:
    /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?\+00$/,
  word: /^[A-Z][A-Z0-9_]*$/,
};

function fits(leaf: Leaf, value: string): boolean {
  return forms[leaf.kind]?.test(value) ?? (!value.includes('\0') && value.isWellFormed());
}

function word(located: Located | undefined): unknown {
  return located?.kind === 'leaf' ? located.value : undefined;
}
