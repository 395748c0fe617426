import type { Client } from 'pg';
import { alone } from './alone.ts';
import { connectDatabase } from './connect.ts';
import { enterEra } from './era.ts';
import { type Migration, readMigrations } from './migration-files.ts';
import { DatabaseProblem } from './problem.ts';
import { errorCode } from './sqlstate.ts';

// Our own runner, because TypeORM's orders by a 13-digit timestamp in a class name, knows no
// checksums, does not notice a database newer than the code, and lets two servers run at once.

/** Any number that nothing else in the database locks: "carnet" in ASCII. */
const LOCK = 0x6361_726e_6574;

/**
 * Brings the database in step with the migration files, each in its own transaction, and
 * returns the names of those it ran. One server at a time: another waits, then finds nothing
 * to do. Throws DatabaseProblem; what ran before a failing migration stays.
 */
export async function migrate(
  url: string,
  directory: string,
  report: (line: string) => void,
): Promise<string[]> {
  const migrations = readMigrations(directory);
  const waiting = () => report('another server is migrating this database; waiting for it');
  return await alone(url, String(LOCK), () => runPending(url, migrations), waiting);
}

async function runPending(url: string, migrations: Migration[]): Promise<string[]> {
  const client = await connectDatabase(url);
  try {
    await prepare(client);
    const pending = pendingOf(migrations, await appliedTo(client));
    // A database that was just restored: migrations may write.
    await enterEra(client);
    for (const migration of pending) await run(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end().catch(() => {});
  }
}

async function prepare(client: Client): Promise<void> {
  try {
    const { rows } = await client.query("select to_regclass('carnet_migration') as made");
    if (rows[0]?.made) return;
    await client.query(`create table carnet_migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default clock_timestamp()
    )`);
  } catch (error) {
    throw refused('It cannot keep its list of migrations in this database', error);
  }
}

type Applied = ReadonlyMap<string, string>;

async function appliedTo(client: Client): Promise<Applied> {
  const { rows } = await client.query('select name, checksum from carnet_migration');
  return new Map(rows.map(({ name, checksum }) => [String(name), String(checksum)]));
}

function pendingOf(migrations: readonly Migration[], applied: Applied): Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name)).sort();
  if (unknown[0] !== undefined) {
    throw new DatabaseProblem(
      `The database is newer than this code: it has the migration ${unknown[0]}, which this code does not know, so start a newer Carnet or use another database.`,
    );
  }
  for (const { name, checksum } of migrations) {
    if (!applied.has(name) || applied.get(name) === checksum) continue;
    throw new DatabaseProblem(
      `The migration ${name} was edited after it ran on this database: put its text back and write a new migration, or use another database.`,
    );
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function run(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin; set local statement_timeout = 0; set local lock_timeout = 0');
    await client.query(sql);
    await client.query('insert into carnet_migration (name, checksum) values ($1, $2)', [
      name,
      checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw refused(`The migration ${name} failed${lineOf(sql, error)}`, error);
  }
}

function lineOf(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? ` at line ${sql.slice(0, position).split('\n').length}` : '';
}

function refused(what: string, error: unknown): DatabaseProblem {
  const why = error instanceof Error ? error.message : String(error);
  return new DatabaseProblem(`${what}: ${why} (${errorCode(error) ?? 'no code'}).`);
}
