/**
 * How GraphQL types map onto tables. A feature's `.reads` file declares models
 * with these words; the engine compiles documents from them and
 * `reads/schema/` derives connections, filters, orders and root fields.
 *
 * Leaf fields need no entry: `validFrom` is the column `valid_from` unless said
 * otherwise. Relations are declared here only, never on the type's class.
 */

/** The SQL name of a row in scope, to be followed by `.column`. */
export type Row = string;

/** SQL of facts of whoever asks: the same for every viewer of a kind. */
export interface ViewerSql {
  /** text: the viewer's key, `anonymous` without one */
  key: string;
  /** boolean: may read everything */
  admin: string;
  /** bigint or null: the organisation the viewer belongs to */
  organisation: string;
  /** text[]: codes of the jurisdictions for which the viewer is an authority */
  jurisdictions: string;
}

/** Which rows a viewer sees. Everybody sees every row, or a condition in SQL. */
export type RowCondition = 'everyone' | ((row: Row, viewer: ViewerSql) => string);

/** A leaf computed by SQL from the row. */
export interface Expression {
  kind: 'expression';
  sql: (row: Row) => string;
}

/** A field computed in code from the named columns. */
export interface Computed {
  kind: 'computed';
  /** columns (or SQL expressions by name) handed to the resolver as its root */
  needs: Record<string, (row: Row) => string>;
  /** they are all it is computed from, so that it can be answered as of any moment */
  alone?: boolean;
}

interface Relation {
  type: string;
  description: string;
  /** of a model with a discriminator: the concrete types that have the field; default: all, and the interface */
  only?: string[];
}

/** At most one row of another type. */
export interface ToOne extends Relation {
  kind: 'toOne';
  /** foreign key on this row */
  column?: string;
  /** or a subselect that yields at most one row with the target's columns */
  derived?: (row: Row) => string;
  /** or one made of rows that not every viewer sees */
  seen?: (row: Row, viewer: ViewerSql) => string;
  /** the relation never fails to find a visible row */
  required?: boolean;
  /** what the targets of many rows come to */
  summed?: Summed;
}

/** What the rows that a relation leads to from each row of a list come to together. */
export interface Summed {
  /** another type */
  type: string;
  /** a subselect that yields one row of it, from the FROM list and WHERE clause of the rows */
  sql: (row: Row, from: string, where: string) => string;
}

/** One row of any type that implements the interface, by type and key columns. */
export interface ToAny extends Relation {
  kind: 'toAny';
  typeColumn: string;
  keyColumn: string;
  /** which of the types can stand there; default: all */
  possible?: (type: string) => boolean;
  /** types of which only a part can stand there, by the part's model */
  parts?: Record<string, string>;
}

/** Rows of another type: a Relay connection, or a plain list where few and bounded. */
export interface ToMany extends Relation {
  kind: 'toMany';
  as: 'connection' | 'list';
  /** foreign key on the other rows */
  column?: string;
  /** or a link table */
  through?: { table: string; from: string; to: string };
  /** or any condition between the two rows */
  on?: (parent: Row, child: Row) => string;
  /** SQL of a list's order; connections take `orderBy` */
  orderBy?: (child: Row) => string;
}

export type Field = Expression | Computed | ToOne | ToAny | ToMany;

/** A unique key people use: argument name to SQL over the row that must equal it. */
export interface NaturalKey {
  args: Record<string, NaturalArgument>;
  /** of a key that is unique for some viewers only: true of the row that this one means first */
  prefer?: (row: Row, viewer: ViewerSql) => string;
}

/** A leaf, or an input object of leaves that must all be equal. */
export type NaturalArgument = { type: string; optional?: boolean } & (
  | { sql: (row: Row) => string }
  | { parts: Record<string, (row: Row) => string> }
);

export interface Model {
  /** name of the GraphQL type */
  type: string;
  /** table, view or parenthesised subselect */
  table: string;
  visible: RowCondition;
  /** foreign key of the row through which these are seen: whoever sees that row sees them */
  through?: string;
  /** foreign keys of further rows: whoever sees one of these sees the row, as others may too */
  alsoThrough?: string[];
  /** columns of the type and key of the row that these are about: who may not see it sees none */
  about?: { typeColumn: string; keyColumn: string };
  fields: Record<string, Field>;
  /** root fields; none: reachable through other types only */
  root?: {
    one?: string;
    many?: string;
    /** subscription field that gives each new row once, in the order of `sort` */
    stream?: string;
    description: string;
    keys?: NaturalKey[];
  };
  /** several GraphQL types in one table: column value to concrete type */
  discriminator?: { column: string; types: Record<string, string> };
  /**
   * An interface of its own for some rows of another model: its types and fields are also those of
   * that one, whose columns its table has, and which gives the ids.
   */
  partOf?: string;
  /** not a `Node`: has no key of its own */
  keyless?: boolean;
  /** fields of free text, by which nothing is grouped; other texts are lines at most */
  prose?: string[];
  /** unique, not null column that lists end their order with; `id` unless said otherwise */
  sort?: string;
  /** lists of this type have one order, `sort`, and cursors of their own making */
  cursor?: {
    /** text of a row's cursor */
    sql: (row: Row) => string;
    /** what a statement is given of it, and of which type; throws Fault MALFORMED_CURSOR */
    read: (cursor: string) => string;
    sqlType: string;
    /** the value of the `sort` column that this stands for; SQL that raises CN003 without one */
    place: (given: string) => string;
  };
}

/** Fields that a later feature adds to a type declared earlier. */
export interface Extension {
  extends: string;
  /** narrows which rows of that type a viewer sees */
  visible?: RowCondition;
  /** more concrete types in its table, by the value of the discriminator's column */
  types?: Record<string, string>;
  fields: Record<string, Field>;
}

/** An object answered by code (a mutation's payload) from which reading goes on. */
export interface Entry {
  entry: string;
  /** field name to the type read and the property of the object that holds its key; arrays give lists */
  fields: Record<
    string,
    { type: string; property: string; list?: boolean; required?: boolean; description: string }
  >;
}

/** A root field that is one SQL expression, read in the statement of the whole document. */
export interface RootLeaf {
  rootLeaf: string;
  /** its GraphQL type, a non-null leaf */
  graphql: string;
  description: string;
  sql: () => string;
}

/** A `filter` argument on a root field that code answers, by which it asks `keysOf` for rows. */
export interface Sifted {
  sifted: string;
  /** the GraphQL type whose rows it filters */
  rows: string;
  description: string;
}

export type Declaration = Model | Extension | Entry | RootLeaf | Sifted;

export const expression = (sql: (row: Row) => string): Expression => ({ kind: 'expression', sql });

export const computed = (
  needs: Record<string, (row: Row) => string>,
  { alone = false } = {},
): Computed => ({ kind: 'computed', needs, alone });

export const toOne = (type: string, relation: Omit<ToOne, 'kind' | 'type'>): ToOne => ({
  kind: 'toOne',
  type,
  ...relation,
});

export const toAny = (type: string, relation: Omit<ToAny, 'kind' | 'type'>): ToAny => ({
  kind: 'toAny',
  type,
  ...relation,
});

export const toMany = (type: string, relation: Omit<ToMany, 'kind' | 'type' | 'as'>): ToMany => ({
  kind: 'toMany',
  as: 'connection',
  type,
  ...relation,
});

export const listOf = (type: string, relation: Omit<ToMany, 'kind' | 'type' | 'as'>): ToMany => ({
  kind: 'toMany',
  as: 'list',
  type,
  ...relation,
});
