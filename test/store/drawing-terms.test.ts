import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { type Asked, addLines, command, licenceOfLine, wrongLines } from '../support/ledger.ts';
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

const licenceOf = (line: string) => licenceOfLine(tracker.db, line);

async function take(line: string, asked: Asked): Promise<string> {
  const outcome = await ledger.decide([line], command(randomUUID(), asked));
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value.allocations[0] ?? '';
}

describe('what the licence says', () => {
  const reserve = (lines: string[], orderLine: string) =>
    ledger.decide(lines, command(randomUUID(), { kind: 'RESERVE', orderLine, lines, units: 1 }));

  test.each<[string, string, object]>([
    ['its end', `update licence set valid_to = '2020-01-01'`, { kind: 'OutsideValidity' }],
    [
      'its destination',
      `update licence set destination_id = (select id from jurisdiction where code = 'US')`,
      { kind: 'JurisdictionMismatch' },
    ],
    [
      'its licensee',
      `update licence set licensee_id = (select id from organisation where name = 'Buyer')`,
      { kind: 'PartyMismatch', role: 'LICENSEE' },
    ],
    ['its status', `update licence set status = 'APPROVED'`, { status: 'APPROVED' }],
  ])('refuses a reservation by %s', async (_, change, refusal) => {
    const { lines, orderLine } = await addLines(tracker.db, [5]);
    const { id } = await licenceOf(lines[0] ?? '');
    await tracker.db.query(`${change} where id = ${id}`);
    expect(await reserve(lines, orderLine)).toMatchObject({ ok: false, refusal });
  });

  test('refuses a reservation by an open condition, until it is met', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [5]);
    const { id } = await licenceOf(lines[0] ?? '');
    const [condition] = await tracker.db.query<{ id: string }>(
      `insert into licence_condition (licence_id, kind, status, blocking, description)
       values ($1, 'KYC', 'PENDING', true, 'Name who reaches the chips') returning id::text`,
      [id],
    );
    expect(await reserve(lines, orderLine)).toMatchObject({
      refusal: { kind: 'ConditionUnsatisfied', conditionIds: [condition?.id] },
    });
    await tracker.db.query(`update licence_condition set status = 'WAIVED' where licence_id = $1`, [
      id,
    ]);
    expect(await reserve(lines, orderLine)).toMatchObject({ ok: true });
  });

  test('covers chips by their control classification in its own jurisdiction', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [5]);
    const [line = ''] = lines;
    await tracker.db.query(
      `update licence_line set chip_id = null, control_code = '3A090' where id = $1`,
      [line],
    );
    expect(await reserve(lines, orderLine)).toMatchObject({ refusal: { kind: 'ChipMismatch' } });
    await tracker.db.query(
      `insert into classification (chip_id, jurisdiction_id, scheme, code, basis)
       select chip.id, jurisdiction.id, 'CONTROL', '3A090.a', 'NOTICE' from chip, jurisdiction
       where chip.name = 'H200' and jurisdiction.code = 'CN'`,
    );
    expect(await reserve(lines, orderLine)).toMatchObject({ ok: true });
  });
});

describe('a line that counts value', () => {
  test('is drawn upon by price, rounded so that a use never makes it worth more', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [null]);
    const [line = ''] = lines;
    await tracker.db.query(
      `update licence_line set licensed_by = 'VALUE', authorised_value = 100, currency = 'USD' where id = $1`,
      [line],
    );
    const reserve = (units: number) =>
      ledger.decide(lines, command(randomUUID(), { kind: 'RESERVE', orderLine, lines, units }));
    expect(await reserve(1)).toMatchObject({
      refusal: { kind: 'CurrencyMismatch', expected: 'USD', actual: null },
    });
    // 100 for a module of three chips
    await tracker.db.query(
      `update order_line set units = 999999, unit = 'MODULE', chips_per_module = 3, unit_price = 100, currency = 'USD' where id = $1`,
      [orderLine],
    );
    expect(await reserve(4)).toMatchObject({ refusal: { kind: 'QuotaExceeded', available: 3 } });
    const drawn = await take(line, { kind: 'RESERVE', orderLine, lines, units: 3 });
    expect(await licenceOf(line)).toMatchObject({ status: 'EXHAUSTED' });
    for (const units of [1, 1, 1]) await take(line, { kind: 'USE', allocation: drawn, units });
    await take(line, { kind: 'REVERSE', allocation: drawn, units: 2 });
    expect(
      await tracker.db.query(
        'select reserved_value::text as reserved, used_value::text as used from licence_line where id = $1',
        [line],
      ),
    ).toEqual([{ reserved: '0.00', used: '33.33' }]);
  });
});
