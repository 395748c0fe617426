import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { decisionSettings, openingOptions } from '../../../server/src/database/session.ts';
import { startEmbedded } from '../../../server/src/database/embedded.ts';
import { migrate } from '../../../server/src/database/migrate.ts';
import { MIGRATIONS } from '../../../server/src/database/migration-files.ts';
import type { Closing } from '../../../server/src/kernel/closing.ts';
import { createDataDirectory } from '../../support/data-directory.ts';
import { Progress } from '../progress.ts';
import type { Row } from '../results.ts';
import { median } from '../rounds.ts';
import { fill, type Write, withoutHistory, writes } from './writes.ts';

const connections = 8;

/** Writes a second with history and, in the same run on a copy of the database, without it. */
export async function history(closing: Closing, quick: boolean): Promise<Row[]> {
  const [rounds, seconds] = quick ? [2, 0.5] : [9, 4];
  const data = createDataDirectory();
  closing.add('the data directory', () => data.remove());
  const { url } = await startEmbedded(data.path, closing, () => {});
  await migrate(url, MIGRATIONS, () => {});
  await run(url, fill);
  const plain = new URL(url);
  plain.pathname = '/without_history';
  const server = new URL(url);
  server.pathname = '/postgres';
  await run(server.href, 'create database without_history template carnet');
  await run(plain.href, withoutHistory);
  const lanes = [url, plain.href].map((each) => {
    const pool = new pg.Pool({
      ...{ connectionString: each, max: connections },
      options: openingOptions(decisionSettings),
    });
    closing.add('connections', () => pool.end());
    return pool;
  });
  const progress = new Progress(writes.length * rounds * 2);
  const rows: Row[] = [];
  const table: string[] = [];
  for (const write of writes) {
    for (const lane of lanes) await perSecond(lane, write, seconds / 4);
    const measured: number[][] = lanes.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? [0, 1] : [1, 0];
      for (const at of order) {
        const lane = lanes[at];
        if (lane) measured[at]?.push(await perSecond(lane, write, seconds));
        progress.step(`${write.name}: ${at === 0 ? 'with' : 'without'} history`);
      }
    }
    const [ours = [], theirs = []] = measured;
    const ratio = median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
    const value = Math.round(median(ours));
    table.push(
      `| ${write.name} | ${value} | ${Math.round(median(theirs))} | ${(100 * (1 / ratio - 1)).toFixed(1)}% |`,
    );
    rows.push({
      ...{ case: write.name, metric: 'throughput', unit: 'writes/s', value },
      ratios: { 'without history': Number(ratio.toPrecision(4)) },
    });
  }
  progress.end();
  console.log('\n| write | with history, /s | without, /s | a write takes longer by |');
  console.log(`|---|---:|---:|---:|\n${table.join('\n')}`);
  return rows;
}

async function perSecond(pool: pg.Pool, write: Write, seconds: number): Promise<number> {
  // what the round before left is cleaned up outside the time that is measured
  await pool.query('vacuum');
  await pool.query('checkpoint');
  await sleep(50);
  const end = performance.now() + seconds * 1000;
  const begun = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = await pool.connect();
      try {
        while (performance.now() < end) {
          await client.query({ name: write.name, text: write.sql, values: write.values() });
          done += 1;
        }
      } finally {
        client.release();
      }
    }),
  );
  return (done * 1000) / (performance.now() - begun);
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
