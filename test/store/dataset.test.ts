import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { readDataset } from '../../server/src/dataset/dataset.ts';
import { datasetDirectory, readFiles } from '../../server/src/dataset/files.ts';
import { loadDataset } from '../../server/src/dataset/loader.ts';
import { tables } from '../../server/src/dataset/shapes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const batches = readDataset(readFiles());
const whole = {
  batches: batches.length,
  rows: batches.reduce((sum, { rows }) => sum + rows.length, 0),
};
const quiet = { screen: { write: () => true } };

interface Fresh {
  database: TestDatabase;
  client: Client;
}

const opened: Fresh[] = [];

async function fresh(): Promise<Fresh> {
  const database = await createTestDatabase();
  const client = await connectDatabase(database.url);
  opened.push({ database, client });
  return { database, client };
}

afterAll(async () => {
  for (const { database, client } of opened) {
    await client.end();
    await database.drop();
  }
});

/** Everything the dataset brought, without what differs from load to load: ids and clocks. */
async function content({ client }: Fresh): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const table of tables) {
    const { rows } = await client.query(
      `select (to_jsonb(t) - 'id' - 'recorded_at')::text as row from ${table} t order by 1`,
    );
    found[table] = rows.length;
  }
  const { rows: keys } = await client.query('select key, type from dataset_row order by key');
  const { rows: values } = await client.query(
    `select k.key, c.predicate, c.low, c.central, c.high, c.statement, s.title, r.key as restates
     from claim c join dataset_row k on k.type = 'Claim' and k.row_id = c.id
     join source_report s on s.id = c.source_report_id
     left join dataset_row r on r.type = 'Claim' and r.row_id = c.restates_id order by k.key`,
  );
  const { rows: journal } = await client.query(
    'select era, position::text, known_at from journal order by id',
  );
  return { ...found, keys, values, journal };
}

const journalDates = async ({ client }: Fresh) =>
  (await client.query('select known_at from journal order by id')).rows.map(({ known_at }) =>
    known_at.toISOString(),
  );

const datesOfBatches = batches.map(({ date }) => `${date}T00:00:00.000Z`);

