import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { addLines, command, wrongLines } from '../support/ledger.ts';
import { openTracker, type Tracker } from '../support/tracker.ts';

let tracker: Tracker;
let ledger: LedgerService;
beforeAll(async () => {
  tracker = await openTracker();
  ledger = new LedgerService({ database: tracker.database, ring: () => {} });
});
afterAll(async () => {
  expect(await tracker.db.query(wrongLines)).toEqual([]);
  await tracker.close();
});

const kindOf = (outcome: { ok: boolean; refusal?: { kind: string } }): string =>
  outcome.ok ? 'done' : (outcome.refusal?.kind ?? '');

describe('a reservation', () => {
  test('draws on both lines or on neither, and says what is left', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [10, 5]);
    const asked = { kind: 'RESERVE', orderLine, lines } as const;
    expect(await ledger.decide(lines, command('both-1', { ...asked, units: 6 }))).toMatchObject({
      ok: false,
      refusal: { kind: 'QuotaExceeded', asked: 6, available: 5 },
    });
    expect(await ledger.decide(lines, command('both-2', { ...asked, units: 5 }))).toMatchObject({
      ok: true,
    });
    expect(
      await tracker.db.query(
        'select reserved_units::integer as reserved from licence_line where id = any($1)',
        [lines],
      ),
    ).toEqual([{ reserved: 5 }, { reserved: 5 }]);
  });

  test('never goes beyond what was ordered, whichever lines it draws on', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [100, 100, 100], 10);
    const [first = '', other = '', second = ''] = lines;
    const reserve = (line: string, units: number) =>
      ledger.decide(
        [line],
        command(randomUUID(), { kind: 'RESERVE', orderLine, lines: [line], units }),
      );
    // two export lines at the same time: one order line
    const outcomes = await Promise.all([1, 2, 3, 4].map((n) => reserve(n % 2 ? first : second, 4)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    expect(await reserve(first, 3)).toMatchObject({
      refusal: { kind: 'QuantityOutOfOrder', asked: 3, limit: 2 },
    });
    expect(await reserve(other, 10)).toMatchObject({ ok: true });
    const done = outcomes.find(({ ok }) => ok);
    const allocation = done?.ok ? (done.value.allocations[0] ?? '') : '';
    const line = outcomes.findIndex(({ ok }) => ok) % 2 ? second : first;
    await ledger.decide(
      [line],
      command(randomUUID(), { kind: 'RELEASE', allocation, units: null }),
    );
    expect(await reserve(first, 6)).toMatchObject({ ok: true });
  });

  test('is made for orders that stand, and for no other', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [10]);
    const asked = { kind: 'RESERVE', orderLine, lines, units: 1 } as const;
    await tracker.db.query(
      `update purchase_order set status = 'CANCELLED'
       where id = (select order_id from order_line where id = $1)`,
      [orderLine],
    );
    expect(await ledger.decide(lines, command('cancelled', asked))).toMatchObject({
      refusal: { kind: 'TransitionRefused', from: 'CANCELLED' },
    });
  });

  test('without a number takes what the order line has not drawn yet', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [100, 100], 10);
    const [line = ''] = lines;
    await ledger.decide(
      [line],
      command('part', { kind: 'RESERVE', orderLine, lines: [line], units: 4 }),
    );
    const rest = { kind: 'RESERVE', orderLine, lines: [line], units: null } as const;
    expect(await ledger.decide([line], command('rest', rest))).toMatchObject({ ok: true });
    expect(
      await tracker.db.query(
        'select reserved_units::integer as reserved from licence_line where id = $1',
        [line],
      ),
    ).toEqual([{ reserved: 10 }]);
    expect(await ledger.decide([line], command('more', rest))).toMatchObject({
      refusal: { kind: 'QuantityOutOfOrder', limit: 0 },
    });
  });

  test('on different lines shares a transaction with others that come meanwhile', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(() => addLines(tracker.db, [10])));
    const before = 'select coalesce(max(id), 0)::text as last from event';
    const [{ last } = { last: '0' }] = await tracker.db.query<{ last: string }>(before);
    await Promise.all(
      all.map(({ lines, orderLine }, index) =>
        ledger.decide(
          lines,
          command(`shared-${index}`, { kind: 'RESERVE', orderLine, lines, units: 1 }),
        ),
      ),
    );
    const [row] = await tracker.db.query<{ transactions: number }>(
      'select count(distinct since_xid)::integer as transactions from event where id > $1',
      [last],
    );
    expect(row?.transactions).toBe(2);
  });

  test('is refused where the number is not known', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [null]);
    const asked = { kind: 'RESERVE', orderLine, lines, units: 1 } as const;
    expect(await ledger.decide(lines, command('unknown', asked))).toMatchObject({
      refusal: { kind: 'QuantityUnknown' },
    });
  });

  test('is made once for a key, and another request with the key is refused', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [10]);
    const asked = { kind: 'RESERVE', orderLine, lines, units: 2 } as const;
    const outcomes = await Promise.all([
      ledger.decide(lines, command('same', asked)),
      ledger.decide(lines, command('same', asked)),
      ledger.decide(lines, command('same', { ...asked, units: 3 })),
      ledger.decide(lines, command('same', asked, 'key:2')),
    ]);
    expect(outcomes.map(kindOf)).toEqual(['done', 'done', 'IdempotencyConflict', 'done']);
    expect(outcomes.map((one) => one.ok && one.value.replayed)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  test('that the database refuses spoils no other that came with it', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [10]);
    const asked = { kind: 'RESERVE', orderLine, lines, units: 1 } as const;
    const outcomes = await Promise.allSettled(
      ['1', orderLine, '999999999', orderLine].map((line, index) =>
        ledger.decide(lines, command(`poison-${index}`, { ...asked, orderLine: line })),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});
