import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '../../server/src/database/transaction.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { LedgerDrawings } from '../../server/src/orders/drawings.store.ts';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { type Asked, addLines, command, licenceOfLine, wrongLines } from '../support/ledger.ts';
import { openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

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

const authority = viewerWith('AUTHORITY');

async function decide(line: string, asked: Asked): Promise<string> {
  const outcome = await ledger.decide([line], command(randomUUID(), asked));
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value.allocations[0] ?? '';
}

const licenceOf = (line: string) => licenceOfLine(tracker.db, line);

async function placesOf(allocation: string): Promise<object | undefined> {
  const [row] = await tracker.db.query(
    'select reserved_units::integer as reserved, held_units::integer as held, used_units::integer as used, released_units::integer as released from licence_allocation where id = $1',
    [allocation],
  );
  return row;
}

async function eventsOf(licence: string): Promise<{ type: string; payload: object }[]> {
  return tracker.db.query('select type, payload from event where licence_id = $1 order by id', [
    licence,
  ]);
}

const decision = (licence: string) => ({
  licenceId: encodeId('Licence', licence),
  reason: 'end use in doubt',
  idempotencyKey: randomUUID(),
});

test('each movement tells its event, with the balance after it', async () => {
  const { lines, orderLine } = await addLines(tracker.db, [10]);
  const [line = ''] = lines;
  const drawn = await decide(line, { kind: 'RESERVE', orderLine, lines, units: 6 });
  await decide(line, { kind: 'USE', allocation: drawn, units: 4 });
  await decide(line, { kind: 'RELEASE', allocation: drawn, units: 1 });
  await decide(line, { kind: 'REVERSE', allocation: drawn, units: 2 });
  const told = await eventsOf((await licenceOf(line)).id);
  const balance = (units: number, reserved: number, used: number) =>
    expect.objectContaining({
      units,
      reserved,
      used,
      available: 10 - reserved - used,
      allocations: [drawn],
    });
  expect(told).toEqual([
    { type: 'LICENCE_LINE_RESERVED', payload: balance(6, 6, 0) },
    { type: 'LICENCE_LINE_USED', payload: balance(4, 2, 4) },
    { type: 'LICENCE_LINE_RELEASED', payload: balance(1, 1, 4) },
    { type: 'LICENCE_LINE_REVERSED', payload: balance(2, 1, 2) },
  ]);
});

describe('a licence with nothing left', () => {
  test('is exhausted, serves what is reserved, and opens again', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [5]);
    const [line = ''] = lines;
    const drawn = await decide(line, { kind: 'RESERVE', orderLine, lines, units: 5 });
    expect(await licenceOf(line)).toMatchObject({ status: 'EXHAUSTED' });
    expect(
      await ledger.decide(
        lines,
        command(randomUUID(), { kind: 'RESERVE', orderLine, lines, units: 1 }),
      ),
    ).toMatchObject({ refusal: { kind: 'QuotaExceeded', asked: 1, available: 0 } });
    await decide(line, { kind: 'USE', allocation: drawn, units: 3 });
    expect(await licenceOf(line)).toMatchObject({ status: 'EXHAUSTED' });
    await decide(line, { kind: 'RELEASE', allocation: drawn, units: null });
    const { id, status } = await licenceOf(line);
    expect(status).toBe('ACTIVE');
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual([
      'LICENCE_LINE_RESERVED',
      'LICENCE_EXHAUSTED',
      'LICENCE_LINE_USED',
      'LICENCE_LINE_RELEASED',
      'LICENCE_REOPENED',
    ]);
  });

  test('is one without anything on any of its lines', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [5]);
    const [line = ''] = lines;
    const { id } = await licenceOf(line);
    const [second] = await tracker.db.query<{ id: string }>(
      `insert into licence_line (licence_id, ordinal, chip_id, authorised_units)
       select $1, 2, chip_id, 1 from licence_line where id = $2 returning id::text`,
      [id, line],
    );
    const other = second?.id ?? '';
    await decide(line, { kind: 'RESERVE', orderLine, lines, units: 5 });
    expect(await licenceOf(line)).toMatchObject({ status: 'ACTIVE' });
    await decide(other, { kind: 'RESERVE', orderLine, lines: [other], units: 1 });
    expect(await licenceOf(line)).toMatchObject({ status: 'EXHAUSTED' });
    // what was denied is no line that may have something left, by whichever way one looks
    await tracker.db.query(
      `insert into licence_line (licence_id, ordinal, chip_id, outcome)
       select $1, 3, chip_id, 'DENIED' from licence_line where id = $2`,
      [id, line],
    );
    const move = { actor: 'key:1', at: new Date(), reason: null };
    await transaction(tracker.database, (tx) => new LedgerDrawings().settle(tx, id, move));
    expect(await licenceOf(line)).toMatchObject({ status: 'EXHAUSTED' });
  });
});

describe('the reservations of a licence', () => {
  test('go on hold when it is suspended and come back when it is reinstated', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [10]);
    const [line = ''] = lines;
    const first = await decide(line, { kind: 'RESERVE', orderLine, lines, units: 6 });
    const second = await decide(line, { kind: 'RESERVE', orderLine, lines, units: 4 });
    await decide(line, { kind: 'USE', allocation: first, units: 1 });
    await decide(line, { kind: 'RELEASE', allocation: second, units: 1 });
    const { id } = await licenceOf(line);
    expect((await tracker.licences.suspend(authority, decision(id))).ok).toBe(true);
    expect(await placesOf(first)).toMatchObject({ reserved: 0, held: 5, used: 1 });
    expect(await placesOf(second)).toMatchObject({ reserved: 0, held: 3 });
    expect(
      await ledger.decide(
        lines,
        command(randomUUID(), { kind: 'USE', allocation: first, units: 1 }),
      ),
    ).toMatchObject({ refusal: { kind: 'AllocationOnHold', licenceId: id } });
    expect(
      await ledger.decide(
        lines,
        command(randomUUID(), { kind: 'RESERVE', orderLine, lines, units: 1 }),
      ),
    ).toMatchObject({ refusal: { kind: 'LicenceNotInForce', status: 'SUSPENDED' } });
    await decide(line, { kind: 'RELEASE', allocation: second, units: null });
    expect((await tracker.licences.reinstate(authority, decision(id))).ok).toBe(true);
    expect(await placesOf(first)).toMatchObject({ reserved: 5, held: 0, used: 1 });
    expect(await placesOf(second)).toMatchObject({ reserved: 0, held: 0, released: 4 });
    const told = (await eventsOf(id)).slice(-5);
    expect(told.map(({ type }) => type)).toEqual([
      'LICENCE_SUSPENDED',
      'LICENCE_LINE_HELD',
      'LICENCE_LINE_RELEASED',
      'LICENCE_REINSTATED',
      'LICENCE_LINE_UNHELD',
    ]);
    expect(told[1]?.payload).toMatchObject({ units: 8, allocations: [first, second] });
  });

  test('stay on hold when it is revoked', async () => {
    const { lines, orderLine } = await addLines(tracker.db, [2]);
    const [line = ''] = lines;
    const drawn = await decide(line, { kind: 'RESERVE', orderLine, lines, units: 2 });
    const { id } = await licenceOf(line);
    expect((await tracker.licences.revoke(authority, decision(id))).ok).toBe(true);
    expect(await placesOf(drawn)).toMatchObject({ reserved: 0, held: 2 });
    expect(await licenceOf(line)).toMatchObject({ status: 'REVOKED' });
  });
});
