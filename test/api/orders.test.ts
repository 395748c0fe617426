import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask as askServer } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
afterAll(() => server.close());

type Answered = Record<string, Record<string, unknown>>;

/** The answer's data; null asks without a key. */
async function ask(
  query: string,
  variables: object = {},
  key: string | null = server.keys.admin,
): Promise<Answered> {
  const request = { query, variables };
  const { data, errors } = await askServer(server.url, request, key ?? undefined);
  expect(errors).toBeUndefined();
  return data as Answered;
}

const placed = async (input: object, key?: string) =>
  (await ask(place, { input }, key)).placeOrder as Record<string, unknown>;

const place = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on PlaceOrderPayload {
      replayed
      order { id status version provenance lines { nodes {
        external { id } chip { name } quantity { low unit } unit chipsPerModule
        unitPrice { amount currency } shipDate destination { code } parties { nodes { role organisation { name } } } } } }
    }
    ... on InvalidReference { field }
    ... on InvalidQuantity { field value }
    ... on ExternalIdTaken { system externalId }
  }
}`;

const line = {
  external: { system: 'erp', id: '4500012/10' },
  chip: { name: 'H200' },
  quantity: { value: 4, unit: 'MODULE', chipsPerModule: 8 },
  unitPrice: { amount: '216000.5', currency: 'USD' },
  shipDate: '2026-12-15',
  destination: { code: 'CN' },
  parties: [{ role: 'END_USER', organisation: { name: 'Tencent' } }],
};

const order = (more: object = {}) => ({
  idempotencyKey: 'po-1',
  external: { system: 'erp', id: '4500012' },
  buyer: { name: 'ByteDance' },
  vendor: { name: 'NVIDIA' },
  lines: [line],
  ...more,
});

test('an order is placed once, read by its own name, and taken on step by step', async () => {
  const first = await placed(order());
  expect(first).toMatchObject({
    replayed: false,
    order: {
      status: 'PLACED',
      version: 1,
      provenance: 'RECORDED',
      lines: {
        nodes: [
          {
            external: { id: '4500012/10' },
            chip: { name: 'H200' },
            quantity: { low: '32', unit: 'chips' },
            unit: 'MODULE',
            chipsPerModule: 8,
            unitPrice: { amount: '216000.5', currency: 'USD' },
            shipDate: '2026-12-15',
            destination: { code: 'CN' },
            parties: { nodes: [{ role: 'END_USER', organisation: { name: 'Tencent' } }] },
          },
        ],
      },
    },
  });
  const { id } = first.order as { id: string };
  expect(await placed(order())).toMatchObject({ replayed: true, order: { id } });

  const found = await ask(
    `query ($line: ExternalIdInput) {
      order(external: { system: "erp", id: "4500012" }) { id }
      orderLine(external: $line) { order { id } }
      none: order(external: { system: "erp", id: "4500012/10" }) { id }
    }`,
    { line: line.external },
  );
  expect(found).toEqual({ order: { id }, orderLine: { order: { id } }, none: null });

  const step = (name: string, expectedVersion: number) =>
    ask(
      `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename
        ... on TransitionRefused { from to allowed } ... on VersionStale { expected actual } } }`,
      { input: { idempotencyKey: `${name}-${expectedVersion}`, order: { id }, expectedVersion } },
    ).then((answer) => answer[name]);
  expect(await step('closeOrder', 1)).toMatchObject({
    from: 'PLACED',
    to: 'CLOSED',
    allowed: ['CONFIRMED', 'CANCELLED'],
  });
  expect(await step('confirmOrder', 2)).toMatchObject({ expected: 2, actual: 1 });
  expect(await step('confirmOrder', 1)).toEqual({ __typename: 'ConfirmOrderPayload' });
  expect(await step('cancelOrder', 2)).toEqual({ __typename: 'CancelOrderPayload' });
  expect(await step('confirmOrder', 3)).toMatchObject({ from: 'CANCELLED', allowed: [] });
});

test('an order is seen and decided on by whom it concerns', async () => {
  const count = (key: string | null) =>
    ask(
      '{ orders { totalCount } orderLines { totalCount } organisation(name: "ByteDance") { orders { totalCount } } }',
      {},
      key,
    );
  const input = order({
    idempotencyKey: 'po-2',
    external: null,
    lines: [{ ...line, external: null }],
  });
  await placed(input);
  const all = await count(server.keys.admin);
  expect(all.orders?.totalCount).toBeGreaterThan(0);
  expect(await count(server.keys.authority)).toEqual(all);
  const nothing = { totalCount: 0 };
  const hidden = { orders: nothing, orderLines: nothing, organisation: { orders: nothing } };
  for (const key of [null, server.keys.analyst, server.keys.integrator]) {
    expect(await count(key)).toEqual(hidden);
  }
  const refused = await placed(input, server.keys.analyst);
  expect(refused.__typename).toBe('NotAuthorised');
});

test.each([
  [{ buyer: { name: 'Nobody' } }, { __typename: 'InvalidReference', field: 'buyer' }],
  [
    { lines: [{ ...line, external: null, chip: { name: 'Nothing' } }] },
    { __typename: 'InvalidReference', field: 'lines[0].chip' },
  ],
  [
    { lines: [{ ...line, quantity: { value: 0 } }] },
    { __typename: 'InvalidQuantity', field: 'lines[0].quantity.value', value: 0 },
  ],
  [{ external: null }, { __typename: 'ExternalIdTaken', externalId: '4500012/10' }],
  [
    { lines: [{ ...line, external: null }] },
    { __typename: 'ExternalIdTaken', externalId: '4500012' },
  ],
  [{ external: null, lines: [line, line] }, { __typename: 'ExternalIdTaken' }],
])('what cannot be placed is refused (%#)', async (more, refusal) => {
  const input = order({ idempotencyKey: JSON.stringify(more).slice(0, 200), ...more });
  expect(await placed(input)).toMatchObject(refusal);
});
