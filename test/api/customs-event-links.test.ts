import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { type Answer, type Customs, openCustoms } from '../support/customs.ts';
import { documentOf, held } from '../support/epcis-samples.ts';

let customs: Customs;
let shipmentId: string;
let other: string;
let declarationId: string;
const reference = { scheme: 'MRN', value: '26NL0000000000001' };

beforeAll(async () => {
  customs = await openCustoms();
  const client = await connectDatabase(customs.server.databaseUrl);
  const add = async (sql: string, ...values: unknown[]): Promise<string> =>
    (await client.query(`${sql} returning id::text`, values)).rows[0].id;
  // carried by the one, tested by the other
  const shipment = `insert into shipment (status, carrier_id, laboratory_id)
    select 'PLANNED', carrier.id, laboratory.id from organisation carrier, organisation laboratory
    where carrier.name = 'Alibaba' and laboratory.name = 'Tencent'`;
  const key = await add(shipment);
  shipmentId = encodeId('Shipment', key);
  other = encodeId('Shipment', await add(shipment));
  const declaration = await add(
    `insert into declaration (shipment_id, direction, status, reference_scheme, reference_value, office, jurisdiction_id)
     select $1, 'IMPORT', 'LODGED', $2, $3, 'NL000510', id from jurisdiction where code = 'CN'`,
    key,
    reference.scheme,
    reference.value,
  );
  declarationId = encodeId('Declaration', declaration);
  await client.end();
});
afterAll(() => customs.server.close());

const fields = 'shipment { id } declaration { id }';

test('an event about a shipment is seen by whoever sees the shipment', async () => {
  const about = { shipmentId };
  const first = await customs.capture(documentOf(held(1)), customs.carrier, about);
  expect(first).toMatchObject({ captured: 1 });
  const seen = { shipment: { id: shipmentId }, declaration: null };
  for (const key of [customs.carrier, customs.colleague, customs.rival]) {
    expect(await customs.one(fields, held(1).eventID, key)).toEqual(seen);
  }
  // The demonstration's authority is one of China, where the declaration is.
  expect(await customs.one(fields, held(1).eventID, customs.server.keys.authority)).toEqual(seen);
  for (const key of [null, customs.server.keys.buyer, customs.server.keys.analyst]) {
    expect(await customs.one(fields, held(1).eventID, key)).toBeNull();
  }
  const listed = await customs.ask(
    `query ($id: ID) { shipment(id: $id) { customsEvents { nodes { eventId } } } }`,
    { id: shipmentId },
    customs.rival,
  );
  expect(listed).toEqual({
    shipment: { customsEvents: { nodes: [{ eventId: held(1).eventID }] } },
  });
});

test('an event about a declaration is about its shipment too', async () => {
  for (const [n, declaration] of [{ id: declarationId }, { reference }].entries()) {
    const event = held(10 + n);
    const taken = await customs.capture(documentOf(event), customs.carrier, { declaration });
    expect(taken).toMatchObject({ captured: 1 });
    const seen = { shipment: { id: shipmentId }, declaration: { id: declarationId } };
    expect(await customs.one(fields, event.eventID, customs.rival)).toEqual(seen);
  }
  const listed = await customs.ask(
    `query ($id: ID) { declaration(id: $id) { customsEvents { totalCount } } }`,
    { id: declarationId },
    customs.rival,
  );
  expect(listed).toEqual({ declaration: { customsEvents: { totalCount: 2 } } });
});

test('what cannot be seen is refused as what is not there', async () => {
  const refused = async (about: object, key: string): Promise<Answer> =>
    customs.capture(documentOf(held(20)), key, about);
  const nobody = { __typename: 'ShipmentNotFound' };
  const { buyer } = customs.server.keys;
  const missing = encodeId('Shipment', 999_999);
  expect(await refused({ shipmentId: missing }, customs.carrier)).toEqual(nobody);
  expect(await refused({ shipmentId }, buyer)).toEqual(nobody);
  const none = { __typename: 'DeclarationNotFound' };
  expect(await refused({ declaration: { reference } }, buyer)).toEqual(none);
  const unknown = { declaration: { reference: { scheme: 'ITN', value: 'X1' } } };
  expect(await refused(unknown, customs.carrier)).toEqual(none);
  const unlike = { shipmentId: other, declaration: { id: declarationId } };
  expect(await refused(unlike, customs.carrier)).toEqual(none);
  expect(await customs.one('id', held(20).eventID, customs.server.keys.admin)).toBeNull();
});

test('what an event is about stays as it was said first', async () => {
  await customs.capture(documentOf(held(30)));
  const again = await customs.capture(documentOf(held(30)), customs.carrier, { shipmentId });
  expect(again).toMatchObject({ captured: 0, alreadyKnown: 1 });
  expect(await customs.one(fields, held(30).eventID)).toEqual({
    shipment: null,
    declaration: null,
  });
});
