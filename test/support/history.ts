import type { Client } from 'pg';
import type { Statements } from '../../server/src/database/transaction.ts';
import { numberEvents } from '../../server/src/events/numbering.ts';

/** What tables held at a journalled state, copied when it was the present: rows as text, in order. */
export interface KeptState {
  readonly id: string;
  readonly snapshot: string;
  readonly tables: ReadonlyMap<string, readonly string[]>;
}

/** Names of the tables whose past can be read. */
export async function keptTables(db: Statements): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select proname::text as name from pg_proc where pronamespace = 'past'::regnamespace order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** The statements of a connection that a test holds by itself. */
export const onClient = (client: Client): Statements => ({
  query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
    (await client.query<Row>(sql, [...parameters])).rows,
});

/**
 * Journals the state of now and copies the tables in the very snapshot that was journalled, without
 * a word to anything that keeps history.
 */
export async function keepState(client: Client, tables: readonly string[]): Promise<KeptState> {
  const db = onClient(client);
  await client.query('begin isolation level repeatable read');
  await numberEvents(db, { moment: true });
  const copies = new Map<string, string[]>();
  for (const table of tables) copies.set(table, await rowsOf(db, `"${table}"`));
  await client.query('commit');
  const [entry] = await db.query<{ id: string; snapshot: string }>(
    'select id::text, snapshot::text from journal order by journal.id desc limit 1',
  );
  return { id: entry?.id ?? '', snapshot: entry?.snapshot ?? '', tables: copies };
}

export interface Difference {
  readonly state: string;
  readonly table: string;
  /** rows that were there and are not in the past that is read now */
  readonly missing: string[];
  /** rows that were not there */
  readonly strange: string[];
}

/** Reads each state again through `past.<table>(snapshot)`; the differences, which are none. */
export async function differences(
  db: Statements,
  states: readonly KeptState[],
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const { id, snapshot, tables } of states) {
    for (const [table, then] of tables) {
      const past = await rowsOf(db, `past."${table}"($1::pg_snapshot)`, [snapshot]);
      if (then.join('\n') === past.join('\n')) continue;
      const [was, is] = [new Set(then), new Set(past)];
      found.push({
        ...{ state: `${id} ${snapshot}`, table },
        missing: then.filter((row) => !is.has(row)),
        strange: past.filter((row) => !was.has(row)),
      });
    }
  }
  return found;
}

async function rowsOf(
  db: Statements,
  source: string,
  parameters: readonly unknown[] = [],
): Promise<string[]> {
  const rows = await db.query<{ row: string }>(
    `select held::text collate "C" as row from ${source} held order by 1`,
    parameters,
  );
  return rows.map(({ row }) => row);
}
