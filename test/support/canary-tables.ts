import type { Client } from 'pg';
import type { Model } from '../../server/src/reads/model.ts';

/** A table that holds rows that not everybody sees, as the catalogue knows it. */
export interface CanaryTable {
  name: string;
  columns: { name: string; type: string }[];
  /** columns of its primary key that lead to no other table */
  keys: string[];
  references: { column: string; to: string }[];
  /** columns of free text, and of lists of it and JSON */
  texts: string[];
  /** columns of unique indexes */
  unique: Set<string>;
}

/**
 * The tables of models that not everybody sees, and those that hang on them and are nobody else's.
 * Words of vocabularies are no free text.
 */
export async function confidentialTables(db: Client, models: Model[]): Promise<CanaryTable[]> {
  const hidden = models.filter(({ visible }) => visible !== 'everyone');
  const open = new Set(
    models
      .filter(({ visible, keyless }) => visible === 'everyone' && !keyless)
      .map(({ table }) => table),
  );
  const links = await db.query<{ table: string; to: string }>(
    `select conrelid::regclass::text as table, confrelid::regclass::text as to
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  const names = new Set(hidden.flatMap(({ table }) => tablesIn(table)));
  for (let before = 0; before < names.size; ) {
    before = names.size;
    for (const { table, to } of links.rows) {
      if (names.has(to) && !open.has(table)) names.add(table);
    }
  }
  const tables: CanaryTable[] = [];
  for (const name of [...names].sort()) tables.push(await describeTable(db, name));
  return tables;
}

/** Names of the tables that a model's `table` reads. */
function tablesIn(table: string): string[] {
  if (/^\w+$/.test(table)) return [table];
  return [...table.matchAll(/\b(?:from|join)\s+(\w+)/g)].flatMap(([, name]) => name ?? []);
}

async function describeTable(db: Client, name: string): Promise<CanaryTable> {
  const { rows } = await db.query<{
    name: string;
    type: string;
    text: boolean;
    key: boolean;
    unique: boolean;
    to: string | null;
  }>(
    `select attribute.attname as name, coalesce(nullif(kind.typbasetype, 0)::regtype, kind.oid::regtype)::text as type,
       kind.typname in ('text', 'line_of_text', '_text', 'json') as text,
       coalesce(bool_or(index.indisprimary), false) as key, coalesce(bool_or(index.indisunique), false) as unique,
       (select confrelid::regclass::text from pg_constraint where contype = 'f'
         and conrelid = attribute.attrelid and conkey = array[attribute.attnum]) as to
     from pg_attribute attribute
     join pg_type kind on kind.oid = attribute.atttypid
     left join pg_index index on index.indrelid = attribute.attrelid
       and attribute.attnum = any(index.indkey::smallint[])
     where attribute.attrelid = $1::regclass and attribute.attnum > 0 and not attribute.attisdropped
       and attribute.attgenerated = '' and attribute.attname <> 'since_xid'
     group by attribute.attrelid, attribute.attname, attribute.attnum, kind.oid, kind.typname, kind.typbasetype
     order by attribute.attnum`,
    [name],
  );
  return {
    name,
    columns: rows.map((column) => ({ name: column.name, type: column.type })),
    keys: rows
      .filter(({ key, to, type }) => key && !to && type === 'bigint')
      .map((column) => column.name),
    references: rows.flatMap(({ name: column, to }) => (to ? [{ column, to }] : [])),
    texts: rows.filter(({ text }) => text).map((column) => column.name),
    unique: new Set(rows.filter(({ unique }) => unique).map((column) => column.name)),
  };
}
