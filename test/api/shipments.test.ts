import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loggedAbout, read } from '../support/decisions.ts';
import { type Journey, openJourney } from '../support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

test('goods go from the plan to their delivery, and use a licence on either side', async () => {
  const { keys, step, draft, server } = journey;
  const { line: ordered, order, exportPermit, importPermit } = await journey.ordered(8);
  const { id } = await journey.plan(ordered, 8, { external: { system: 'wms', id: 'S-1' } });

  const exported = await draft(id, 'EXPORT', ordered, 8);
  expect(
    await step('lodgeDeclaration', exported, keys.vendor, {
      reference: { scheme: 'ITN', value: 'X1' },
    }),
  ).toMatchObject({ declaration: { status: 'LODGED' } });
  expect(await step('acceptDeclaration', exported, keys.us)).toMatchObject({
    __typename: 'LaboratoryTestMissing',
    shipment: { id },
  });
  const passed = { laboratory: { name: 'Proof' }, result: 'PASSED' };
  expect(await step('recordLaboratoryTest', id, keys.lab, passed)).toMatchObject({
    shipment: { status: 'TESTED' },
    laboratoryTest: { result: 'PASSED' },
  });
  expect(await step('dispatchShipment', id, keys.carrier)).toMatchObject({
    __typename: 'TransitionRefused',
    from: 'TESTED',
    to: 'IN_TRANSIT',
  });
  expect(await step('acceptDeclaration', exported, keys.us)).toMatchObject({
    declaration: { status: 'ACCEPTED', shipment: { status: 'EXPORT_CLEARED' } },
  });
  expect(await step('dispatchShipment', id, keys.carrier)).toMatchObject({
    shipment: { status: 'IN_TRANSIT' },
  });
  const imported = await journey.accepted(id, 'IMPORT', ordered, 8);
  expect(await step('releaseDeclaration', imported, keys.cn)).toMatchObject({
    __typename: 'TransitionRefused',
    to: 'RELEASED',
  });
  expect(await step('recordArrival', id, keys.carrier)).toMatchObject({
    shipment: { status: 'ARRIVED' },
  });
  expect(await step('deliverShipment', id, keys.carrier)).toMatchObject({ from: 'ARRIVED' });
  expect(
    await step('releaseDeclaration', imported, keys.cn, {
      nativeStatus: { scheme: 'DMS', code: 'CLE' },
    }),
  ).toMatchObject({
    declaration: { status: 'RELEASED', releasedUnits: 8, shipment: { status: 'IMPORT_RELEASED' } },
  });
  expect(await step('deliverShipment', id, keys.carrier)).toMatchObject({
    shipment: { status: 'DELIVERED' },
  });
  expect(await step('dischargeDeclaration', imported, keys.cn)).toMatchObject({
    declaration: { status: 'DISCHARGED' },
  });

  const found = await read<{ shipment: object; declaration: object; order: object }>(
    server,
    `query ($order: ID!) {
      shipment(external: { system: "wms", id: "S-1" }) {
        id carrier { name } laboratory { name } provenance
        lines { nodes { units exportAcceptedUnits importReleasedUnits orderLine { shippedUnits } } }
        laboratoryTests { nodes { result laboratory { name jurisdiction { code } } } }
        statusHistory { status to seconds }
      }
      declaration(reference: { scheme: ITN, value: "X1" }) {
        direction office jurisdiction { code } declarant { name } statusHistory { status reason }
        lines { nodes { allocations { nodes { status used licenceLine { used reserved } } } } }
      }
      order(id: $order) { status shipments { nodes { status } } }
    }`,
    keys.vendor,
    { order },
  );
  expect(found).toMatchObject({
    shipment: {
      id,
      carrier: { name: 'Swift' },
      lines: { nodes: [{ units: 8, exportAcceptedUnits: 8, importReleasedUnits: 8 }] },
      laboratoryTests: { nodes: [{ laboratory: { name: 'Proof', jurisdiction: { code: 'US' } } }] },
    },
    declaration: {
      direction: 'EXPORT',
      jurisdiction: { code: 'US' },
      declarant: { name: 'Nova' },
      lines: { nodes: [{ allocations: { nodes: [{ status: 'USED', used: 8 }] } }] },
    },
    order: { status: 'SHIPPED', shipments: { nodes: [{ status: 'DELIVERED' }] } },
  });
  const history = (found.shipment as { statusHistory: { status: string; seconds: unknown }[] })
    .statusHistory;
  expect(history.map(({ status }) => status)).toEqual([
    ...['PLANNED', 'TESTED', 'EXPORT_CLEARED', 'IN_TRANSIT', 'ARRIVED', 'IMPORT_RELEASED'],
    'DELIVERED',
  ]);
  expect(history.map(({ seconds }) => seconds === null)).toEqual([
    ...[false, false, false, false, false, false],
    true,
  ]);
  const told = await loggedAbout(server, id);
  expect(told.map((event) => (event as { type: string }).type)).toEqual([
    ...['SHIPMENT_PLANNED', 'SHIPMENT_TESTED', 'SHIPMENT_DISPATCHED', 'SHIPMENT_ARRIVED'],
    'SHIPMENT_DELIVERED',
  ]);
  expect(await loggedAbout(server, imported)).toMatchObject([
    { type: 'DECLARATION_DRAFTED', statusAfter: 'DRAFT' },
    { type: 'DECLARATION_LODGED', statusBefore: 'DRAFT' },
    { type: 'DECLARATION_ACCEPTED' },
    { type: 'DECLARATION_RELEASED', units: 8, nativeStatus: { scheme: 'DMS', code: 'CLE' } },
    { type: 'DECLARATION_DISCHARGED', statusAfter: 'DISCHARGED' },
  ]);
  const used = await journey.db.query(
    'select used_units::integer as used, reserved_units::integer as reserved from licence_line where id = any($1)',
    [[exportPermit.line, importPermit.line]],
  );
  expect(used).toEqual([
    { used: 8, reserved: 0 },
    { used: 8, reserved: 0 },
  ]);
});

