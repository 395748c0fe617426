import { dayOf } from '../../kernel/day.ts';
import { Fault } from '../../kernel/fault.ts';
import { decodeId } from '../../kernel/ids.ts';
import { type Leaf, sqlType } from '../leaf.ts';
import type { LocatedLeaf } from './located.ts';
import type { Param } from './plan.ts';

/** A parameter that compares with the leaf, read from an argument. */
export function operand(leaf: Leaf, located: LocatedLeaf, many = false): Param {
  const type = leaf.list ? sqlType(leaf).slice(0, -2) : sqlType(leaf);
  return {
    sqlType: many ? `${type}[]` : type,
    read: ({ variables }) => {
      const value = located.read(variables);
      return many ? (value as unknown[]).map((item) => toSql(leaf, item)) : toSql(leaf, value);
    },
  };
}

/** A parameter of plain text. */
export function textOperand(located: LocatedLeaf): Param {
  return { sqlType: 'text', read: ({ variables }) => plainText(located.read(variables)) };
}

/** @throws Fault BAD_USER_INPUT for text that PostgreSQL cannot hold */
export function plainText(value: unknown): string {
  const held = String(value);
  if (held.includes('\0') || !held.isWellFormed()) {
    throw new Fault(
      'BAD_USER_INPUT',
      'Text may not contain NUL or half of a surrogate pair: send well-formed Unicode.',
    );
  }
  return held;
}

function toSql(leaf: Leaf, value: unknown): unknown {
  switch (leaf.kind) {
    case 'id': {
      const id = decodeId(String(value));
      if (id.type !== leaf.names) {
        throw new Fault('MALFORMED_ID', `This is the id of a ${id.type}, not of a ${leaf.names}.`);
      }
      return id.key;
    }
    case 'text':
      return plainText(value);
    case 'date':
      return value instanceof Date ? dayOf(value) : value;
    case 'instant':
      return value instanceof Date ? value.toISOString() : value;
    default:
      return value;
  }
}
