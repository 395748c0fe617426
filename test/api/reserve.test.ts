import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { decision, read } from '../support/decisions.ts';
import { wrongLines } from '../support/ledger.ts';
import type { Permit } from '../support/market.ts';
import { openTrade, type Trade } from '../support/trade.ts';

let trade: Trade;
beforeAll(async () => {
  trade = await openTrade();
});
afterAll(() => trade.close());

/** Licences of both sides that nobody draws on before, and an order line of eight chips. */
let exported: Permit;
let imported: Permit;
let line: string;
beforeEach(async () => {
  await trade.db.query(`update licence set status = 'SUSPENDED', status_before_suspension = 'ACTIVE'
    where status in ('ACTIVE', 'EXHAUSTED')`);
  exported = await trade.market.permit('EXPORT', trade.market.vendor, { units: 10 });
  imported = await trade.market.permit('IMPORT', trade.market.buyer, { units: 10 });
  line = await trade.market.order(trade.market.buyer, 8);
});

const check = `check { verdict rules { rule verdict missing owedBy { name } }
  licenceCandidates { direction candidates { available { low } licence { id } serves } } }`;
const reserving = () =>
  decision(
    trade.server,
    'reserveForOrderLine',
    `... on ReserveForOrderLinePayload { replayed orderLine { complianceStatus }
       allocations { id direction units status licenceLine { id available } } decision { id verdict units ${check} } }
     ... on QuotaExceeded { asked available licenceLine { id } } ... on ComplianceRefused { ${check} }
     ... on AuthorisationMissing { directions candidates { reason licence { id } } }
     ... on RestrictionInForce { restrictions { name } } ... on TransitionRefused { from to }
     ... on ChipMismatch { expected { name } actual { name } } ... on PartyMismatch { role }
     ... on ConditionUnsatisfied { conditions { kind } } ... on QuantityOutOfOrder { asked limit }
     ... on OutsideValidity { date } ... on Refusal { code message }`,
  );

const asked = (more: object = {}) => ({ orderLine: { id: encodeId('OrderLine', line) }, ...more });
const drawn = async () => {
  const [row] = await trade.db.query<{ export: number; import: number }>(
    `select (select reserved_units::int from licence_line where id = $1) as export,
       (select reserved_units::int from licence_line where id = $2) as import`,
    [exported.line, imported.line],
  );
  return row;
};

test('both sides are reserved, with the decision, once', async () => {
  const { vendor } = trade.keys;
  const first = await reserving().answer(asked({ idempotencyKey: 'r-1' }), vendor);
  expect(first).toMatchObject({
    __typename: 'ReserveForOrderLinePayload',
    replayed: false,
    orderLine: { complianceStatus: 'CLEAR' },
    allocations: [
      { direction: 'EXPORT', units: 8, status: 'RESERVED', licenceLine: { available: 2 } },
      { direction: 'IMPORT', units: 8, status: 'RESERVED', licenceLine: null },
    ],
    decision: { verdict: 'CLEAR', units: 8, check: { verdict: 'CLEAR' } },
  });
  const again = await reserving().answer(asked({ idempotencyKey: 'r-1' }), vendor);
  expect(again).toEqual({ ...first, replayed: true });
  const other = await reserving().answer(asked({ idempotencyKey: 'r-1', units: 3 }), vendor);
  expect(other.__typename).toBe('IdempotencyConflict');
  const more = await reserving().answer(asked({ units: 1 }), vendor);
  expect(more).toMatchObject({ __typename: 'QuantityOutOfOrder', asked: 1, limit: 0 });
  expect(await drawn()).toEqual({ export: 8, import: 8 });
  expect(await trade.db.query(wrongLines)).toEqual([]);
});

test('a part is reserved, and then the rest', async () => {
  await reserving().answer(asked({ units: 3 }), trade.keys.buyer);
  expect(await reserving().answer(asked(), trade.keys.buyer)).toMatchObject({
    allocations: [{ units: 5 }, { units: 5 }],
  });
  expect(await drawn()).toEqual({ export: 8, import: 8 });
});

test('neither side is reserved when one cannot be, and no number is told of a hidden one', async () => {
  await trade.db.query('update licence_line set authorised_units = 7 where id = $1', [
    imported.line,
  ]);
  const seen = await reserving().answer(asked(), trade.keys.buyer);
  expect(seen).toMatchObject({ __typename: 'QuotaExceeded', asked: 8, available: 7 });
  const hidden = await reserving().answer(asked(), trade.keys.vendor);
  expect(hidden).toMatchObject({
    __typename: 'AuthorisationMissing',
    directions: ['IMPORT'],
    candidates: [],
  });
  expect(JSON.stringify(hidden)).not.toContain('7');
  expect(await drawn()).toEqual({ export: 0, import: 0 });
});

test('of two licences that serve the one that ends first is drawn, and then the next', async () => {
  const { vendor } = trade.market;
  const sooner = await trade.market.permit('EXPORT', vendor, { units: 5 });
  await trade.db.query(`update licence set valid_to = '2027-01-31' where id = $1`, [
    sooner.licence,
  ]);
  const first = await reserving().answer(asked({ units: 4 }), trade.keys.vendor);
  expect(first).toMatchObject({
    allocations: [{ licenceLine: { id: encodeId('LicenceLine', sooner.line) } }, {}],
  });
  const second = await reserving().answer(asked({ units: 4 }), trade.keys.vendor);
  expect(second).toMatchObject({
    allocations: [{ licenceLine: { id: encodeId('LicenceLine', exported.line) } }, {}],
  });
});

