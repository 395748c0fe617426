import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import type { Applied, Command, Outcome } from '../../server/src/orders/ledger-book.ts';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { type Asked, addLines, command, wrongLines } from '../support/ledger.ts';
import { openTracker, type Tracker } from '../support/tracker.ts';

/** More of them: CARNET_ATTEMPTS=20000. */
const attempts = Number(process.env.CARNET_ATTEMPTS ?? 4000);
const writers = 64;

let tracker: Tracker;
beforeAll(async () => {
  tracker = await openTracker();
});
afterAll(() => tracker.close());

const seen = { acknowledged: 0, refused: 0, repeated: 0, lost: 0, kills: 0, checks: 0 };

test('64 writers on one line, while connections are killed, keep the ledger true', {
  timeout: 60_000 + attempts * 20,
}, async () => {
  const { lines, orderLine } = await addLines(tracker.db, [500, 20_000]);
  const [hot = '', other = ''] = lines;
  const ledger = new LedgerService({ database: tracker.database, ring: () => {} });
  const watcher = await connectDatabase(tracker.url);
  const acknowledged = new Map<string, Applied>();
  let left = attempts;

  /** Sends a command until it is answered, as a caller does who lost the connection. */
  const send = async (about: readonly string[], one: Command): Promise<Outcome> => {
    for (;;) {
      try {
        return await ledger.decide(about, one);
      } catch (error) {
        expect(error).toMatchObject({ code: 'UNAVAILABLE' });
        seen.lost += 1;
      }
    }
  };
  const write = async (): Promise<void> => {
    const own: { about: string; allocation: string }[] = [];
    while (left > 0) {
      left -= 1;
      const held = Math.random() < 0.6 ? own[Math.floor(Math.random() * own.length)] : undefined;
      const both = Math.random() < 0.1;
      const asked: Asked = held
        ? {
            kind: (['USE', 'RELEASE', 'REVERSE'] as const)[Math.floor(Math.random() * 3)] ?? 'USE',
            allocation: held.allocation,
            units: null,
          }
        : {
            kind: 'RESERVE',
            orderLine,
            lines: both ? [hot, other] : [hot],
            units: 1 + Math.floor(Math.random() * 9),
          };
      const about = asked.kind === 'RESERVE' ? asked.lines : [held?.about ?? ''];
      const one = command(randomUUID(), asked);
      const outcome = await send(about, one);
      if (!outcome.ok) {
        seen.refused += 1;
        continue;
      }
      seen.acknowledged += 1;
      acknowledged.set(one.request?.key ?? '', outcome.value);
      if (asked.kind === 'RESERVE') {
        const made = outcome.value.allocations;
        own.push(...made.map((allocation, index) => ({ allocation, about: about[index] ?? '' })));
      }
      if (Math.random() < 0.05) {
        const again = await send(about, one);
        expect(again).toMatchObject({
          value: { replayed: true, allocations: outcome.value.allocations },
        });
        seen.repeated += 1;
      }
    }
  };
  let writing = true;
  const disturb = async (): Promise<void> => {
    while (writing) {
      const { rowCount } = await watcher.query(
        `select pg_terminate_backend(pid) from (
           select pid from pg_stat_activity where datname = current_database()
             and pid <> pg_backend_pid() and state <> 'idle' order by random() limit 1) victim`,
      );
      seen.kills += rowCount ?? 0;
      expect((await watcher.query(wrongLines)).rows).toEqual([]);
      seen.checks += 1;
      await sleep(60);
    }
  };
  const disturbing = disturb();
  await Promise.all(Array.from({ length: writers }, write)).finally(() => {
    writing = false;
  });
  await disturbing;

  expect((await watcher.query(wrongLines)).rows).toEqual([]);
  const { rows } = await watcher.query<{ key: string; outcome: Applied }>(
    `select key, outcome from idempotency_key where operation in ('RESERVE', 'USE', 'RELEASE', 'REVERSE')`,
  );
  expect(rows).toHaveLength(acknowledged.size);
  for (const { key, outcome } of rows) {
    expect(acknowledged.get(key)?.allocations).toEqual(outcome.allocations);
  }
  const moved = [...acknowledged.values()].reduce((sum, each) => sum + each.allocations.length, 0);
  const entries = await watcher.query('select from licence_movement');
  expect(entries.rowCount).toBe(moved);
  expect(seen.kills).toBeGreaterThan(0);
  await watcher.end();
  process.stdout.write(`ledger ${JSON.stringify({ attempts, ...seen, movements: moved })}\n`);
});
