import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let report: string;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  const { recordSourceReport } = await data<{
    recordSourceReport: { sourceReport: { id: string } };
  }>(
    `mutation { recordSourceReport(input: { idempotencyKey: "r", publisher: "An agency", title: "Stocks", publishedAt: "2026-03-01" }) {
      ... on RecordSourceReportPayload { sourceReport { id } } } }`,
    {},
    server.keys.analyst,
  );
  report = recordSourceReport.sourceReport.id;
});
afterAll(() => server.close());

const send = (query: string, variables: object = {}, key: string | null = server.keys.admin) =>
  ask(server.url, { query, variables }, key ?? undefined);

async function data<Data>(...parts: Parameters<typeof send>): Promise<Data> {
  const { data: found, errors } = await send(...parts);
  expect(errors).toBeUndefined();
  return found as Data;
}

const keyed = (row: unknown) => row as { id: string };

let at = 0;
const next = () => {
  at += 1;
  return `supply-${at}`;
};

const stating = `mutation ($input: RecordStockStatementInput!) { recordStockStatement(input: $input) { __typename
  ... on RecordStockStatementPayload { replayed stockStatement { id asOf asOfPrecision provenance vendor { name } chip { name }
    quantity { low central high qualifier unit claims { sourceReport { publisher } } } claims { totalCount } sourceReport { publisher } } }
  ... on InvalidPeriod { field } ... on InvalidReference { field id message } ... on NotAuthorised { action } } }`;

const stock = (more: object = {}) => ({
  idempotencyKey: next(),
  vendor: { name: 'NVIDIA' },
  chip: { name: 'H200' },
  figure: { qualifier: 'EXACT', central: '650000', unit: 'chips' },
  asOf: '2026-02-28',
  ...more,
});

const state = async (input: object, key?: string) =>
  (await data<Record<string, Record<string, unknown>>>(stating, { input }, key))
    .recordStockStatement;

test('a stock that was counted is exact, and seen by whom it concerns', async () => {
  const input = stock();
  const first = await state(input);
  expect(first).toMatchObject({
    replayed: false,
    stockStatement: {
      asOf: '2026-02-28',
      asOfPrecision: 'DAY',
      provenance: 'RECORDED',
      vendor: { name: 'NVIDIA' },
      quantity: { low: '650000', central: '650000', qualifier: 'EXACT', unit: 'chips', claims: [] },
      sourceReport: null,
    },
  });
  expect(await state(input)).toMatchObject({ replayed: true });
  const { id } = keyed(first?.stockStatement);
  const reading = `query ($id: ID!) { stockStatement(id: $id) { id } node(id: $id) { id }
    chip(name: "H200") { stockStatements(filter: { provenance: { eq: RECORDED } }) { totalCount } } }`;
  const hidden = { stockStatement: null, node: null, chip: { stockStatements: { totalCount: 0 } } };
  for (const key of [null, server.keys.buyer, server.keys.analyst]) {
    expect(await data(reading, { id }, key)).toEqual(hidden);
  }
  expect(await data(reading, { id })).toMatchObject({
    stockStatement: { id },
    chip: { stockStatements: { totalCount: 1 } },
  });
});

test('what a source reports of a stock is its claim, and public', async () => {
  const figure = { qualifier: 'RANGE', low: '500000', high: '600000', unit: 'chips' };
  const input = stock({
    figure,
    asOf: '2026-03-01',
    asOfPrecision: 'MONTH',
    sourceReportId: report,
  });
  const said = await state(input, server.keys.analyst);
  expect(said).toMatchObject({
    stockStatement: {
      asOf: '2026-03-01',
      asOfPrecision: 'MONTH',
      provenance: 'REPORTED',
      quantity: {
        low: '500000',
        high: '600000',
        qualifier: 'RANGE',
        claims: [{ sourceReport: { publisher: 'An agency' } }],
      },
      sourceReport: { publisher: 'An agency' },
    },
  });
  const { id } = keyed(said?.stockStatement);
  expect(await data('query ($id: ID!) { stockStatement(id: $id) { id } }', { id }, null)).toEqual({
    stockStatement: { id },
  });
  // the dataset's: its figure has no bounds, and nobody gives it any
  expect(
    await data(
      '{ organisation(name: "NVIDIA") { stockStatements(filter: { asOf: { lt: "2026-01-01" } }) { nodes { asOfPrecision quantity { low central qualifier } } } } }',
      {},
      null,
    ),
  ).toEqual({
    organisation: {
      stockStatements: {
        nodes: [
          {
            asOfPrecision: 'MONTH',
            quantity: { low: null, central: '700000', qualifier: 'ABOUT' },
          },
        ],
      },
    },
  });
});