describe('a laboratory test', () => {
  test('is recorded by the laboratory that was named, and the newest counts', async () => {
    const { step, keys } = journey;
    const { line: ordered } = await journey.ordered(2);
    const { id } = await journey.plan(ordered, 2);
    const test = (result: string, by = keys.lab, name = 'Proof') =>
      step('recordLaboratoryTest', id, by, { laboratory: { name }, result });
    expect(await test('PASSED', keys.vendor)).toMatchObject({ action: 'RECORD_LABORATORY_TEST' });
    expect(await test('PASSED', keys.lab, 'AMD')).toMatchObject({ __typename: 'NotAuthorised' });
    expect(await test('PASSED')).toMatchObject({ shipment: { status: 'TESTED' } });
    expect(await test('FAILED')).toMatchObject({ shipment: { status: 'PLANNED' } });
    const exported = await journey.draft(id, 'EXPORT', ordered, 2);
    await step('lodgeDeclaration', exported, keys.vendor);
    expect((await step('acceptDeclaration', exported, keys.us)).__typename).toBe(
      'LaboratoryTestMissing',
    );
  });

  test('elsewhere than in the United States is none', async () => {
    const { step, keys, server } = journey;
    const { line: ordered } = await journey.ordered(2);
    const { id } = await journey.plan(ordered, 2, { laboratory: null });
    const there = { laboratory: { name: 'TSMC' }, result: 'PASSED' };
    expect(await step('recordLaboratoryTest', id, server.keys.admin, there)).toMatchObject({
      shipment: { status: 'TESTED' },
    });
    const exported = await journey.draft(id, 'EXPORT', ordered, 2);
    await step('lodgeDeclaration', exported, keys.vendor);
    expect((await step('acceptDeclaration', exported, keys.us)).__typename).toBe(
      'LaboratoryTestMissing',
    );
  });
});

