import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Client } from 'pg';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { askExport, tableOf, wholeOf } from '../support/export.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const many = 20_000;

let server: TestServer;
let db: Client;

beforeAll(async () => {
  server = await startTestServer();
  db = await connectDatabase(server.databaseUrl);
  // names with everything that a table has to quote, and that a spreadsheet must not run
  await db.query(
    `insert into organisation (name, kind)
     select (array['=', '+', '-', '@', E'\\t', '"', ', ', E'a\\nb', E'a\\r\\nb', '名', '😀 '])[1 + n % 11] || 'Nr. ' || n,
       'COMPANY' from generate_series(1, $1::integer) n`,
    [many],
  );
  await db.query('analyze organisation');
});

afterAll(async () => {
  await db.end();
  await server.close();
});

const list = 'organisations(orderBy: [{ field: NAME }])';
const query = `{ ${list} { nodes { id name kind } } }`;
const rowsIn = async (): Promise<number> =>
  (await db.query('select count(*)::integer as n from organisation')).rows[0].n;

/** The whole export of a state, by whoever asks again. */
async function again(accept: string, recordedAsOf: string | null): Promise<string> {
  const extensions = { export: { recordedAsOf: String(recordedAsOf) } };
  return wholeOf(await askExport(server.url, accept, { query, extensions }));
}

describe('an export', () => {
  test('is of one state, whatever is written while it is read', async () => {
    const before = (await db.query('select name, kind from organisation order by name collate "C"'))
      .rows as { name: string }[];
    const response = await askExport(server.url, 'application/jsonl', { query });
    const writer = await connectDatabase(server.databaseUrl);
    let writes = 0;
    let going = true;
    const writing = (async () => {
      for (let n = 0; going; n += 1) {
        await writer.query(`insert into organisation (name, kind) values ($1, 'COMPANY')`, [
          `${n % 2 ? '!' : '~'} new ${n}`,
        ]);
        await writer.query(
          `delete from organisation where id = (select id from organisation offset $1 limit 1)`,
          [(n * 7919) % 15_000],
        );
        // moves rows from where the export has not been to where it was, and the other way
        await writer.query(
          `update organisation set name = case when name < 'N' then 'zz ' else '  ' end || name
           where id in (select id from organisation offset $1 limit 5)`,
          [(n * 104_729) % 15_000],
        );
        writes += 1;
      }
    })();
    const lines = (await wholeOf(response)).trimEnd().split('\n');
    const during = writes;
    going = false;
    await writing;
    await writer.end();
    expect(during).toBeGreaterThan(0);
    const rows = lines.map((line) => JSON.parse(line) as { name: string; kind: string });
    expect(new Set(rows.map(({ name }) => name)).size).toBe(before.length);
    expect(rows.map(({ name, kind }) => ({ name, kind })).sort(byName)).toEqual(
      [...before].sort(byName),
    );
    // the same state again, and another one now
    const state = response.headers.get('carnet-recorded-as-of');
    expect(await again('application/jsonl', state)).toBe(`${lines.join('\n')}\n`);
    expect(await wholeOf(await askExport(server.url, 'application/jsonl', { query }))).not.toBe(
      `${lines.join('\n')}\n`,
    );
  });

  test('is read by another program as it was meant, and starts no formula', async () => {
    const whole = await wholeOf(await askExport(server.url, 'text/csv', { query }));
    expect(whole).not.toContain('\0');
    const rows = tableOf(whole);
    const { rows: held } = await db.query('select name from organisation order by name');
    const read = rows.map(({ name = '' }) => name);
    expect(read.filter((name) => /^[=+\-@\t\r]/.test(name))).toEqual([]);
    expect(read.map((name) => name.replace(/^'(?=[=+\-@\t])/, '')).sort()).toEqual(
      held.map(({ name }) => name as string).sort(),
    );
    expect(read.filter((name) => name.startsWith("'=")).length).toBeGreaterThan(1000);
    expect(read.filter((name) => name.includes('\r\n')).length).toBeGreaterThan(1000);
  });

  test.each(['text/csv', 'application/jsonl'])(
    'of %s is the same however often it was cut off',
    async (accept) => {
      const cut = async (after: object, bytes: number) => {
        const leaving = new AbortController();
        const response = await askExport(
          server.url,
          accept,
          { query, extensions: { export: { cursors: true, ...after } } },
          { signal: leaving.signal },
        );
        const got: Uint8Array[] = [];
        let length = 0;
        const body = response.body as unknown as AsyncIterable<Uint8Array>;
        for await (const chunk of body) {
          got.push(chunk);
          length += chunk.length;
          if (length >= bytes) break;
        }
        leaving.abort();
        const state = response.headers.get('carnet-recorded-as-of');
        return { text: Buffer.concat(got).subarray(0, bytes).toString('utf8'), state };
      };
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 3 }),
          async (cuts) => {
            let kept: string[] = [];
            let state: string | null = null;
            for (const bytes of [...cuts, Number.MAX_SAFE_INTEGER]) {
              const last = kept.at(-1);
              const going =
                last === undefined ? {} : { after: cursorOf(accept, last), rows: kept.length };
              const piece = await cut({ ...going, ...(state && { recordedAsOf: state }) }, bytes);
              state ??= piece.state;
              kept = [...kept, ...wholeRows(accept, piece.text, kept.length === 0)];
            }
            const whole = await wholeOf(
              await askExport(server.url, accept, {
                query,
                extensions: { export: { cursors: true, recordedAsOf: String(state) } },
              }),
            );
            expect(kept).toEqual(wholeRows(accept, whole, true));
            expect(kept).toHaveLength(await rowsIn());
          },
        ),
        { numRuns: 3, endOnFailure: true },
      );
    },
  );

  test('counts the rows that are there already against the total that the document sets', async () => {
    const limited = `{ organisations(first: 450) { edges { cursor node { id } } } }`;
    const all = (
      await wholeOf(await askExport(server.url, 'application/jsonl', { query: limited }))
    ).split('\n');
    const { cursor } = JSON.parse(all[299] ?? '');
    const rest = await wholeOf(
      await askExport(server.url, 'application/jsonl', {
        query: limited,
        extensions: { export: { after: cursor, rows: 300 } },
      }),
    );
    expect(rest.split('\n')).toEqual(all.slice(300));
  });
});

const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);

/** Whole records, the header left out; what was cut in the middle of a row is dropped. */
function wholeRows(accept: string, piece: string, headed: boolean): string[] {
  if (accept === 'application/jsonl') return piece.split('\n').slice(0, -1);
  const records: string[] = [];
  let quoted = false;
  let begin = 0;
  for (let index = 0; index < piece.length; index += 1) {
    if (piece[index] === '"') quoted = !quoted;
    if (piece[index] !== '\n' || quoted) continue;
    records.push(piece.slice(begin, index + 1));
    begin = index + 1;
  }
  return headed ? records.slice(1) : records;
}

function cursorOf(accept: string, row: string): string {
  return accept === 'text/csv' ? (row.split(',')[0] ?? '') : JSON.parse(row).cursor;
}
