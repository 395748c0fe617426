import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '../../server/src/database/transaction.ts';
import { appendEvents, type NewEvent } from '../../server/src/events/event.store.ts';
import { numberEvents } from '../../server/src/events/numbering.ts';
import {
  append,
  appendOne,
  flawsOf,
  insertEvent,
  numberedEvents,
  openClient,
} from '../support/event-log.ts';
import { openTracker, type Tracker } from '../support/tracker.ts';

let tracker: Tracker;
beforeAll(async () => {
  tracker = await openTracker();
});
afterAll(() => tracker.close());

const number = (options = {}) => transaction(tracker.database, (tx) => numberEvents(tx, options));

const journal = () =>
  tracker.db.query<{ known_at: Date; recorded_at: Date; position: string; era: number }>(
    'select era, position::text, known_at, recorded_at from journal order by journal.id',
  );

describe('writing many', () => {
  it('gives rising keys in the order of the events, each with its subject and its own text', async () => {
    const other = await openTracker();
    const event = (n: number): NewEvent => ({
      type: 'ORDER_PLACED',
      licenceId: null,
      ...(n % 2 === 0 ? { subject: { type: 'Order', id: `${n}` } } : {}),
      actor: 'test',
      payload: { n, text: '"{,}\\ null' },
    });
    const given = Array.from({ length: 50 }, (_, n) => event(n));
    const keys = await transaction(other.database, (tx) => appendEvents(tx, given));
    expect(keys).toEqual([...keys].sort((a, b) => Number(a) - Number(b)));
    const rows = await other.db.query<{ subject: string | null; payload: string }>(
      `select subject_type || ' ' || subject_id as subject, payload::text from event order by id`,
    );
    expect(rows).toEqual(
      given.map(({ subject, payload }) => ({
        subject: subject ? `Order ${subject.id}` : null,
        payload: JSON.stringify(payload),
      })),
    );
    expect(await transaction(other.database, (tx) => appendEvents(tx, []))).toEqual([]);
    await other.close();
  });
});