describe('a shipment', () => {
  test('that goes back can be shipped again', async () => {
    const { step, keys, db } = journey;
    const { line: ordered, key } = await journey.ordered(4);
    const id = await journey.bring(ordered, 4);
    const counted = () =>
      db.query(
        'select planned_units::integer as planned, shipped_units::integer as shipped from order_line where id = $1',
        [key],
      );
    expect(await counted()).toEqual([{ planned: 4, shipped: 4 }]);
    expect(await step('returnShipment', id, keys.buyer, { reason: 'Wrong goods' })).toMatchObject({
      shipment: { status: 'RETURNED' },
    });
    expect(await counted()).toEqual([{ planned: 0, shipped: 0 }]);
    expect(await step('recordArrival', id, keys.carrier)).toMatchObject({ allowed: [] });
  });

  test('leaves only where no restriction bars it on that day', async () => {
    const { step, keys, db, market } = journey;
    const { line: ordered } = await journey.ordered(2);
    const { id } = await journey.plan(ordered, 2);
    const passed = { laboratory: { name: 'Proof' }, result: 'PASSED' };
    await step('recordLaboratoryTest', id, keys.lab, passed);
    await journey.accepted(id, 'EXPORT', ordered, 2);
    await db.query(
      `with stop as (
         insert into restriction (name, jurisdiction_id, procedure, status, description, in_force_from)
         select 'No M200 leaves', id, 'EXPORT', 'IN_FORCE', 'A stop', '2026-01-01' from jurisdiction where code = 'US'
         returning id)
       insert into restriction_chip select stop.id, $1 from stop`,
      [market.chip],
    );
    expect(await step('dispatchShipment', id, keys.carrier)).toMatchObject({
      restrictions: [{ name: 'No M200 leaves' }],
    });
    await db.query(
      "update restriction set status = 'LIFTED', lifted_at = '2026-02-01' where name = 'No M200 leaves'",
    );
    expect(await step('dispatchShipment', id, keys.carrier)).toMatchObject({
      shipment: { status: 'IN_TRANSIT' },
    });
  });

  test('is moved by who ships or carries it, at the version that was read', async () => {
    const { step, decide, keys, server } = journey;
    const { line: ordered } = await journey.ordered(2);
    const { id } = await journey.plan(ordered, 2);
    expect((await step('returnShipment', id, keys.rival)).__typename).toBe('ShipmentNotFound');
    expect(await step('returnShipment', id, keys.cn)).toMatchObject({ action: 'RETURN_SHIPMENT' });
    expect(await step('returnShipment', id, keys.lab)).toMatchObject({ action: 'RETURN_SHIPMENT' });
    expect(
      await decide('returnShipment', { shipmentId: id, expectedVersion: 7 }, keys.vendor),
    ).toMatchObject({ expected: 7, actual: 1 });
    expect(
      await step('returnShipment', id, keys.vendor, { occurredAt: '2020-01-01T00:00:00Z' }),
    ).toMatchObject({ __typename: 'InvalidPeriod', field: 'occurredAt' });
    expect(
      await step('returnShipment', id, keys.vendor, { occurredAt: '2100-01-01T00:00:00Z' }),
    ).toMatchObject({ field: 'occurredAt' });
    const seen = (key?: string) =>
      read<{ shipment: unknown; shipments: { totalCount: number } }>(
        server,
        'query ($id: ID!) { shipment(id: $id) { id } shipments { totalCount } }',
        key,
        { id },
      );
    for (const by of [keys.vendor, keys.buyer, keys.carrier, keys.lab, keys.broker, keys.us]) {
      expect((await seen(by)).shipment).toEqual({ id });
    }
    for (const by of [keys.rival, server.keys.analyst, undefined]) {
      expect(await seen(by)).toEqual({ shipment: null, shipments: { totalCount: 0 } });
    }
  });
});
