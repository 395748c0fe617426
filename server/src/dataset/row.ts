/** The id of the row that a key of the dataset becomes. */
export interface KeyId {
  readonly idOf: string;
  /** The types it may be of; undefined: any. */
  readonly type?: string;
}

/** The type of the row that a key of the dataset becomes. */
export interface KeyType {
  readonly typeOf: string;
}

export type Scalar = string | number | boolean | readonly string[] | null;
export type Cell = Scalar | KeyId | KeyType;

/** A row to be inserted, before the rows it points to have ids. */
export interface Row {
  readonly table: string;
  /** GraphQL type and key of the dataset; undefined for rows of link tables. */
  readonly type?: string;
  readonly key?: string;
  readonly cells: Readonly<Record<string, Cell>>;
  /** Where it was written, for sentences about it. */
  readonly file: string;
  readonly at: string;
  /** Keys of the sources that say it; it is known once the first of them is published. */
  readonly sources: readonly string[];
}

export const isKeyId = (cell: Cell): cell is KeyId =>
  typeof cell === 'object' && cell !== null && 'idOf' in cell;

export const isKeyType = (cell: Cell): cell is KeyType =>
  typeof cell === 'object' && cell !== null && 'typeOf' in cell;

/** The keys of the rows it points to. */
export const keysIn = (row: Row): string[] =>
  Object.values(row.cells).flatMap((cell) => (isKeyId(cell) ? cell.idOf : []));
