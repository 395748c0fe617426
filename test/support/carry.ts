import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { MIGRATIONS } from '../../server/src/database/migration-files.ts';
import { run } from './run.ts';

/** Fills the empty database `to` with all that `from` holds. */
export type Carry = (from: string, to: string) => Promise<void>;

const TABLES = `
  select held.oid::regclass::text as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns
  from pg_class held join pg_attribute on attrelid = held.oid
  where relkind = 'r' and relnamespace in ('public'::regnamespace, 'history'::regnamespace)
    and attnum > 0 and not attisdropped and attgenerated = '' and relname <> 'carnet_migration'
  group by held.oid order by 1`;

const SEQUENCES = `
  select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
  from pg_sequences where last_value is not null`;

/** What pg_dump and pg_restore do, where a machine has neither: rows, sequences, functions. */
export const carryRows: Carry = async (from, to) => {
  await migrate(to, MIGRATIONS, () => {});
  const source = await connectDatabase(from);
  const target = await connectDatabase(to);
  try {
    await source.query('begin isolation level repeatable read');
    await target.query('begin; set local session_replication_role = replica');
    const { rows: tables } = await source.query<{ name: string; columns: string }>(TABLES);
    await target.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    for (const { name, columns } of tables) {
      const { rows } = await source.query(
        `select coalesce(json_agg(held), '[]')::text as held from ${name} held`,
      );
      await target.query(
        `insert into ${name} (${columns}) overriding system value
         select ${columns} from json_populate_recordset(null::${name}, $1::json)`,
        [rows[0]?.held],
      );
    }
    const { rows: sequences } = await source.query(SEQUENCES);
    for (const { name, last } of sequences) {
      await target.query('select setval($1::regclass, $2::bigint)', [name, last]);
    }
    const { rows } = await source.query(
      `select pg_get_functiondef('xid_offset()'::regprocedure) as made`,
    );
    await target.query(rows[0]?.made);
    await target.query('commit');
  } finally {
    await source.end();
    await target.end();
  }
};

const debian = '/usr/lib/postgresql';

/**
 * pg_dump and pg_restore, where the machine has them for a server like that one.
 *
 * @param major of the server that is dumped
 */
export function dumpAndRestore(major: number): Carry | undefined {
  const found = (existsSync(debian) ? readdirSync(debian) : [])
    .filter((version) => Number(version) >= major)
    .map((version) => join(debian, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'pg_dump')));
  if (!found) return undefined;
  return async (from, to) => {
    // What the schema "public" is, each version of PostgreSQL says in its own way.
    const script =
      '"$0/pg_dump" --no-owner --format=custom "$1" | "$0/pg_restore" --no-owner --no-comments --exit-on-error --dbname="$2"';
    const { code, output } = await run(['bash', '-o', 'pipefail', '-c', script, found, from, to], {
      cwd: '/',
    });
    if (code !== 0) throw new Error(output);
  };
}