describe('the dataset in a database', () => {
  let loaded: Fresh;
  const said: string[] = [];

  beforeAll(async () => {
    loaded = await fresh();
    const result = await loadDataset(loaded.database.url, (line) => said.push(line), quiet);
    expect(result).toEqual(whole);
  });

  const ask = async (sql: string) => (await loaded.client.query(sql)).rows;

  test('is counted while it loads', () => {
    expect(said.at(-1)).toContain(`${whole.batches} of ${whole.batches}`);
  });

  test('has one journal entry for each date of publication, in order', async () => {
    expect(await journalDates(loaded)).toEqual(datesOfBatches);
  });

  test('has an event for each licence, numbered from one, and journalled with its day', async () => {
    expect(
      await ask(`select position::integer, type, actor, payload::text
        from event_position join event on event.id = event_id order by position`),
    ).toEqual([
      ...[1, 2, 3].map((position) => ({
        position,
        type: 'LICENCE_RECORDED',
        actor: 'dataset',
        payload:
          '{"statusBefore":null,"statusAfter":"CONDITIONALLY_APPROVED","version":1,"reason":null}',
      })),
      {
        position: 4,
        type: 'LICENCE_RECORDED',
        actor: 'dataset',
        payload: '{"statusBefore":null,"statusAfter":"ACTIVE","version":1,"reason":null}',
      },
    ]);
    const [before] = await ask(
      `select max(position)::integer as position from journal where known_at <= '2026-01-28T00:00Z'`,
    );
    expect(before).toEqual({ position: 3 });
  });

  test('holds the total once, and no units on a licence', async () => {
    expect(
      await ask(`select low::text, high, restates_id is null as original from claim
        where predicate = 'AUTHORISED_UNITS' and low is not null order by id`),
    ).toEqual([
      { low: '400000', high: null, original: true },
      { low: '400000', high: null, original: false },
      { low: '400000', high: null, original: false },
    ]);
    expect(
      await ask('select distinct authorised_units, reserved_units, used_units from licence_line'),
    ).toEqual([{ authorised_units: null, reserved_units: '0', used_units: '0' }]);
  });

  test('tells who contradicts whom about shipments of the H200', async () => {
    const pairs = await ask(`
      select a_source.publisher as one, a_source.published_at::text as one_on,
        b_source.publisher as other, b_source.published_at::text as other_on
      from claim_contradiction
      join claim a on a.id = claim_id join source_report a_source on a_source.id = a.source_report_id
      join claim b on b.id = contradicts_id join source_report b_source on b_source.id = b.source_report_id
      join chip on chip.id = a.chip_id
      where chip.name = 'H200' and a.predicate = 'SHIPPED_UNITS' and b.predicate = 'SHIPPED_UNITS'
        and a.unit = 'chips' and a.id < b.id
      order by one_on, other_on, one`);
    expect(pairs).toEqual([
      { one: 'Reuters', one_on: '2025-12-22', other: 'Prism', other_on: '2025-12-22' },
      { one: 'Prism', one_on: '2025-12-22', other: 'Reuters', other_on: '2026-02-25' },
      { one: 'Reuters', one_on: '2025-12-22', other: 'Reuters', other_on: '2026-02-25' },
    ]);
  });

  test('gives every subject of a claim a row of its type', async () => {
    expect(
      await ask(`select subject_type, subject_id from claim where not exists (
        select from dataset_row where type = subject_type and row_id = subject_id)`),
    ).toEqual([]);
  });

  test('is left alone by a second load', async () => {
    const before = await content(loaded);
    const again = await loadDataset(loaded.database.url, (line) => said.push(line), quiet);
    expect(again).toEqual({ batches: 0, rows: 0 });
    expect(await content(loaded)).toEqual(before);
  });

  test('is left alone when the files have changed, with a sentence', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'carnet dataset '));
    try {
      cpSync(datasetDirectory, directory, { recursive: true });
      appendFileSync(join(directory, 'claims.yaml'), '\n# a remark\n');
      const lines: string[] = [];
      const options = { ...quiet, directory };
      const result = await loadDataset(loaded.database.url, (line) => lines.push(line), options);
      expect(result).toEqual({ batches: 0, rows: 0 });
      expect(lines).toEqual([expect.stringContaining('the database stays as it is')]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('goes on where a load was cut off', async () => {
    const cut = await fresh();
    const stop = { ...quiet, onBatch: (date: string) => cutAt(date, '2025-12-09') };
    await expect(loadDataset(cut.database.url, () => {}, stop)).rejects.toThrow('cut off');
    const loadedSoFar = (await cut.client.query('select from dataset_batch')).rowCount ?? 0;
    expect(loadedSoFar).toBeGreaterThan(1);
    const rest = await loadDataset(cut.database.url, () => {}, quiet);
    expect(rest.batches).toBe(whole.batches - loadedSoFar);
    expect(await content(cut)).toEqual(await content(loaded));
  });

  test('journals what was committed when a load was cut off before its journal entry', async () => {
    const cut = await fresh();
    await cut.client.query(`
      create function cut_off() returns trigger language plpgsql as $$
      begin raise exception 'cut off'; end $$;
      create trigger cut_off before insert on journal for each row
        when (new.known_at = '2026-01-28T00:00Z') execute function cut_off()`);
    await expect(loadDataset(cut.database.url, () => {}, quiet)).rejects.toThrow('cut off');
    await cut.client.query('drop trigger cut_off on journal');
    await loadDataset(cut.database.url, () => {}, quiet);
    expect(await content(cut)).toEqual(await content(loaded));
  });

  test('loses nothing and keeps nothing of a batch that fails', async () => {
    const cut = await fresh();
    await cut.client.query(`
      create function cut_off() returns trigger language plpgsql as $$
      begin raise exception 'cut off'; end $$;
      create trigger cut_off before insert on event for each row execute function cut_off()`);
    await expect(loadDataset(cut.database.url, () => {}, quiet)).rejects.toThrow('cut off');
    expect((await cut.client.query('select from licence')).rowCount).toBe(0);
    await cut.client.query('drop trigger cut_off on event');
    await loadDataset(cut.database.url, () => {}, quiet);
    expect(await content(cut)).toEqual(await content(loaded));
  });

  test('is loaded once by two at the same time', async () => {
    const shared = await fresh();
    const results = await Promise.all(
      [1, 2].map(() => loadDataset(shared.database.url, () => {}, quiet)),
    );
    expect(results.map((result) => result.batches).sort((a, b) => a - b)).toEqual([
      0,
      whole.batches,
    ]);
    expect(await content(shared)).toEqual(await content(loaded));
  });

  test('draws a bar on a terminal', async () => {
    const drawn = await fresh();
    let text = '';
    const lines: string[] = [];
    await loadDataset(drawn.database.url, (line) => lines.push(line), {
      screen: { isTTY: true, write: (more) => (text += more) },
    });
    expect(lines).toEqual([]);
    expect(text).toMatch(/^\r.*\[#*\.+\] 1\//);
    expect(text.endsWith('\n')).toBe(true);
  });
});

function cutAt(date: string, last: string): void {
  if (date === last) throw new Error('cut off');
}
