import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
afterAll(() => server.close());

async function data<Data>(query: string, key?: string, variables: object = {}): Promise<Data> {
  const { data: found, errors } = await ask(server.url, { query, variables }, key);
  expect(errors).toBeUndefined();
  return found as Data;
}

const sum = '{ low central high boundKind unit figures unknown additive';
const asked = `{ chip(name: "H200") {
  shortfall { low central high unit unknown additive
    orders ${sum} claims { publisher subject { ... on Organisation { name closed } } } } stock ${sum} claims { publisher figure { qualifier central } } } }
  demonstrationShortfall { low orders { figures } stock { figures } } } }`;

interface Answer {
  chip: { shortfall: object; demonstrationShortfall: object };
}

test('orders of the H200 exceed its stock by more than 1,230,000, by these sources', async () => {
  expect(await data<Answer>(asked)).toEqual({
    chip: {
      shortfall: {
        low: '1230000',
        central: null,
        high: null,
        unit: 'chips',
        unknown: 0,
        additive: 'ADDITIVE',
        orders: {
          low: '2000000',
          central: null,
          high: null,
          boundKind: 'LIMIT',
          unit: 'chips',
          figures: 1,
          unknown: 0,
          additive: 'ADDITIVE',
          claims: [{ publisher: 'Reuters', subject: { name: 'Chinese companies', closed: false } }],
        },
        stock: {
          low: '630000',
          central: '700000',
          high: '770000',
          boundKind: 'LIMIT',
          unit: 'chips',
          figures: 1,
          unknown: 0,
          additive: 'ADDITIVE',
          claims: [{ publisher: 'Reuters', figure: { qualifier: 'ABOUT', central: '700000' } }],
        },
      },
      demonstrationShortfall: { low: null, orders: { figures: 0 }, stock: { figures: 0 } },
    },
  });
  expect(
    await data(
      '{ chips(filter: { shortfall: { low: { gt: "0" } } }) { nodes { name shortfall { low } } } }',
    ),
  ).toEqual({ chips: { nodes: [{ name: 'H200', shortfall: { low: '1230000' } }] } });
});

const place = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on PlaceOrderPayload { order { id } } ... on Refusal { code } } }`;
const order = (units: number) => ({
  idempotencyKey: `order-${units}`,
  buyer: { name: 'ByteDance' },
  vendor: { name: 'NVIDIA' },
  lines: [
    {
      chip: { name: 'H200' },
      quantity: { value: units },
      shipDate: '2026-12-15',
      destination: { code: 'CN' },
    },
  ],
});

test('an order of one who may be in the group is never added to that of the group', async () => {
  await data(place, server.keys.buyer, { input: order(3_000_000) });
  const before = { orders: { low: '2000000', figures: 1, additive: 'ADDITIVE' } };
  const reading = `{ chip(name: "H200") { shortfall { low additive orders { low high figures additive } } } }`;
  // whoever may not see the order reads a sum without it
  for (const key of [undefined, server.keys.analyst]) {
    expect(await data(reading, key)).toMatchObject({ chip: { shortfall: before } });
  }
  expect(await data(reading, server.keys.buyer)).toEqual({
    chip: {
      shortfall: {
        low: '2230000',
        additive: 'NOT_ADDITIVE',
        orders: { low: '3000000', high: null, figures: 2, additive: 'NOT_ADDITIVE' },
      },
    },
  });
});

test('what a company only considers to order is no order', async () => {
  const ids = await data<{
    organisation: { id: string };
    chip: { id: string };
    sourceReports: { nodes: { id: string }[] };
  }>(
    '{ organisation(name: "Tencent") { id } chip(name: "H200") { id } sourceReports(first: 1) { nodes { id } } }',
  );
  await data(
    `mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { ... on RecordClaimPayload { claim { id } } } }`,
    server.keys.analyst,
    {
      input: {
        idempotencyKey: 'considered',
        sourceReportId: ids.sourceReports.nodes[0]?.id,
        subjectId: ids.organisation.id,
        chipId: ids.chip.id,
        predicate: 'ORDERED_UNITS',
        modality: 'CONSIDERED',
        value: { figure: { qualifier: 'AT_LEAST', low: '5000000', unit: 'chips' } },
      },
    },
  );
  expect(await data('{ chip(name: "H200") { shortfall { orders { low figures } } } }')).toEqual({
    chip: { shortfall: { orders: { low: '2000000', figures: 1 } } },
  });
});

test('a stock that the vendor counted later stands instead of the older report', async () => {
  await data(
    `mutation { recordStockStatement(input: { idempotencyKey: "s", vendor: { name: "NVIDIA" }, chip: { name: "H200" },
      figure: { qualifier: EXACT, central: "650000", unit: "chips" }, asOf: "2026-02-28" }) { __typename } }`,
    server.keys.admin,
  );
  const reading = '{ chip(name: "H200") { shortfall { stock { low high figures } } } }';
  expect(await data(reading, server.keys.admin)).toMatchObject({
    chip: { shortfall: { stock: { low: '650000', high: '650000', figures: 1 } } },
  });
  expect(await data(reading)).toMatchObject({
    chip: { shortfall: { stock: { low: '630000', high: '770000' } } },
  });
});

test('what is invented stands on its own', async () => {
  const client = await connectDatabase(server.databaseUrl);
  try {
    await client.query(
      `with placed as (
         insert into purchase_order (status, provenance, buyer_id, vendor_id)
         select 'CONFIRMED', 'DEMONSTRATION', buyer.id, vendor.id from organisation buyer, organisation vendor
         where buyer.name = 'Tencent' and vendor.name = 'NVIDIA' returning id)
       insert into order_line (order_id, ordinal, chip_id, units, planned_units, shipped_units)
       select placed.id, ordinal, chip.id, units, gone, gone from placed, chip,
         (values (1, 100, 40), (2, null, 0)) line (ordinal, units, gone)
       where chip.name = $1`,
      ['H200'],
    );
  } finally {
    await client.end();
  }
  expect(await data(asked, server.keys.admin)).toMatchObject({
    chip: {
      shortfall: { orders: { low: '3000000', figures: 2 } },
      demonstrationShortfall: { low: null, orders: { figures: 2 } },
    },
  });
  expect(
    await data(
      '{ chip(name: "H200") { demonstrationShortfall { orders { low central high unknown additive } } } }',
      server.keys.admin,
    ),
  ).toEqual({
    chip: {
      demonstrationShortfall: {
        // of the second line nothing is known: it opens the bound above and is counted beside
        orders: { low: '60', central: null, high: null, unknown: 1, additive: 'ADDITIVE' },
      },
    },
  });
});
