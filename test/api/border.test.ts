import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loggedAbout } from '../support/decisions.ts';
import { type Journey, openJourney } from '../support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const balance = async (line: string) => {
  const [row] = await journey.db.query<{ reserved: number; used: number }>(
    'select reserved_units::integer as reserved, used_units::integer as used from licence_line where id = $1',
    [line],
  );
  return row;
};

const because = { reason: 'Papers do not agree' };

describe('customs', () => {
  test('hold goods and let them go on, and the shipment with them', async () => {
    const { step, keys, server } = journey;
    const { shipment, declaration } = await journey.landed(8);
    expect(
      await step('controlDeclaration', declaration, keys.cn, { controlType: 'PHYSICAL' }),
    ).toMatchObject({ declaration: { status: 'UNDER_CONTROL', shipment: { status: 'ARRIVED' } } });
    expect(await step('holdDeclaration', declaration, keys.cn, because)).toMatchObject({
      declaration: { status: 'HELD', statusReason: because.reason, shipment: { status: 'HELD' } },
    });
    expect(await step('deliverShipment', shipment, keys.carrier)).toMatchObject({
      from: 'HELD',
      allowed: [],
    });
    expect(await step('controlDeclaration', declaration, keys.cn)).toMatchObject({
      declaration: { shipment: { status: 'ARRIVED' } },
    });
    expect(await step('releaseDeclaration', declaration, keys.cn)).toMatchObject({
      declaration: { status: 'RELEASED', shipment: { status: 'IMPORT_RELEASED' } },
    });
    const types = (await loggedAbout(server, shipment)).map(
      (told) => (told as { type: string }).type,
    );
    expect(types.filter((type) => type === 'SHIPMENT_HELD')).toHaveLength(1);
  });

  test('release a part, and seize the rest', async () => {
    const { step, keys } = journey;
    const { shipment, declaration, importPermit } = await journey.landed(8);
    const release = (units: number) => step('releaseDeclaration', declaration, keys.cn, { units });
    expect(await release(0)).toMatchObject({ __typename: 'InvalidQuantity', value: 0 });
    expect(await release(9)).toMatchObject({
      __typename: 'QuantityOutOfOrder',
      asked: 9,
      limit: 8,
    });
    expect(await release(5)).toMatchObject({
      declaration: { status: 'ACCEPTED', releasedUnits: 5, shipment: { status: 'ARRIVED' } },
    });
    expect(await balance(importPermit.line)).toEqual({ reserved: 3, used: 5 });
    expect(await release(4)).toMatchObject({ asked: 4, limit: 3 });
    expect(await step('returnShipment', shipment, keys.vendor)).toMatchObject({ from: 'ARRIVED' });
    await step('holdDeclaration', declaration, keys.cn, because);
    await step('detainDeclaration', declaration, keys.cn, because);
    expect(await step('seizeDeclaration', declaration, keys.cn, because)).toMatchObject({
      declaration: { status: 'SEIZED', shipment: { status: 'IMPORT_RELEASED' } },
    });
    expect(await balance(importPermit.line)).toEqual({ reserved: 3, used: 5 });
    expect(await step('deliverShipment', shipment, keys.carrier)).toMatchObject({
      shipment: { status: 'DELIVERED' },
    });
  });

  test('seize all of it, for good', async () => {
    const { step, keys, server } = journey;
    const { shipment, declaration } = await journey.landed(2);
    await step('holdDeclaration', declaration, keys.cn, because);
    await step('detainDeclaration', declaration, keys.cn, because);
    expect(await step('seizeDeclaration', declaration, keys.cn, because)).toMatchObject({
      declaration: { status: 'SEIZED', shipment: { status: 'SEIZED' } },
    });
    expect(await step('releaseDeclaration', declaration, keys.cn)).toMatchObject({
      from: 'SEIZED',
      allowed: [],
    });
    expect(await loggedAbout(server, shipment)).toContainEqual(
      expect.objectContaining({ type: 'SHIPMENT_SEIZED', statusAfter: 'SEIZED' }),
    );
    await expect(
      journey.db.query(
        "update shipment set status = 'DELIVERED' where id = (select max(id) from shipment)",
      ),
    ).rejects.toMatchObject({ code: 'CN002' });
  });

  test('refuse goods, which can then be declared again or go back', async () => {
    const { step, keys } = journey;
    const { shipment, declaration, line } = await journey.landed(2);
    await step('controlDeclaration', declaration, keys.cn);
    expect(await step('refuseDeclaration', declaration, keys.cn, because)).toMatchObject({
      declaration: { status: 'REFUSED', shipment: { status: 'ARRIVED' } },
    });
    const again = await journey.accepted(shipment, 'IMPORT', line, 2);
    expect(await step('invalidateDeclaration', again, keys.cn)).toMatchObject({
      declaration: { status: 'INVALIDATED' },
    });
    expect(await step('returnShipment', shipment, keys.carrier)).toMatchObject({
      shipment: { status: 'RETURNED' },
    });
  });

  test('take an export back before it leaves, and the licence gets back what it used', async () => {
    const { step, keys, db } = journey;
    const { line, exportPermit } = await journey.ordered(4);
    const { id } = await journey.plan(line, 4);
    const passed = { laboratory: { name: 'Proof' }, result: 'PASSED' };
    await step('recordLaboratoryTest', id, keys.lab, passed);
    const exported = await journey.accepted(id, 'EXPORT', line, 4);
    expect(await balance(exportPermit.line)).toEqual({ reserved: 0, used: 4 });
    expect(await step('invalidateDeclaration', exported, keys.us)).toMatchObject({
      declaration: { status: 'INVALIDATED', shipment: { status: 'TESTED' } },
    });
    expect(await balance(exportPermit.line)).toEqual({ reserved: 0, used: 0 });
    // what was given back is free for all, so it has to be reserved again
    const again = await journey.draft(id, 'EXPORT', line, 4);
    await step('lodgeDeclaration', again, keys.vendor);
    expect(await step('acceptDeclaration', again, keys.us)).toMatchObject({
      __typename: 'AuthorisationMissing',
      directions: ['EXPORT'],
    });
    const kinds = await db.query(
      'select kind from licence_movement where licence_line_id = $1 order by ordinal',
      [exportPermit.line],
    );
    expect(kinds).toEqual([{ kind: 'USE' }, { kind: 'REVERSE' }]);
  });
});

