import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { makeKey, read } from '../support/decisions.ts';
import { ask } from '../support/http.ts';
import { type Market, openMarket, type Permit } from '../support/market.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let client: Client;
let market: Market;
let exported: Permit;
let imported: Permit;
/** lines of the buyer, drawn on its licence and not, and of its rival */
let drawn: string;
let open: string;
let rivals: string;
let buyer: string;
let vendor: string;
beforeAll(async () => {
  server = await startTestServer();
  client = await connectDatabase(server.databaseUrl);
  market = await openMarket({
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
  });
  exported = await market.permit('EXPORT', market.vendor, { published: true });
  imported = await market.permit('IMPORT', market.buyer);
  await market.permit('IMPORT', market.rival);
  drawn = await market.order(market.buyer, 8);
  open = await market.order(market.buyer, 4);
  rivals = await market.order(market.rival, 100);
  await market.reserve(drawn, imported, 8);
  buyer = await makeKey(server, 'name: "Lian", roles: [BUYER], organisation: { name: "Lian" }');
  vendor = await makeKey(server, 'name: "Nova", roles: [VENDOR], organisation: { name: "Nova" }');
});
afterAll(async () => {
  await client?.end();
  await server?.close();
});

interface Supposed {
  decisions: { orderLine: { id: string }; [field: string]: unknown }[];
  totals: { linesChanged: number; chipsBlocked: { low: number; high: number | null } };
  linesEvaluated: number;
}

const document = (filter = '') => `query($changes: [WhatIfChange!]!) {
  whatIf(changes: $changes${filter}) {
    decisions {
      orderLine { id quantity { central } order { buyer { name } } } changedRules unitsLosingLicence
      before { verdict } after { verdict rules { rule verdict owedBy { name } } }
    }
    totals { linesChanged chipsBlocked { low high unknown } domesticChipsToBuy { low high } buyers { organisation { name } sourcingRule { name } imports { low } } }
    demonstrationTotals { linesChanged }
    linesEvaluated truncated
  }
}`;
const suppose = async (key: string, change: object, filter?: string) =>
  (await read<{ whatIf: Supposed }>(server, document(filter), key, { changes: [change] })).whatIf;
const revoke = (permit: Permit) => ({
  revokeLicence: { licence: { id: encodeId('Licence', permit.licence) } },
});
const lineId = (key: string) => encodeId('OrderLine', key);

test('a buyer is told what a revocation would stop of its own orders', async () => {
  const answer = await suppose(buyer, revoke(imported));
  expect(answer).toMatchObject({
    decisions: [
      {
        orderLine: {
          id: lineId(drawn),
          quantity: { central: '8' },
          order: { buyer: { name: 'Lian' } },
        },
        changedRules: ['IMPORT_AUTHORISATION'],
        unitsLosingLicence: 8,
        before: { verdict: 'CLEAR' },
        after: { verdict: 'HOLD' },
      },
      { orderLine: { id: lineId(open) }, unitsLosingLicence: 0 },
    ],
    totals: { linesChanged: 2, chipsBlocked: { low: 12, high: 12, unknown: 0 }, buyers: [] },
    demonstrationTotals: { linesChanged: 0 },
    linesEvaluated: 2,
    truncated: false,
  });
});

test('lines of others are not in it, whoever else is concerned', async () => {
  const stop = {
    restrictChip: { chip: { name: 'M200' }, jurisdiction: { code: 'CN' }, procedure: 'IMPORT' },
  };
  const told = await suppose(buyer, stop);
  expect(told.decisions.map(({ orderLine }) => orderLine.id)).toEqual([drawn, open].map(lineId));
  expect(told.totals.chipsBlocked).toMatchObject({ low: 12, high: 12 });
  const all = await suppose(vendor, stop);
  expect(all.decisions.map(({ orderLine }) => orderLine.id)).toEqual(
    [drawn, open, rivals].map(lineId),
  );
  const { whatIf } = await read<{ whatIf: Supposed }>(server, document(), undefined, {
    changes: [stop],
  });
  expect(whatIf).toMatchObject({ decisions: [], linesEvaluated: 0 });
});

test('a licence that the asker may not see is refused as one that is not there', async () => {
  const messages = await Promise.all(
    [imported, { licence: '987654', line: '1' }].map(async (permit) => {
      const variables = { changes: [revoke(permit)] };
      const { errors } = await ask(server.url, { query: document(), variables }, vendor);
      return [errors?.[0]?.extensions?.code, errors?.[0]?.message];
    }),
  );
  expect(messages[0]).toEqual(messages[1]);
  expect(messages[0]?.[0]).toBe('BAD_USER_INPUT');
});

test('a filter says which lines to look at, also with a variable', async () => {
  const some = await suppose(
    vendor,
    revoke(exported),
    ', filter: { order: { buyer: { name: { eq: "Miao" } } } }',
  );
  expect(some).toMatchObject({
    decisions: [{ orderLine: { id: lineId(rivals) } }],
    linesEvaluated: 1,
  });
  const { whatIf } = await read<{ whatIf: Supposed }>(
    server,
    'query($changes: [WhatIfChange!]!, $filter: OrderLineFilter) { whatIf(changes: $changes, filter: $filter) { linesEvaluated } }',
    vendor,
    { changes: [revoke(exported)], filter: { id: { in: [lineId(drawn), lineId(open)] } } },
  );
  expect(whatIf).toEqual({ linesEvaluated: 2 });
  const wrong = await ask(
    server.url,
    {
      query: document(', filter: { id: { eq: "nonsense" } }'),
      variables: { changes: [revoke(exported)] },
    },
    vendor,
  );
  expect(wrong.errors?.[0]?.extensions?.code).toBe('MALFORMED_ID');
});

test('closed orders and what has left and was let in are not looked at', async () => {
  const closed = await market.order(market.buyer, 5);
  await client.query(
    `update purchase_order set status = 'CANCELLED' where id = (select order_id from order_line where id = $1)`,
    [closed],
  );
  const [done, underWay] = [
    await market.order(market.buyer, 5),
    await market.order(market.buyer, 5),
  ];
  await market.reserve(underWay, imported, 5);
  await client.query(
    `with line as (
       update order_line set planned_units = 5, shipped_units = 5 where id in ($1, $2) returning order_id)
     update purchase_order set status = 'SHIPPED' where id in (select order_id from line)`,
    [done, underWay],
  );
  const answer = await suppose(buyer, revoke(imported));
  expect(answer.decisions.map(({ orderLine }) => orderLine.id)).toEqual(
    [drawn, open, underWay].map(lineId),
  );
});
