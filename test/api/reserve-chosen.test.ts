import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { decision } from '../support/decisions.ts';
import type { Permit } from '../support/market.ts';
import { openTrade, type Trade } from '../support/trade.ts';

let trade: Trade;
let exported: Permit;
let imported: Permit;
let line: string;
beforeAll(async () => {
  trade = await openTrade();
  exported = await trade.market.permit('EXPORT', trade.market.vendor, { units: 100 });
  imported = await trade.market.permit('IMPORT', trade.market.buyer, { units: 100 });
});
beforeEach(async () => {
  line = await trade.market.order(trade.market.buyer, 8);
});
afterAll(() => trade.close());

const reserve = (input: object, key = trade.keys.vendor) =>
  decision(
    trade.server,
    'reserveForOrderLine',
    `... on ReserveForOrderLinePayload { allocations { direction units } decision { verdict } }
     ... on AuthorisationMissing { directions candidates { reason } } ... on PartyMismatch { role }
     ... on QuantityOutOfOrder { limit } ... on InvalidQuantity { field } ... on QuotaExceeded { available }
     ... on LicenceNotInForce { status }`,
  ).answer({ orderLine: { id: encodeId('OrderLine', line) }, ...input }, key);

const lineId = (key: string | number) => encodeId('LicenceLine', key);
const both = () => ({ exportLineId: lineId(exported.line), importLineId: lineId(imported.line) });

test('lines that the caller chose are drawn', async () => {
  expect(await reserve({ units: 3, ...both() })).toMatchObject({
    allocations: [
      { direction: 'EXPORT', units: 3 },
      { direction: 'IMPORT', units: 3 },
    ],
    decision: { verdict: 'CLEAR' },
  });
  expect(await reserve({ units: 6, ...both() })).toMatchObject({
    __typename: 'QuantityOutOfOrder',
    limit: 5,
  });
});

test.each<[string, () => object]>([
  [
    'lines that are not there',
    () => ({ exportLineId: lineId(99_999), importLineId: lineId(99_998) }),
  ],
  ['two of one side', () => ({ ...both(), importLineId: lineId(exported.line) })],
  ['one side alone', () => ({ exportLineId: lineId(exported.line) })],
])('%s serve nobody', async (_, chosen) => {
  const refusal = await reserve({ units: 3, ...chosen() });
  expect(refusal.__typename).toBe('AuthorisationMissing');
});

test("a rival's licence cannot be told from one that is not there", async () => {
  const { market } = trade;
  const theirs = await market.permit('IMPORT', market.rival, { units: 3 });
  const named = await reserve({ units: 3, ...both(), importLineId: lineId(theirs.line) });
  const unnamed = await reserve({ units: 3, ...both(), importLineId: lineId(99_999) });
  expect(named).toEqual(unnamed);
});

test("a rival's published licence is refused as theirs, also to who gives all of it", async () => {
  const { market } = trade;
  const theirs = await market.permit('IMPORT', market.rival, { units: 3, published: true });
  const refusal = await reserve({ units: 3, ...both(), importLineId: lineId(theirs.line) });
  expect(['PartyMismatch', 'AuthorisationMissing']).toContain(refusal.__typename);
});

test('no units, or more than can be counted, is no quantity', async () => {
  for (const units of [0, -1]) {
    expect(await reserve({ units })).toMatchObject({
      __typename: 'InvalidQuantity',
      field: 'units',
    });
  }
});

test('a line that stays at home needs nothing, and its decision is kept', async () => {
  await trade.db.query(
    `update order_line set destination_id = (select id from jurisdiction where code = 'US') where id = $1`,
    [line],
  );
  await trade.db.query(
    `update purchase_order set buyer_id = vendor_id where id = (select order_id from order_line where id = $1)`,
    [line],
  );
  await trade.db.query('delete from order_line_party where order_line_id = $1', [line]);
  await trade.db.query(
    `insert into screening (organisation_id, list, result, screened_at, screened_by)
     values ($1, 'Entity List', 'CLEAR', '2026-11-01', 'key:1')`,
    [trade.market.vendor],
  );
  expect(await reserve({})).toMatchObject({
    __typename: 'ReserveForOrderLinePayload',
    allocations: [],
    decision: { verdict: 'CLEAR' },
  });
});
