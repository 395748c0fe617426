import { setTimeout as sleep } from 'node:timers/promises';
import { createKey } from '../../../server/src/access/keys.store.ts';
import { connectDatabase } from '../../../server/src/database/connect.ts';
import { createDataSource } from '../../../server/src/database/data-source.ts';
import { MIGRATIONS } from '../../../server/src/database/migration-files.ts';
import { migrate } from '../../../server/src/database/migrate.ts';
import { transaction } from '../../../server/src/database/transaction.ts';
import type { Closing } from '../../../server/src/kernel/closing.ts';
import type { Progress } from '../progress.ts';
import { statementsFor, vendor } from './dataset-rows.ts';
import type { Size } from './size.ts';

/** A filled database. */
export interface Dataset {
  url: string;
  rows: number;
  /** seconds that filling took */
  seconds: number;
  /** of the vendor of its orders */
  key: string;
}

type Client = Awaited<ReturnType<typeof connectDatabase>>;

const count = `
  select sum((xpath('/row/n/text()', query_to_xml(
    format('select count(*) as n from %I', relname), false, true, '')))[1]::text::bigint)::integer as rows
  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;

/** Indexes that hold no constraint: built afterwards, which takes a third of the time. */
const indexes = `
  select format('%I.%I', schemaname, indexname) as name, indexdef as made from pg_indexes
  where schemaname = 'public' and not exists (
    select from pg_constraint where conindid = format('%I.%I', schemaname, indexname)::regclass)
    and indexdef not like 'CREATE UNIQUE%'`;

// Rows made here refer to rows made here, so no trigger has to look.
const session = [
  'set session_replication_role = replica',
  "set maintenance_work_mem = '512MB'",
  "set work_mem = '256MB'",
];

/** The version of the server, as in `18.4`. */
export async function versionOf(url: string): Promise<string> {
  const client = await connectDatabase(url);
  try {
    const { rows } = await client.query<{ version: string }>(
      "select split_part(current_setting('server_version'), ' ', 1) as version",
    );
    return rows[0]?.version ?? 'unknown';
  } finally {
    await client.end();
  }
}

/** How many steps `createDataset` tells of. */
export const stepsOf = (size: Size): number => statementsFor(size).flat().length + 2;

/** Migrates a new database beside another and fills it with made-up licences, orders and customs events. */
export async function createDataset(
  beside: string,
  name: string,
  size: Size,
  progress: Progress,
): Promise<Dataset> {
  const url = new URL(beside);
  const admin = await connectDatabase(beside);
  await admin.query(`create database "${name}"`).finally(() => admin.end());
  url.pathname = `/${name}`;
  await migrate(url.href, MIGRATIONS, () => {});
  const began = performance.now();
  const clients = [await connectDatabase(url.href), await connectDatabase(url.href)] as const;
  try {
    await fill(clients, size, progress);
    const { rows } = await clients[0].query<{ rows: number }>(count);
    const seconds = (performance.now() - began) / 1000;
    return { url: url.href, rows: rows[0]?.rows ?? 0, seconds, key: await keyFor(url.href) };
  } finally {
    for (const client of clients) await client.end();
  }
}

async function fill(clients: readonly [Client, Client], size: Size, progress: Progress) {
  for (const client of clients) for (const setting of session) await client.query(setting);
  const [client] = clients;
  const { rows } = await client.query<{ name: string; made: string }>(indexes);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  const insert = async (statements: readonly string[] = [], by: Client) => {
    for (const statement of statements) {
      await by.query(statement);
      progress.step(`filling ${/into (\w+)/.exec(statement)?.[1]}`);
    }
  };
  const lists = statementsFor(size);
  await Promise.all(clients.map((by, place) => insert(lists[place], by)));
  for (const { made } of rows) await client.query(made);
  progress.step('building indexes');
  // by hand, so that no autovacuum comes between the rounds
  await client.query('vacuum (freeze, analyze)');
  await client.query('checkpoint');
  progress.step('analysing');
}

async function keyFor(url: string): Promise<string> {
  const source = await createDataSource(url, { poolSize: 1 }).initialize();
  try {
    const key = { name: 'bench', prefix: 'bench', roles: [], organisationId: String(vendor) };
    return (await transaction(source, (tx) => createKey(tx, key))).text;
  } finally {
    await source.destroy();
  }
}

/** The last state that can be asked for, once the server has numbered all events. ISO 8601, UTC. */
export async function lastMoment(url: string, { signal }: Closing): Promise<string> {
  const client = await connectDatabase(url);
  try {
    for (;;) {
      const { rows } = await client.query<{ at: Date | null }>(
        `select max(known_at) as at from journal
         having (select count(*) from event_position) = (select count(*) from event)`,
      );
      const at = rows[0]?.at;
      if (at) return at.toISOString();
      await sleep(500, undefined, { signal });
    }
  } finally {
    await client.end();
  }
}

/** Keys of published licences in random order, the same at every run. */
export async function publishedLicences(url: string, most: number): Promise<string[]> {
  const client = await connectDatabase(url);
  try {
    await client.query('select setseed(0.5)');
    const { rows } = await client.query<{ id: string }>(
      'select id::text from licence where published order by random() limit $1',
      [most],
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}
