import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { createDataSource } from '../../server/src/database/data-source.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { MIGRATIONS } from '../../server/src/database/migration-files.ts';
import { startTemporary } from '../../server/src/database/temporary.ts';
import type { Statements } from '../../server/src/database/transaction.ts';
import { Sequencer } from '../../server/src/events/sequencer.ts';
import { Closing } from '../../server/src/kernel/closing.ts';
import { type Carry, carryRows, dumpAndRestore } from '../support/carry.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { openClient } from '../support/event-log.ts';
import { differences, type KeptState, keepState, onClient } from '../support/history.ts';
import { historyTables, prepareMoves, script, take } from '../support/history-moves.ts';
import { openTracker } from '../support/tracker.ts';

const seed = Number(process.env.CARNET_SEED ?? Date.now() % 2 ** 31);

const closing = new Closing();
/** A cluster that has just been made, so that its transaction ids are low. */
let younger: string;
const made: { drop(): Promise<void> }[] = [];
beforeAll(async () => {
  younger = await startTemporary(closing);
});
afterAll(async () => {
  await Promise.all(made.map((each) => each.drop()));
  await closing.run(20_000, () => {});
});

/** An empty database in the cluster of the tests. */
async function emptyHere(): Promise<string> {
  const database = await createEmptyDatabase();
  made.push(database);
  return database.url;
}

let names = 0;

async function emptyInYounger(): Promise<string> {
  const url = new URL(younger);
  names += 1;
  url.pathname = `/restored_${names}`;
  const client = await connectDatabase(younger);
  await client.query(`create database ${url.pathname.slice(1)} template template0`);
  await client.end();
  return url.href;
}

/** Writes at random and journals every few transactions. */
async function write(url: string, salt: number): Promise<KeptState[]> {
  const [writer, ticker] = [await openClient(url), await openClient(url)];
  try {
    const states = [await keepState(ticker, historyTables)];
    for (const [at, own] of fc.sample(script, { numRuns: 40, seed: seed + salt }).entries()) {
      await take(writer, own, async () => {
        states.push(await keepState(ticker, historyTables));
      });
      if (at % 5 === 0) states.push(await keepState(ticker, historyTables));
    }
    // what no entry of the journal has seen yet is carried as well
    await writer.query(`update site set name = 'not yet journalled ' || id where id % 3 = 0`);
    return states;
  } finally {
    await Promise.all([writer.end(), ticker.end()]);
  }
}

async function on<T>(url: string, work: (db: Statements) => Promise<T>): Promise<T> {
  const client = await connectDatabase(url);
  try {
    return await work(onClient(client));
  } finally {
    await client.end();
  }
}

const eras = (url: string) =>
  on(url, (db) =>
    db.query<{ id: number; leapt: boolean }>(
      'select id, xid_offset <> coalesce(lag(xid_offset) over (order by id), 0) as leapt from era order by id',
    ),
  );

const isBehind = (url: string) =>
  on(url, async (db) => {
    const [row] = await db.query<{ behind: boolean }>(
      `select pg_snapshot_xmax(snapshot) > pg_snapshot_xmax(current_state()) as behind
       from journal order by journal.id desc limit 1`,
    );
    return row?.behind;
  });

/** What a server does at its start, or any connection that it opens. */
const start = (url: string) => migrate(url, MIGRATIONS, () => {});
const connect = async (url: string) => {
  const pool = await createDataSource(url, { poolSize: 1 }).initialize();
  await pool.destroy();
};

async function source(): Promise<{ url: string; states: KeptState[] }> {
  const tracker = await openTracker();
  made.push({ drop: () => tracker.close() });
  await prepareMoves(tracker.db);
  // far ahead of a cluster that has just been made
  await tracker.db.query(
    'do $$ begin for n in 1..5000 loop perform pg_current_xact_id(); commit; end loop; end $$',
  );
  return { url: tracker.url, states: await write(tracker.url, 0) };
}

const exact = async (url: string, states: readonly KeptState[]) =>
  expect(await on(url, (db) => differences(db, states)), `CARNET_SEED=${seed}`).toEqual([]);

async function restores(carry: Carry): Promise<void> {
  const { url, states } = await source();

  // under another name: the ids go on, and only the log's cursors are told apart
  const beside = await emptyHere();
  await carry(url, beside);
  await start(beside);
  expect(await eras(beside)).toEqual([
    { id: 1, leapt: false },
    { id: 2, leapt: false },
  ]);
  await exact(beside, [...states, ...(await write(beside, 1))]);

  // into a cluster whose ids lie behind
  const away = await emptyInYounger();
  await carry(url, away);
  expect(await isBehind(away)).toBe(true);
  await connect(away);
  expect(await isBehind(away)).toBe(false);
  expect(await eras(away)).toEqual([
    { id: 1, leapt: false },
    { id: 2, leapt: true },
  ]);
  await exact(away, states);
  const later = await write(away, 2);
  await exact(away, [...states, ...later]);

  // and back again, where the ids are ahead of those it had before it left
  const back = await emptyHere();
  // pg_dump takes no server newer than itself, and the younger one may be
  await carryRows(away, back);
  await start(back);
  expect(await eras(back)).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3, leapt: true }]);
  const last = await write(back, 3);
  await exact(back, [...states, ...later, ...last]);
  const compared = states.length + later.length + last.length;
  process.stdout.write(`restore ${JSON.stringify({ seed, compared })}\n`);
}

test(
  'every state of every era is read exactly after restores, row by row',
  { timeout: 300_000 },
  () => restores(carryRows),
);

test('the same with pg_dump and pg_restore, where the machine has them for its server', {
  timeout: 300_000,
}, async () => {
  const [version] = await on(inject('postgresUrl'), (db) =>
    db.query<{ major: number }>(
      `select current_setting('server_version_num')::integer / 10000 as major`,
    ),
  );
  const carry = dumpAndRestore(version?.major ?? 0);
  if (carry) await restores(carry);
  else process.stdout.write(`no pg_dump for PostgreSQL ${version?.major} here\n`);
});

test('a sequencer that takes over begins the era, with an entry of its own', async () => {
  const { url } = await source();
  const away = await emptyInYounger();
  await carryRows(url, away);
  const sequencer = new Sequencer({ url: away });
  sequencer.start();
  const journalled = () =>
    on(away, async (db) => {
      const [row] = await db.query<{ era: number }>(
        'select era from journal order by journal.id desc limit 1',
      );
      return row?.era;
    });
  await expect.poll(journalled, { timeout: 20_000 }).toBe(2);
  await sequencer.stop();
  expect(await isBehind(away)).toBe(false);
});
