import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { makeKey, read } from '../support/decisions.ts';
import { type Journey, openJourney } from '../support/journey.ts';

let journey: Journey;
let viewers: Record<string, string>;
beforeAll(async () => {
  journey = await openJourney();
  const { server, keys } = journey;
  const authority = (code: string) =>
    makeKey(server, `name: "x", roles: [AUTHORITY], jurisdictions: [{ code: "${code}" }]`);
  const carrier = (name: string) =>
    makeKey(server, `name: "x", roles: [CARRIER], organisation: { name: "${name}" }`);
  viewers = {
    ...server.keys,
    ...keys,
    jp: await authority('JP'),
    otherCarrier: await carrier('Google'),
  };
});
afterAll(() => journey.close());

/** An order of another buyer, reserved on both sides; the line's id. */
async function orderedByRival(units: number): Promise<string> {
  const { market, db } = journey;
  const key = await market.order(market.rival, units);
  for (const permit of [
    await market.permit('EXPORT', market.vendor),
    await market.permit('IMPORT', market.rival),
  ]) {
    await market.reserve(key, permit, units);
  }
  await db.query(
    "update purchase_order set status = 'CONFIRMED' where id = (select order_id from order_line where id = $1)",
    [key],
  );
  return encodeId('OrderLine', key);
}

interface Seen {
  shipment: { lines: { nodes: { orderLine: { id: string } | null }[] } } | null;
  declaration: { lines: { totalCount: number } } | null;
  shipments: { totalCount: number };
  declarations: { totalCount: number };
}

test('goods that travel together are seen by those who may decide on them, each party its own', async () => {
  const { keys, decide, draft, server } = journey;
  const { line } = await journey.ordered(2);
  const theirs = await orderedByRival(3);
  const lines = [
    { orderLine: { id: line }, units: 2 },
    { orderLine: { id: theirs }, units: 3 },
  ];
  const input = { lines, carrier: { name: 'Swift' }, laboratory: { name: 'Proof' } };
  const { shipment } = await decide('planShipment', input, keys.vendor);
  const { id } = shipment as { id: string };
  const declaration = await draft(id, 'EXPORT', line, 2);

  const seen: Record<string, (string | undefined)[] | null> = {};
  const stated: Record<string, number | null> = {};
  for (const [name, key] of Object.entries(viewers)) {
    const answer = await read<Seen>(
      server,
      `query ($id: ID!, $declaration: ID!) {
        shipment(id: $id) { lines { nodes { orderLine { id } } } }
        shipments(filter: { id: { eq: $id } }) { totalCount }
        declaration(id: $declaration) { lines { totalCount } }
        declarations(filter: { id: { eq: $declaration } }) { totalCount }
      }`,
      key,
      { id, declaration },
    );
    seen[name] = answer.shipment?.lines.nodes.map(({ orderLine }) => orderLine?.id) ?? null;
    stated[name] = answer.declaration?.lines.totalCount ?? null;
    expect(answer.shipments.totalCount, name).toBe(answer.shipment ? 1 : 0);
    expect(answer.declarations.totalCount, name).toBe(answer.declaration ? 1 : 0);
    // what is decided on is refused in the same way as it is read
    const step = await decide('returnShipment', { shipmentId: id, expectedVersion: 999 }, key);
    expect(step.__typename === 'ShipmentNotFound', name).toBe(answer.shipment === null);
    const about = { declaration: { id: declaration }, expectedVersion: 999 };
    const other = await decide('lodgeDeclaration', about, key);
    expect(other.__typename === 'DeclarationNotFound', name).toBe(answer.declaration === null);
  }
  const everything = [line, theirs];
  expect(seen).toEqual({
    ...{ vendor: everything, us: everything, cn: everything, admin: everything },
    ...{ buyer: [line], rival: [theirs], broker: [undefined] },
    ...{ carrier: [undefined, undefined], lab: [undefined, undefined] },
    ...{ authority: everything, analyst: null, integrator: null, jp: null, otherCarrier: null },
  });
  expect(stated).toEqual({
    ...{ vendor: 1, us: 1, cn: 1, admin: 1, buyer: 1, broker: 1, carrier: 1, lab: 1, authority: 1 },
    ...{ rival: null, analyst: null, integrator: null, jp: null, otherCarrier: null },
  });
});

test('whoever may not see a shipment learns nothing of what is claimed about it', async () => {
  const { server, keys, db } = journey;
  const { line } = await journey.ordered(2);
  const { id } = await journey.plan(line, 2);
  const [report] = await db.query<{ id: string }>('select min(id)::text as id from source_report');
  const query = `mutation ($report: ID!, $subject: ID!) { recordClaim(input: { idempotencyKey: "seen", sourceReportId: $report,
    subjectId: $subject, predicate: STATUS, value: { statement: "Seen in a port." } }) { __typename } }`;
  const claimed = await read<{ recordClaim: { __typename: string } }>(server, query, keys.cn, {
    report: encodeId('SourceReport', report?.id ?? ''),
    subject: id,
  });
  expect(claimed.recordClaim.__typename).toBe('RecordClaimPayload');
  const count = (key?: string) =>
    read(
      server,
      '{ claims(filter: { statement: { eq: "Seen in a port." } }) { totalCount } }',
      key,
    );
  expect(await count(keys.vendor)).toEqual({ claims: { totalCount: 1 } });
  expect(await count(keys.rival)).toEqual({ claims: { totalCount: 0 } });
  expect(await count()).toEqual({ claims: { totalCount: 0 } });
});
