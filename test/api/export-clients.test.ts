import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { askExport, wholeOf } from '../support/export.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const many = 20_000;

let server: TestServer;
let db: Client;

beforeAll(async () => {
  server = await startTestServer();
  db = await connectDatabase(server.databaseUrl);
  await db.query(
    `insert into organisation (name, kind) select 'Nr. ' || n, 'COMPANY' from generate_series(1, $1::integer) n`,
    [many],
  );
  await db.query('analyze organisation');
});

afterAll(async () => {
  await db.end();
  await server.close();
});

const query = '{ organisations(orderBy: [{ field: NAME }]) { nodes { id name kind } } }';
/** The same with so much in a row that what is on its way is a small part of it. */
const wide = `{ organisations { nodes { ${[...Array(60).keys()].map((n) => `n${n}: name`).join(' ')} } } }`;

describe('a client', () => {
  test('costs the server the memory of some pages, however long it is', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const held = () => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    await wholeOf(await askExport(server.url, 'text/csv', { query }));
    const before = held();
    const response = await askExport(server.url, 'text/csv', { query: wide });
    let bytes = 0;
    let most = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const grown = Math.floor((bytes + chunk.length) / 4e6) > Math.floor(bytes / 4e6);
      bytes += chunk.length;
      if (grown) most = Math.max(most, held() - before);
    }
    expect(bytes).toBeGreaterThan(1e7);
    expect(most).toBeLessThan(bytes / 3);
  });

  test('that stops reading stops the reading, and none waits for it', async () => {
    const opened = await openSlowly(wide);
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ position }"}',
    });
    expect(answer.status).toBe(200);
    await answer.text();
    await still(lastRead);
    const paused = await lastRead();
    const rows = (await opened.whole()).trimEnd().split('\n');
    expect(rows).toHaveLength(many);
    expect((await lastRead()) > paused).toBe(true);
  });

  test('that goes away ends its export', async () => {
    const opened = await openSlowly(wide);
    await still(lastRead);
    const paused = await lastRead();
    opened.leave();
    await still(lastRead);
    expect(await lastRead()).toBe(paused);
  });

  test('is told when the connection is lost in the middle', async () => {
    const opened = await openSlowly(wide);
    await db.query('alter table organisation rename to organisation_away');
    try {
      expect(await opened.whole().then(() => 'whole', String)).toMatch(/aborted/);
    } finally {
      await db.query('alter table organisation_away rename to organisation');
    }
  });

  test('whose key is revoked meanwhile gets no more', async () => {
    const opened = await openSlowly(wide, server.keys.integrator);
    const revoked = await db.query(
      `update api_key set revoked_at = clock_timestamp() where roles::text[] @> '{INTEGRATOR}'`,
    );
    expect(revoked.rowCount).toBe(1);
    // a key is believed for a second
    await still(lastRead);
    expect(await opened.whole().then(() => 'whole', String)).toMatch(/aborted/);
  });

  test('runs four exports at once, and others run theirs', async () => {
    const four = await Promise.all([1, 2, 3, 4].map(() => openSlowly(wide)));
    const fifth = await askExport(server.url, 'text/csv', { query });
    expect(fifth.status).toBe(429);
    const { errors } = JSON.parse(await wholeOf(fifth));
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('4 exports of this key are running'),
      extensions: { code: 'EXPORT_LIMIT' },
    });
    const small = { query: '{ organisations(first: 1) { nodes { id } } }' };
    const other = await askExport(server.url, 'text/csv', small, { key: server.keys.analyst });
    expect(other.status).toBe(200);
    await wholeOf(other);
    for (const { leave } of four) leave();
    await expect
      .poll(async () => {
        const response = await askExport(server.url, 'text/csv', small);
        await wholeOf(response);
        return response.status;
      })
      .toBe(200);
  });
});

/** An export whose client reads nothing until it is told to. */
async function openSlowly(document: string, key?: string) {
  const headers = {
    accept: 'application/jsonl',
    'content-type': 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  const asking = request(server.url, { method: 'POST', headers, agent: false });
  const response = await new Promise<IncomingMessage>((answered, failed) => {
    asking.on('response', answered).on('error', failed);
    asking.end(JSON.stringify({ query: document }));
  });
  response.pause();
  return { leave: () => response.destroy(), whole: () => text(response) };
}

/** When the last statement of reads began, by the database's clock. */
async function lastRead(): Promise<string> {
  const { rows } = await db.query(
    `select max(query_start)::text as time from pg_stat_activity
     where datname = current_database() and application_name = 'carnet reads'`,
  );
  return rows[0].time;
}

/** Waits until two looks in a row see the same. */
async function still(look: () => Promise<unknown>): Promise<void> {
  let last = '';
  await expect
    .poll(
      async () => {
        const now = JSON.stringify(await look());
        const same = now === last;
        last = now;
        return same;
      },
      { interval: 1000, timeout: 30_000 },
    )
    .toBe(true);
}
