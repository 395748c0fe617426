import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { type Journey, openJourney } from '../support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const line = (id: string, units: number) => ({ lines: [{ orderLine: { id }, units }] });

describe('a plan', () => {
  test('takes what is ordered and reserved on both sides, and no more', async () => {
    const { decide, keys } = journey;
    const { line: ordered } = await journey.ordered(8, { IMPORT: 5 });
    const planned = (units: number) => decide('planShipment', line(ordered, units), keys.buyer);
    expect(await planned(9)).toMatchObject({ asked: 9, limit: 8 });
    expect(await planned(6)).toMatchObject({
      __typename: 'AuthorisationMissing',
      directions: ['IMPORT'],
    });
    expect(await planned(3)).toMatchObject({ shipment: { status: 'PLANNED' } });
    expect(await planned(3)).toMatchObject({ directions: ['IMPORT'] });
    expect(await planned(6)).toMatchObject({ asked: 6, limit: 5 });
    expect(await planned(2)).toMatchObject({ shipment: { version: 1 } });
  });

  test('needs nothing reserved where no licence is needed', async () => {
    const { decide, keys, db, market, server } = journey;
    const [buyer] = await db.query<{ id: string }>(
      "select id::text from organisation where name = 'OpenAI'",
    );
    const key = await market.order(buyer?.id ?? '', 2);
    const to = (code: string) =>
      db.query(
        'update order_line set destination_id = (select id from jurisdiction where code = $2) where id = $1',
        [key, code],
      );
    await db.query(
      "update purchase_order set status = 'CONFIRMED' where id = (select order_id from order_line where id = $1)",
      [key],
    );
    const ordered = encodeId('OrderLine', key);
    const planned = () => decide('planShipment', line(ordered, 2), keys.vendor);
    expect(await planned()).toMatchObject({ directions: ['EXPORT', 'IMPORT'] });
    await to('JP');
    const { shipment } = await planned();
    const { id } = shipment as { id: string };
    await journey.accepted(id, 'EXPORT', ordered, 2);
    await journey.step('dispatchShipment', id, keys.vendor);
    await journey.step('recordArrival', id, keys.vendor);
    const imported = await journey.draft(id, 'IMPORT', ordered, 2);
    await journey.step('lodgeDeclaration', imported, keys.vendor);
    await journey.step('acceptDeclaration', imported, server.keys.admin);
    expect(await journey.step('releaseDeclaration', imported, server.keys.admin)).toMatchObject({
      declaration: { status: 'RELEASED', shipment: { status: 'IMPORT_RELEASED' } },
    });
  });

  test('finds order lines by the names that systems have for them, the own ones first', async () => {
    const { decide, keys, db } = journey;
    const [mine, theirs] = [await journey.ordered(2), await journey.ordered(2)];
    for (const [ordered, scope] of [
      [mine, 'Nova'],
      [theirs, 'Lian'],
    ] as const) {
      await db.query(
        `update order_line set external_system = 'erp', external_id = '10/1',
           external_scope_id = (select id from organisation where name = $2) where id = $1`,
        [ordered.key, scope],
      );
    }
    const external = { system: 'erp', id: '10/1' };
    const planned = (by: string) =>
      decide('planShipment', { lines: [{ orderLine: { external }, units: 2 }] }, by);
    expect((await planned(keys.vendor)).__typename).toBe('PlanShipmentPayload');
    expect(await planned(keys.vendor)).toMatchObject({ limit: 0 });
    expect((await planned(keys.buyer)).__typename).toBe('PlanShipmentPayload');
    // who has no name of its own for it does not have one guessed
    const both = { lines: [{ orderLine: { external }, units: 1 }] };
    expect(await journey.fault('planShipment', both, keys.broker)).toContain('take its id');
  });

  test('is answered once for its key', async () => {
    const { line: ordered } = await journey.ordered(4);
    const input = { idempotencyKey: randomUUID(), ...line(ordered, 4) };
    const first = await journey.decide('planShipment', input, journey.keys.vendor);
    const again = await journey.decide('planShipment', input, journey.keys.vendor);
    expect(again).toEqual({ ...first, replayed: true });
  });

  test('waits with what is on hold', async () => {
    const { decide, keys, db } = journey;
    const { line: ordered, key, importPermit } = await journey.ordered(4);
    await db.query(
      `update licence_allocation set status = 'ON_HOLD', held_units = 4, reserved_units = 0
       where licence_line_id = $1`,
      [importPermit.line],
    );
    expect(await decide('planShipment', line(ordered, 4), keys.buyer)).toMatchObject({
      __typename: 'AllocationOnHold',
      licence: { status: 'ACTIVE' },
    });
    await db.query("update order_line set compliance_status = 'ON_HOLD' where id = $1", [key]);
    expect(await decide('planShipment', line(ordered, 4), keys.buyer)).toMatchObject({
      __typename: 'OrderLineOnHold',
      orderLine: { id: ordered },
    });
  });

  test('is for the parties of the order and their forwarding agent', async () => {
    const { decide, keys, server } = journey;
    const { line: ordered } = await journey.ordered(8);
    const asked = (by: string) => decide('planShipment', line(ordered, 1), by);
    for (const by of [keys.vendor, keys.buyer, keys.broker, server.keys.admin]) {
      expect(await asked(by)).toMatchObject({ shipment: { status: 'PLANNED' } });
    }
    for (const by of [keys.rival, keys.carrier, keys.lab, server.keys.analyst]) {
      expect((await asked(by)).__typename).toBe('OrderLineNotFound');
    }
    expect(await asked(keys.cn)).toMatchObject({ action: 'PLAN_SHIPMENT' });
  });

  test.each<[string, (ordered: string) => object]>([
    ['lines', () => ({ lines: [] })],
    ['lines', (id) => ({ lines: [line(id, 1).lines[0], line(id, 1).lines[0]] })],
    ['lines[0].orderLine', () => ({ lines: [{ orderLine: {}, units: 1 }] })],
    ['external.id', (id) => ({ ...line(id, 1), external: { system: 'wms', id: ' ' } })],
  ])('that cannot be read says where: %s', async (field, input) => {
    const { line: ordered } = await journey.ordered(2);
    const message = await journey.fault('planShipment', input(ordered), journey.keys.vendor);
    expect(message).toContain(field);
  });

  test('names what is there', async () => {
    const { decide, keys } = journey;
    const { line: ordered } = await journey.ordered(2);
    const planned = (more: object) =>
      decide('planShipment', { ...line(ordered, 1), ...more }, keys.vendor);
    expect(await planned({ carrier: { name: 'Nobody' } })).toMatchObject({ field: 'carrier' });
    // who sells may not test
    expect(await planned({ laboratory: { name: 'Nova' } })).toMatchObject({ field: 'laboratory' });
    expect(await planned(line(ordered, 0))).toMatchObject({ field: 'lines[0].units', value: 0 });
    const external = { external: { system: 'wms', id: randomUUID() } };
    expect((await planned(external)).__typename).toBe('PlanShipmentPayload');
    expect((await planned(external)).__typename).toBe('ExternalIdTaken');
    // another organisation meets nobody's names
    const theirs = await decide('planShipment', { ...line(ordered, 1), ...external }, keys.buyer);
    expect(theirs.__typename).toBe('PlanShipmentPayload');
  });
});