test('who may not see the order is told there is none, who may not trade that they may not', async () => {
  const { server, keys } = trade;
  for (const key of [keys.rival, server.keys.analyst]) {
    expect((await reserving().answer(asked(), key)).__typename).toBe('OrderLineNotFound');
  }
  const authority = await reserving().answer(asked(), server.keys.authority);
  expect(authority.__typename).toBe('NotAuthorised');
  const unknown = { orderLine: { id: encodeId('OrderLine', 999_999) } };
  expect((await reserving().answer(unknown)).__typename).toBe('OrderLineNotFound');
  expect(await drawn()).toEqual({ export: 0, import: 0 });
});

test.each<[string, string, object]>([
  [
    'a hold by hand',
    `insert into order_line_hold (order_line_id, rule, reason, since, placed_by)
    values ($1, 'MANUAL', 'wait', now(), 'key:1')`,
    { __typename: 'TransitionRefused', from: 'ON_HOLD' },
  ],
  [
    'an order that was called off',
    `update purchase_order set status = 'CANCELLED'
    where id = (select order_id from order_line where id = $1)`,
    { __typename: 'TransitionRefused', from: 'CANCELLED' },
  ],
  [
    'a day after the last',
    `with line as (select id from order_line where id = $1)
    update licence set valid_to = '2026-11-30' from line where direction = 'EXPORT' and status = 'ACTIVE'`,
    { __typename: 'OutsideValidity', date: '2026-12-01' },
  ],
  [
    'an open condition',
    `with line as (select id from order_line where id = $1)
    insert into licence_condition (licence_id, kind, status, blocking, description)
    select licence.id, 'KYC', 'PENDING', true, 'Know them' from licence, line where direction = 'EXPORT' and status = 'ACTIVE'`,
    { __typename: 'ConditionUnsatisfied', conditions: [{ kind: 'KYC' }] },
  ],
  [
    'a match of a party',
    `insert into screening (organisation_id, list, result, screened_at, screened_by)
    select buyer_id, 'Other', 'POTENTIAL_MATCH', now(), 'key:1' from purchase_order
    where id = (select order_id from order_line where id = $1)`,
    { __typename: 'ComplianceRefused', check: { verdict: 'HOLD' } },
  ],
])('%s is refused as what it is', async (_, sql, refusal) => {
  await trade.db.query(sql, [line]);
  expect(await reserving().answer(asked(), trade.keys.vendor)).toMatchObject(refusal);
  expect(await drawn()).toEqual({ export: 0, import: 0 });
  await trade.db.query(`delete from screening where list = 'Other'`);
});

test('a line of the wrong chip or of somebody else is refused as such to who chose it', async () => {
  await trade.db.query(`insert into chip (name) values ('Other') on conflict do nothing`);
  await trade.db.query(
    `update licence_line set chip_id = (select id from chip where name = 'Other') where id = $1`,
    [exported.line],
  );
  const exportLineId = encodeId('LicenceLine', exported.line);
  const importLineId = encodeId('LicenceLine', imported.line);
  const chosen = asked({ exportLineId, importLineId });
  expect(await reserving().answer(chosen, trade.keys.vendor)).toMatchObject({
    __typename: 'ChipMismatch',
    expected: { name: 'Other' },
    actual: { name: 'M200' },
  });
});

test('a restriction in force is named', async () => {
  await trade.db.query(
    `insert into restriction (name, jurisdiction_id, procedure, status, description)
     select 'Stop', id, 'IMPORT', 'IN_FORCE', 'No imports' from jurisdiction where code = 'CN'`,
  );
  expect(await reserving().answer(asked(), trade.keys.buyer)).toMatchObject({
    __typename: 'RestrictionInForce',
    restrictions: [{ name: 'Stop' }],
  });
  await trade.db.query(`update restriction set status = 'LIFTED'`);
});

test('a decision is read by both parties, each as far as it may see', async () => {
  await reserving().answer(asked(), trade.keys.vendor);
  const query = `query($id: ID!) { orderLine(id: $id) { decisions { nodes { verdict ${check} } } } }`;
  const variables = { id: encodeId('OrderLine', line) };
  const seenBy = async (key: string) =>
    (
      await read<{
        orderLine: { decisions: { nodes: { check: { licenceCandidates: unknown } }[] } };
      }>(trade.server, query, key, variables)
    ).orderLine.decisions.nodes[0]?.check.licenceCandidates;
  const own = (licence: Permit) => [
    {
      licence: { id: encodeId('Licence', licence.licence) },
      available: { low: '10' },
      serves: true,
    },
  ];
  expect(await seenBy(trade.keys.vendor)).toEqual([
    { direction: 'EXPORT', candidates: own(exported) },
    { direction: 'IMPORT', candidates: [] },
  ]);
  expect(await seenBy(trade.keys.buyer)).toEqual([
    { direction: 'EXPORT', candidates: [] },
    { direction: 'IMPORT', candidates: own(imported) },
  ]);
  const { orderLine } = await read<{ orderLine: unknown }>(
    trade.server,
    query,
    trade.keys.rival,
    variables,
  );
  expect(orderLine).toBeNull();
});
