import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { decision } from '../support/decisions.ts';
import { type Journey, openJourney } from '../support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const kinds = (answers: readonly { __typename: string }[]) =>
  answers.map(({ __typename }) => __typename).sort();

/** An export that can be accepted; ids. */
async function lodged(units: number) {
  const { keys, step } = journey;
  const ordered = await journey.ordered(units);
  const { id } = await journey.plan(ordered.line, units);
  const passed = { laboratory: { name: 'Proof' }, result: 'PASSED' };
  await step('recordLaboratoryTest', id, keys.lab, passed);
  const declaration = await journey.draft(id, 'EXPORT', ordered.line, units);
  await step('lodgeDeclaration', declaration, keys.vendor);
  return { ...ordered, shipment: id, declaration };
}

const used = async (line: string) => {
  const [row] = await journey.db.query<{ used: number; reserved: number }>(
    'select used_units::integer as used, reserved_units::integer as reserved from licence_line where id = $1',
    [line],
  );
  return row;
};

test('of two that accept at the same time one does, and the licence is used once', async () => {
  const { keys, decide } = journey;
  for (let round = 0; round < 3; round += 1) {
    const { declaration, exportPermit } = await lodged(4);
    const accept = () =>
      decide(
        'acceptDeclaration',
        { declaration: { id: declaration }, expectedVersion: 2 },
        keys.us,
      );
    expect(kinds(await Promise.all([accept(), accept()]))).toEqual([
      'AcceptDeclarationPayload',
      'VersionStale',
    ]);
    expect(await used(exportPermit.line)).toEqual({ used: 4, reserved: 0 });
  }
});

test('of many plans at the same time those are made that fit', async () => {
  const { keys, decide, db } = journey;
  const { line, key } = await journey.ordered(10);
  const plan = (by: string) =>
    decide('planShipment', { lines: [{ orderLine: { id: line }, units: 4 }] }, by);
  const answers = await Promise.all(
    [keys.vendor, keys.buyer, keys.broker, keys.vendor, keys.buyer].map(plan),
  );
  expect(kinds(answers)).toEqual([
    ...['PlanShipmentPayload', 'PlanShipmentPayload'],
    ...['QuantityOutOfOrder', 'QuantityOutOfOrder', 'QuantityOutOfOrder'],
  ]);
  expect(
    await db.query('select planned_units::integer as planned from order_line where id = $1', [key]),
  ).toEqual([{ planned: 8 }]);
});

test('parts released at the same time are never more than is declared', async () => {
  const { keys, decide, db } = journey;
  const { declaration, importPermit } = await journey.landed(6);
  const [row] = await db.query<{ version: number }>(
    'select version from declaration order by id desc limit 1',
  );
  const release = () =>
    decide(
      'releaseDeclaration',
      { declaration: { id: declaration }, expectedVersion: row?.version ?? 0, units: 4 },
      keys.cn,
    );
  expect(kinds(await Promise.all([release(), release(), release()]))).toEqual([
    ...['ReleaseDeclarationPayload', 'VersionStale', 'VersionStale'],
  ]);
  expect(await used(importPermit.line)).toEqual({ used: 4, reserved: 2 });
});

test('a release and a suspension at the same time come one after the other', async () => {
  const { keys, db, step } = journey;
  for (let round = 0; round < 4; round += 1) {
    const { declaration, importPermit } = await journey.landed(3);
    const [licence, release] = await Promise.all([
      suspend(importPermit.licence),
      step('releaseDeclaration', declaration, keys.cn),
    ]);
    expect(licence).toBe('SuspendLicencePayload');
    const [row] = await db.query<{ status: string; held: number; used: number; released: number }>(
      `select drawn.status, drawn.held_units::integer as held, drawn.used_units::integer as used,
         (select sum(released_units)::integer from declaration_line
          where declaration_id = (select max(id) from declaration)) as released
       from licence_allocation drawn where licence_line_id = $1`,
      [importPermit.line],
    );
    // either it was released before the licence was stopped, or what is reserved waits with it
    expect([
      { kind: 'ReleaseDeclarationPayload', status: 'USED', held: 0, used: 3, released: 3 },
      { kind: 'AllocationOnHold', status: 'ON_HOLD', held: 3, used: 0, released: 0 },
    ]).toContainEqual({ kind: release.__typename, ...row });
  }
});

async function suspend(licence: string): Promise<string> {
  const { server, keys } = journey;
  const input = { licenceId: encodeId('Licence', licence), reason: 'Doubt' };
  const answer = await decision(server, 'suspendLicence', '').answer(input, keys.cn);
  return answer.__typename;
}