describe('a release for import', () => {
  const stopped = (licence: string, status: string) =>
    journey.db.query(
      `update licence set status = $2::text, status_before_suspension = case when $2::text = 'SUSPENDED' then 'ACTIVE' end
       where id = $1`,
      [licence, status],
    );

  test('needs both licences to stand', async () => {
    const { step, keys } = journey;
    const { declaration, exportPermit, importPermit } = await journey.landed(2);
    const release = () => step('releaseDeclaration', declaration, keys.cn);
    await stopped(exportPermit.licence, 'SUSPENDED');
    expect(await release()).toMatchObject({ __typename: 'AllocationOnHold', licence: null });
    await stopped(exportPermit.licence, 'ACTIVE');
    await stopped(importPermit.licence, 'SUSPENDED');
    expect(await release()).toMatchObject({ licence: { status: 'SUSPENDED' } });
    await stopped(importPermit.licence, 'REVOKED');
    await stopped(exportPermit.licence, 'REVOKED');
    expect(await release()).toMatchObject({
      __typename: 'AuthorisationMissing',
      directions: ['EXPORT', 'IMPORT'],
    });
  });

  test('needs the day to be within the validity, and no blocking condition open', async () => {
    const { step, keys, db } = journey;
    const { declaration, importPermit } = await journey.landed(2);
    const release = () => step('releaseDeclaration', declaration, keys.cn);
    const valid = (to: string | null) =>
      db.query('update licence set valid_to = $2 where id = $1', [importPermit.licence, to]);
    await valid('2026-01-02');
    expect(await release()).toMatchObject({ __typename: 'OutsideValidity', validTo: '2026-01-02' });
    await valid(null);
    await db.query(
      `insert into licence_condition (licence_id, kind, status, blocking, description)
       values ($1, 'KYC', 'PENDING', true, 'Know them')`,
      [importPermit.licence],
    );
    expect(await release()).toMatchObject({ conditions: [{ kind: 'KYC' }] });
    await db.query("update licence_condition set status = 'WAIVED' where licence_id = $1", [
      importPermit.licence,
    ]);
    expect(await release()).toMatchObject({ declaration: { status: 'RELEASED' } });
  });

  test('is barred by a restriction on the import of the chip that is in force by then', async () => {
    const { step, keys, db, market } = journey;
    const { declaration } = await journey.landed(2);
    const release = () => step('releaseDeclaration', declaration, keys.cn);
    await db.query(
      `with stop as (
         insert into restriction (name, jurisdiction_id, procedure, status, description, in_force_from)
         select 'No M200 enters', id, 'IMPORT', 'REPORTED', 'A stop', '2026-01-01' from jurisdiction where code = 'CN'
         returning id)
       insert into restriction_chip select stop.id, $1 from stop`,
      [market.chip],
    );
    const become = (sets: string) =>
      db.query(`update restriction set ${sets} where name = 'No M200 enters'`);
    await become("status = 'IN_FORCE'");
    expect(await release()).toMatchObject({ restrictions: [{ name: 'No M200 enters' }] });
    await become("in_force_from = '2100-01-01'");
    expect(await release()).toMatchObject({ declaration: { status: 'RELEASED' } });
  });

  test('is not possible past the rule either', async () => {
    const { declaration } = await journey.landed(2);
    const key = Buffer.from(declaration, 'base64url').toString().split(':')[1];
    const { db } = journey;
    await expect(
      db.query("update declaration set status = 'RELEASED' where id = $1", [key]),
    ).rejects.toMatchObject({ code: 'CN006' });
    await db.query('update declaration_line set released_units = units where declaration_id = $1', [
      key,
    ]);
    await expect(
      db.query("update declaration set status = 'RELEASED' where id = $1", [key]),
    ).rejects.toMatchObject({ code: 'CN006' });
    await expect(
      db.query(
        `insert into declaration_use (declaration_line_id, allocation_id, units)
         select part.id, drawn.id, 1 from declaration_line part
         join shipment_line loaded on loaded.id = part.shipment_line_id
         join licence_allocation drawn on drawn.order_line_id = loaded.order_line_id and drawn.direction = 'IMPORT'
         where part.declaration_id = $1`,
        [key],
      ),
    ).rejects.toMatchObject({ code: 'CN006' });
  });
});
