import { request } from 'node:http';
import { createClient } from 'graphql-ws';
import type { Client as Database } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let database: Database;
let holder: Database;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  database = await connectDatabase(server.databaseUrl);
  holder = await connectDatabase(server.databaseUrl);
});

afterAll(async () => {
  await database.end();
  await holder.end();
  await server.close();
});

interface Visit {
  /** resolves with the answer's text, or undefined when the client left before */
  answer: Promise<string | undefined>;
  leave(): void;
}

/** A request on a connection of its own, which can be broken off. */
function visit(query: string): Visit {
  const body = JSON.stringify({ query });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const asked = request(server.url, { method: 'POST', agent: false, headers });
  const answer = new Promise<string | undefined>((resolve) => {
    asked.on('error', () => resolve(undefined));
    asked.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        text += part;
      });
      response.on('error', () => resolve(undefined));
      response.on('close', () => resolve(response.complete ? text : undefined));
    });
  });
  asked.end(body);
  return { answer, leave: () => asked.destroy() };
}

async function readers(state: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name = 'carnet reads' and ${state}`,
  );
  return rows[0]?.count ?? 0;
}

const waiting = "wait_event_type = 'Lock'";

/** Asks the database again and again; the test's own time-out ends it. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

/** Nobody can read the chips meanwhile. */
async function whileChipsAreLocked(work: () => Promise<void>): Promise<void> {
  await holder.query('begin; lock table chip in access exclusive mode');
  try {
    await work();
  } finally {
    await holder.query('rollback');
  }
}

async function expectWhole(): Promise<void> {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => ask(server.url, { query: `{ a${index}: position }` })),
  );
  for (const [index, { data, errors }] of answers.entries()) {
    expect(errors).toBeUndefined();
    expect(Object.keys(data as object)).toEqual([`a${index}`]);
  }
  expect(await readers('true')).toBeLessThanOrEqual(10);
}

const chips = '{ chips { totalCount } }';

describe('a statement is stopped in PostgreSQL', () => {
  test('when the clients of requests break off, waiting or not yet begun', async () => {
    await whileChipsAreLocked(async () => {
      const visits = Array.from({ length: 60 }, () => visit(chips));
      await until(async () => (await readers(waiting)) === 10);
      for (const { leave } of visits) leave();
      // the lock is held still: nothing but a request to stop ends them
      await until(async () => (await readers("state = 'active'")) === 0);
      const { data } = await ask(server.url, { query: '{ organisations { totalCount } }' });
      expect(data).toMatchObject({ organisations: { totalCount: expect.any(Number) } });
    });
    await expectWhole();
  });

  test('when the client of a socket completes the operation, and when the socket closes', async () => {
    await whileChipsAreLocked(async () => {
      const client = createClient({
        url: server.url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      });
      const sink = { next: () => {}, error: () => {}, complete: () => {} };
      const ends = [1, 2, 3].map(() => client.subscribe({ query: chips }, sink));
      await until(async () => (await readers(waiting)) === 3);
      ends[0]?.();
      await until(async () => (await readers(waiting)) === 2);
      client.terminate();
      await until(async () => (await readers("state = 'active'")) === 0);
      await client.dispose();
    });
    await expectWhole();
  });
});

describe('hundreds of clients that leave at random moments', () => {
  test('take nothing from the others', async () => {
    const documents = [
      '{ claims(first: 20) { nodes { id predicate sourceReport { publisher } } } }',
      '{ chips(first: 50) { nodes { name classifications { code } vendor { name } } } }',
      '{ organisations(first: 30) { totalCount nodes { name jurisdiction { code } } } }',
      '{ position chips(filter: { name: { contains: "h" } }) { totalCount } }',
    ];
    const expected = await Promise.all(
      documents.map(async (query) => (await ask(server.url, { query })).body),
    );
    let answered = 0;
    for (let round = 0; round < 12; round += 1) {
      const leavers = Array.from({ length: 40 }, () => {
        const visitor = visit(documents[Math.floor(Math.random() * 4)] as string);
        setTimeout(visitor.leave, Math.random() * 60);
        return visitor.answer;
      });
      const stayers = Array.from({ length: 20 }, async () => {
        const index = Math.floor(Math.random() * 4);
        const answer = await visit(documents[index] as string).answer;
        expect(answer).toBe(expected[index]);
        answered += 1;
      });
      await Promise.all([...leavers, ...stayers]);
    }
    expect(answered).toBe(240);
    await until(async () => (await readers("state = 'active'")) === 0);
    await expectWhole();
  });
});
