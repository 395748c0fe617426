import { type GraphQLOutputType, isEnumType, isLeafType, isListType, isNonNullType } from 'graphql';
import { literal, orNull, type Piece, sql, text } from './sql/json-text.ts';
import type { Row } from './model.ts';

type Kind =
  | 'id'
  | 'text'
  | 'word'
  | 'whole'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'json'
  | 'cursor';

/** A field whose value comes from one SQL expression over the row. */
export interface Leaf {
  kind: Kind;
  list: boolean;
  nullable: boolean;
  /** a column that is never null; what is computed may be, against its type */
  certain: boolean;
  sql: (row: Row) => string;
  /** of an `ID`: the type whose rows it names */
  names?: string;
}

const kindOfScalar: Record<string, Kind> = {
  ID: 'id',
  String: 'text',
  Int: 'whole',
  SafeInt: 'whole',
  Decimal: 'decimal',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'instant',
  JSON: 'json',
  Cursor: 'cursor',
};

const sqlTypes: Record<Kind, string> = {
  id: 'bigint',
  text: 'text',
  word: 'text',
  whole: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  json: 'text',
  cursor: 'text',
};

/** The kind of a leaf type, lists included; undefined for anything else. */
export function leafKind(type: GraphQLOutputType): { kind: Kind; list: boolean } | undefined {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) {
    const item = leafKind(bare.ofType);
    return item && !item.list ? { kind: item.kind, list: true } : undefined;
  }
  if (!isLeafType(bare)) return undefined;
  const kind = isEnumType(bare) ? 'word' : kindOfScalar[bare.name];
  return kind && { kind, list: false };
}

/** The PostgreSQL type that values are compared in. */
export function sqlType(leaf: Leaf): string {
  return leaf.list ? `${sqlTypes[leaf.kind]}[]` : sqlTypes[leaf.kind];
}

/** What can be filtered by, and sorted by when it is no list. */
export function isComparableKind(kind: Leaf['kind']): boolean {
  return kind !== 'json' && kind !== 'cursor';
}

/** The JSON of the leaf. */
export function printLeaf(leaf: Leaf, row: Row): Piece[] {
  const value = leaf.sql(row);
  if (leaf.list) return [orNull(`array_to_json(${value})::text`)];
  const quoted = quotedForm(leaf, value);
  if (quoted) {
    return leaf.certain
      ? [text('"'), sql(quoted), text('"')]
      : [orNull(`('"' || ${quoted} || '"')`)];
  }
  const bare = bareForm(leaf.kind, value);
  return [leaf.certain ? sql(bare) : orNull(bare)];
}

/** Base64url of `Type:key`, as the global id is; of such text it has no sign to translate. */
function idText(type: string, key: string): string {
  return `rtrim(encode((${literal(`${type}:`)} || ${key})::bytea, 'base64'), '=')`;
}

function quotedForm(leaf: Leaf, value: string): string | undefined {
  switch (leaf.kind) {
    case 'id':
      return idText(leaf.names ?? '', value);
    case 'word':
    case 'cursor':
      return value;
    case 'decimal':
      return `trim_scale(${value})::text`;
    case 'date':
      return `(${value})::text`;
    case 'instant':
      return `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    default:
      return undefined;
  }
}

function bareForm(kind: Kind, value: string): string {
  return kind === 'text' ? `to_json(${value}::text)::text` : `(${value})::text`;
}