// The tests of this file share one log: each goes on where the one before it stopped.
describe('numbering', () => {
  it('writes nothing while there is nothing', async () => {
    expect(await number()).toEqual({ era: 1, position: 0, count: 0 });
    expect(await journal()).toEqual([]);
  });

  it('journals what the loader replays, with or without events', async () => {
    const january = new Date('2026-01-28T00:00:00Z');
    const february = new Date('2026-02-24T00:00:00Z');
    expect(await number({ knownAt: january })).toEqual({ era: 1, position: 0, count: 0 });
    await appendOne(tracker);
    expect(await number({ knownAt: february })).toEqual({ era: 1, position: 1, count: 1 });
    expect((await journal()).map(({ known_at }) => known_at)).toEqual([january, february]);
  });

  it('never lets what is known become known earlier', async () => {
    await number({ knownAt: new Date('2025-01-01T00:00:00Z') });
    const [last] = (await journal()).slice(-1);
    expect(last?.known_at).toEqual(new Date('2026-02-24T00:00:00.001Z'));
  });

  it('knows live entries when they are recorded', async () => {
    const event = await appendOne(tracker);
    await number();
    const [last] = (await journal()).slice(-1);
    expect(last).toMatchObject({ position: '2', known_at: last?.recorded_at });
    expect(await numberedEvents(tracker)).toContain(event);
  });

  it('gives positions by key within a tick, and across ticks by commit', async () => {
    const late = await openClient(tracker.url);
    await late.query('begin');
    const first = await insertEvent(late);
    const second = await appendOne(tracker);
    const third = await appendOne(tracker);
    expect(await number()).toMatchObject({ count: 2 });
    await late.query('commit');
    await late.end();
    const fourth = await appendOne(tracker);
    expect(await number()).toMatchObject({ count: 2 });
    expect((await numberedEvents(tracker)).slice(-4)).toEqual([second, third, first, fourth]);
  });

  it('finds what a savepoint wrote, and skips what was rolled back', async () => {
    const client = await openClient(tracker.url);
    await client.query('begin');
    await client.query('savepoint one');
    const kept = await insertEvent(client);
    await client.query('release one');
    await client.query('savepoint two');
    await insertEvent(client);
    await client.query('rollback to two');
    await client.query('commit');
    await client.end();
    expect(await number()).toMatchObject({ count: 1 });
    expect((await numberedEvents(tracker)).at(-1)).toBe(kept);
  });

  it('goes on beside a transaction that stays open', async () => {
    const open = await openClient(tracker.url);
    await open.query('begin');
    const held = await insertEvent(open);
    for (let tick = 0; tick < 5; tick++) {
      await appendOne(tracker);
      expect(await number()).toMatchObject({ count: 1 });
    }
    await open.query('commit');
    await open.end();
    await number();
    expect((await numberedEvents(tracker)).at(-1)).toBe(held);
  });

  it('refuses a transaction that wrote something', async () => {
    const before = await numberedEvents(tracker);
    await expect(
      transaction(tracker.database, async (tx) => {
        await append(tx);
        await numberEvents(tx);
      }),
    ).rejects.toThrow('wrote nothing');
    expect(await numberedEvents(tracker)).toEqual(before);
  });

  it('reads only what is new, however long the log is', async () => {
    await tracker.db.query(
      `insert into event (type, actor) select 'CLAIM_RECORDED', 'test' from generate_series(1, 20000)`,
    );
    await number();
    await tracker.db.query('analyze event, event_position, journal');
    const read = async () => {
      const [row] = await tracker.db.query<{ seen: number }>(
        `select (seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as seen
         from pg_stat_user_tables where relname = 'event'`,
      );
      return row?.seen ?? 0;
    };
    const client = await openClient(tracker.url);
    const statements = {
      query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
        (await client.query<Row>(sql, [...parameters])).rows,
    };
    // Ending a session reports what it read.
    const before = await read();
    await appendOne(tracker);
    await client.query('begin');
    await numberEvents(statements);
    await client.query('commit');
    await client.query('select pg_stat_force_next_flush()');
    await client.end();
    expect((await read()) - before).toBeLessThan(1000);
  });

  it('serialises whoever numbers', async () => {
    await Promise.all(Array.from({ length: 6 }, () => appendOne(tracker)));
    const ticks = await Promise.all(Array.from({ length: 6 }, () => number()));
    expect(ticks.map(({ count }) => count).reduce((a, b) => a + b)).toBe(6);
  });

  it('has made a log without a flaw', async () => {
    expect(await flawsOf(tracker)).toEqual([]);
  });

  it('begins an era when the journal is ahead of the cluster, and finds what lies behind', async () => {
    // As after a restore into a younger cluster: the last snapshot is of transactions to come.
    await tracker.db.query(
      `insert into journal (era, position, known_at, recorded_at, snapshot)
       select era, position, known_at, recorded_at, '9000000000000:9000000000000:'
       from journal order by journal.id desc limit 1`,
    );
    const [{ position: before } = { position: '' }] = (await journal()).slice(-1);
    const event = await appendOne(tracker);
    expect(await number()).toEqual({ era: 2, position: Number(before) + 1, count: 1 });
    await appendOne(tracker);
    expect(await number()).toEqual({ era: 2, position: Number(before) + 2, count: 1 });
    const [row] = await tracker.db.query('select era from event_position where event_id = $1', [
      event,
    ]);
    expect(row).toEqual({ era: 2 });
  });
  it('goes on from an entry that is ahead of the clock, each time later than the one before', async () => {
    // As after a clock was put back by a day.
    const ahead = new Date(Date.now() + 86_400_000);
    await tracker.db.query(
      `insert into journal (era, position, known_at, recorded_at, snapshot)
       select era, position, $1, $1, current_state() from journal order by journal.id desc limit 1`,
      [ahead],
    );
    const later = (ms: number) => new Date(ahead.getTime() + ms);
    await number({ moment: true });
    await number({ knownAt: new Date('2026-01-01T00:00:00Z') });
    await number({ moment: true });
    expect(
      (await journal()).slice(-4).map(({ known_at, recorded_at }) => [known_at, recorded_at]),
    ).toEqual([0, 1, 2, 3].map((ms) => [later(ms), later(ms)]));
  });
});
