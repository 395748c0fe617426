import {
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
} from 'graphql';

/** How a leaf's values compare and print. */
export type PlainKind = 'id' | 'text' | 'number' | 'decimal' | 'boolean' | 'instant' | 'json';

/** A field whose value stands in the row, or in an expression over it. */
export interface PlainLeaf {
  name: string;
  kind: PlainKind;
  list: boolean;
  nullable: boolean;
  /** type whose rows an id names */
  names: string;
  sql: (row: string) => string;
}

const kinds: Record<string, PlainKind> = {
  ID: 'id',
  Int: 'number',
  SafeInt: 'number',
  Decimal: 'decimal',
  Boolean: 'boolean',
  DateTime: 'instant',
  JSON: 'json',
};

/** The kind of a leaf's values; days, words, cursors and text are all text. */
export function plainKind(type: GraphQLOutputType): { kind: PlainKind; list: boolean } {
  const named = getNamedType(type);
  const list = isListType(getNullableType(type));
  return { kind: isEnumType(named) ? 'text' : (kinds[named.name] ?? 'text'), list };
}

/** A value as PostgreSQL writes it, or the values of a list; null: none. */
export type Raw = string | null;

/** Negative, zero or positive, as one value stands before, with or after another. */
export function compareRaw(kind: PlainKind, one: string, other: string): number {
  switch (kind) {
    case 'id':
    case 'number':
      return sign(BigInt(one) - BigInt(other));
    case 'decimal':
      return sign(scaled(one) - scaled(other));
    case 'boolean':
      return Number(isTrue(one)) - Number(isTrue(other));
    case 'instant':
      return instantOf(one) - instantOf(other);
    default:
      // bytes of UTF-8 stand in the order of code points
      return Buffer.compare(Buffer.from(one), Buffer.from(other));
  }
}

const digits = 80;

/** A decimal as a whole number of units that are small enough for all. */
function scaled(text: string): bigint {
  const [, minus, whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const units = BigInt(whole + part.padEnd(digits, '0').slice(0, digits));
  return minus === '-' ? -units : units;
}

/** `t` as PostgreSQL's text of a boolean in an array, `true` alone. */
function isTrue(text: string): boolean {
  return text.startsWith('t');
}

export function instantOf(text: string): number {
  return Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** What an answer holds for a value. */
export function answerOf(leaf: Pick<PlainLeaf, 'kind' | 'names'>, raw: Raw): unknown {
  if (raw === null) return null;
  switch (leaf.kind) {
    case 'id':
      return Buffer.from(`${leaf.names}:${raw}`).toString('base64url');
    case 'number':
      return Number(raw);
    case 'decimal':
      return raw.includes('.') ? raw.replace(/\.?0+$/, '') : raw;
    case 'boolean':
      return isTrue(raw);
    case 'instant':
      return new Date(instantOf(raw)).toISOString();
    case 'json':
      return JSON.parse(raw);
    default:
      return raw;
  }
}