test('a stock is refused for who may not tell it, for what is not known, and for days to come', async () => {
  for (const key of [server.keys.buyer, server.keys.broker, server.keys.analyst]) {
    expect(await state(stock(), key)).toEqual({
      __typename: 'NotAuthorised',
      action: 'RECORD_STOCK_STATEMENT',
    });
  }
  expect(await state(stock({ sourceReportId: report }), server.keys.buyer)).toMatchObject({
    action: 'RECORD_STOCK_STATEMENT',
  });
  expect(await state(stock({ chip: { name: 'H999' } }))).toMatchObject({ field: 'chip' });
  expect(await state(stock({ asOf: '2999-01-01' }))).toMatchObject({ field: 'asOf' });
  for (const figure of [
    { qualifier: 'ABOUT', central: '700000', unit: 'chips' },
    { qualifier: 'EXACT', central: '0.5', unit: 'chips' },
    { qualifier: 'EXACT', central: '-1', unit: 'chips' },
    { qualifier: 'EXACT', central: '8', unit: 'modules' },
    { qualifier: 'EXACT', central: '8', unit: 'TPP' },
  ]) {
    const { errors } = await send(stating, { input: stock({ figure }) });
    expect(errors?.[0]?.extensions?.code, JSON.stringify(figure)).toBe('BAD_USER_INPUT');
  }
});

const buying = `mutation ($input: RecordDomesticPurchaseInput!) { recordDomesticPurchase(input: $input) { __typename
  ... on RecordDomesticPurchasePayload { domesticPurchase { id purchasedAt provenance unit chipsPerModule buyer { name }
    quantity { low qualifier unit claims { predicate } } } }
  ... on InvalidPeriod { field } ... on InvalidReference { field id message } ... on InvalidQuantity { field value } ... on NotAuthorised { action } } }`;

const purchase = (more: object = {}) => ({
  idempotencyKey: next(),
  buyer: { name: 'ByteDance' },
  chip: { name: 'Ascend 910C' },
  quantity: { value: 100, unit: 'MODULE', chipsPerModule: 8 },
  purchasedAt: '2026-03-01',
  ...more,
});

const buy = async (input: object, key?: string) =>
  (await data<Record<string, Record<string, unknown>>>(buying, { input }, key))
    .recordDomesticPurchase;

test('a domestic purchase is told by its buyer, and seen by it, its authority and administrators', async () => {
  const bought = await buy(purchase(), server.keys.buyer);
  expect(bought).toMatchObject({
    domesticPurchase: {
      provenance: 'RECORDED',
      unit: 'MODULE',
      chipsPerModule: 8,
      buyer: { name: 'ByteDance' },
      quantity: { low: '800', qualifier: 'EXACT', unit: 'chips', claims: [] },
    },
  });
  const { id } = keyed(bought?.domesticPurchase);
  const reading =
    'query ($id: ID!) { domesticPurchase(id: $id) { id } domesticPurchases { totalCount } }';
  for (const key of [server.keys.buyer, server.keys.admin, server.keys.authority]) {
    expect(await data(reading, { id }, key)).toEqual({
      domesticPurchase: { id },
      domesticPurchases: { totalCount: 1 },
    });
  }
  const unseen = { domesticPurchase: null, domesticPurchases: { totalCount: 0 } };
  for (const key of [null, server.keys.analyst, server.keys.integrator]) {
    expect(await data(reading, { id }, key)).toEqual(unseen);
  }
  const reported = await buy(purchase({ sourceReportId: report }), server.keys.analyst);
  expect(reported).toMatchObject({
    domesticPurchase: {
      provenance: 'REPORTED',
      quantity: { low: '800', claims: [{ predicate: 'PURCHASED_UNITS' }] },
    },
  });
  expect(
    await data(
      '{ organisation(name: "ByteDance") { domesticPurchases { nodes { provenance } } } }',
      {},
      null,
    ),
  ).toEqual({ organisation: { domesticPurchases: { nodes: [{ provenance: 'REPORTED' }] } } });
});

test('a purchase that is not domestic, or of a buyer one does not act for, is refused', async () => {
  expect(await buy(purchase({ chip: { name: 'H200' } }))).toMatchObject({
    __typename: 'InvalidReference',
    field: 'chip',
    id: 'H200',
    message:
      'chip is not known to be domestic to the buyer: it comes from US and the buyer has its seat in CN.',
  });
  expect(await buy(purchase({ buyer: { name: 'Tencent' } }), server.keys.buyer)).toMatchObject({
    action: 'RECORD_DOMESTIC_PURCHASE',
  });
  expect(await buy(purchase({ purchasedAt: '2999-01-01' }))).toMatchObject({
    field: 'purchasedAt',
  });
  expect(await buy(purchase({ quantity: { value: 0 } }))).toMatchObject({
    field: 'quantity.value',
    value: 0,
  });
});

test('both are told of in the log, with what their source claims', async () => {
  const client = await connectDatabase(server.databaseUrl);
  try {
    const { rows } = await client.query(
      `select type, subject_type, count(*)::integer as count from event
       where type in ('STOCK_STATED', 'DOMESTIC_PURCHASE_RECORDED', 'CLAIM_RECORDED') group by 1, 2 order by 1`,
    );
    expect(rows).toEqual([
      { type: 'CLAIM_RECORDED', subject_type: 'Claim', count: 2 },
      { type: 'DOMESTIC_PURCHASE_RECORDED', subject_type: 'DomesticPurchase', count: 2 },
      { type: 'STOCK_STATED', subject_type: 'StockStatement', count: 2 },
    ]);
  } finally {
    await client.end();
  }
});
