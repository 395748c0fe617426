import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
afterAll(() => server.close());

type Row = Record<string, unknown>;

async function data<Data = Record<string, Row>>(
  query: string,
  variables: object = {},
  key: string | null = server.keys.admin,
): Promise<Data> {
  const answer = await ask(server.url, { query, variables }, key ?? undefined);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}

async function sql(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = await connectDatabase(server.databaseUrl);
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

let at = 0;
const next = () => {
  at += 1;
  return `lines-${at}`;
};

const contents = (name: string, more: object = {}) => ({
  idempotencyKey: next(),
  external: { system: 'erp', id: name },
  buyer: { name: 'ByteDance' },
  vendor: { name: 'NVIDIA' },
  lines: [
    {
      external: { system: 'erp', id: `${name}/10` },
      chip: { name: 'H200' },
      quantity: { value: 64 },
      shipDate: '2026-12-15',
      destination: { code: 'CN' },
    },
  ],
  ...more,
});

const decide = async (name: string, input: object, key?: string): Promise<Row> => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const makes = name === 'placeOrder' || name === 'draftOrder';
  const of = name.endsWith('Line')
    ? 'orderLine { id complianceStatus holds { rule reason since placedBy clearedAt clearedBy clearReason } }'
    : 'order { id status version placedAt lines { nodes { id } } }';
  const answer = await data(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
      ... on ${type}Payload { replayed ${of} } ${makes ? '' : '... on TransitionRefused { from to allowed }'}
      ... on NotAuthorised { action } ... on Refusal { code } } }`,
    { input: { idempotencyKey: next(), ...input } },
    key,
  );
  return answer[name] as Row;
};

const named = (id: string) => ({ external: { system: 'erp', id } });

test('an order is drafted, then placed', async () => {
  const drafted = await decide('draftOrder', contents('d-1'));
  expect(drafted).toMatchObject({
    replayed: false,
    order: { status: 'DRAFT', version: 1, placedAt: null },
  });
  const step = { order: named('d-1'), expectedVersion: 1 };
  expect(await decide('confirmOrder', step)).toMatchObject({
    from: 'DRAFT',
    allowed: ['PLACED', 'CANCELLED'],
  });
  expect(await decide('submitOrder', step)).toMatchObject({
    order: { status: 'PLACED', version: 2, placedAt: expect.any(String) },
  });
  expect(await decide('submitOrder', { ...step, expectedVersion: 2 })).toMatchObject({
    from: 'PLACED',
    to: 'PLACED',
  });
  expect(await decide('draftOrder', contents('d-2'), server.keys.analyst)).toMatchObject({
    action: 'DRAFT_ORDER',
  });
  const { id } = drafted.order as { id: string };
  const [, key = ''] = Buffer.from(id, 'base64url').toString().split(':');
  const told = await sql(
    "select type from event where subject_type = 'Order' and subject_id = $1 order by id",
    [key],
  );
  expect(told).toEqual([{ type: 'ORDER_DRAFTED' }, { type: 'ORDER_PLACED' }]);
});

test('a line is held by hand once, and cleared', async () => {
  await decide('placeOrder', contents('h-1'));
  const line = { orderLine: named('h-1/10'), reason: 'End user changed' };
  expect(await decide('clearOrderLine', line)).toMatchObject({
    from: 'NOT_CHECKED',
    allowed: ['ON_HOLD'],
  });
  const open = { rule: 'MANUAL', reason: 'End user changed', clearedAt: null, clearedBy: null };
  const held = await decide('holdOrderLine', line, server.keys.buyer);
  expect(held).toMatchObject({
    orderLine: { complianceStatus: 'ON_HOLD', holds: [open] },
  });
  expect(await decide('holdOrderLine', line)).toMatchObject({
    from: 'ON_HOLD',
    allowed: ['NOT_CHECKED'],
  });

  const onHold = `{ orderLines(filter: { complianceStatus: { eq: ON_HOLD }, holds: { some: { clearedAt: { isNull: true } } } }) {
    nodes { external { id } holds { rule reason since } } } }`;
  expect(await data(onHold)).toMatchObject({
    orderLines: { nodes: [{ external: { id: 'h-1/10' }, holds: [{ rule: 'MANUAL' }] }] },
  });

  const cleared = { rule: 'MANUAL', clearedAt: expect.any(String), clearReason: 'Known again' };
  expect(await decide('clearOrderLine', { ...line, reason: 'Known again' })).toMatchObject({
    orderLine: { complianceStatus: 'NOT_CHECKED', holds: [cleared] },
  });
  expect(await decide('holdOrderLine', line)).toMatchObject({
    orderLine: { holds: [open, cleared] },
  });
  expect(
    await sql(
      "select type, subject_type, payload ->> 'rule' as rule from event where type in ('ORDER_HELD', 'ORDER_CLEARED') order by id",
    ),
  ).toEqual(
    ['ORDER_HELD', 'ORDER_CLEARED', 'ORDER_HELD'].map((type) => ({
      type,
      subject_type: 'OrderLine',
      rule: 'MANUAL',
    })),
  );
});

test('the hold by hand leaves those of rules, and nobody outside the order meets a line', async () => {
  await decide('placeOrder', contents('h-2'));
  const line = { orderLine: named('h-2/10'), reason: 'To be looked at' };
  await sql(
    `insert into order_line_hold (order_line_id, rule, reason, since, placed_by)
     select id, 'SCREENING', 'A match is open', now(), 'rules' from order_line where external_id = 'h-2/10'`,
  );
  expect(await decide('holdOrderLine', line)).toMatchObject({
    orderLine: { holds: [{ rule: 'MANUAL' }, { rule: 'SCREENING' }] },
  });
  expect(await decide('clearOrderLine', line)).toMatchObject({
    orderLine: {
      complianceStatus: 'ON_HOLD',
      holds: [
        { rule: 'SCREENING', clearedAt: null },
        { rule: 'MANUAL', clearedAt: expect.any(String) },
      ],
    },
  });
  for (const key of [server.keys.analyst, server.keys.integrator]) {
    expect(await decide('holdOrderLine', line, key)).toMatchObject({
      code: 'ORDER_LINE_NOT_FOUND',
    });
  }
  expect(await decide('holdOrderLine', line, server.keys.authority)).toMatchObject({
    action: 'HOLD_ORDER_LINE',
  });
  await decide('cancelOrder', { order: named('h-2'), expectedVersion: 1 });
  expect(await decide('holdOrderLine', line)).toMatchObject({ from: 'CANCELLED', allowed: [] });
  await expect(
    sql("update order_line_hold set cleared_at = null, cleared_by = null where rule = 'MANUAL'"),
  ).rejects.toMatchObject({ code: 'CN002' });
  await expect(sql('delete from order_line_hold')).rejects.toMatchObject({ code: 'CN002' });
});

test('names of one organisation never meet those of another', async () => {
  const reading = `{ order(external: { system: "erp", id: "same" }) { id } orderLine(external: { system: "erp", id: "same/10" }) { order { id } } }`;
  const idOf = (made: Row) => (made.order as { id: string }).id;
  const first = idOf(await decide('placeOrder', contents('same')));
  // before it has one of its own, the buyer finds the administrator's
  expect(await data(reading, {}, server.keys.buyer)).toMatchObject({ order: { id: first } });
  const second = idOf(await decide('placeOrder', contents('same'), server.keys.buyer));
  expect(second).not.toBe(first);
  expect(await decide('placeOrder', contents('same'), server.keys.buyer)).toMatchObject({
    code: 'EXTERNAL_ID_TAKEN',
  });
  for (const [key, id] of [
    [server.keys.buyer, second],
    [server.keys.admin, first],
    [server.keys.authority, first],
  ] as const) {
    expect(await data(reading, {}, key)).toEqual({ order: { id }, orderLine: { order: { id } } });
  }
  expect(await data(reading, {}, server.keys.analyst)).toEqual({ order: null, orderLine: null });
  const step = { order: named('same'), expectedVersion: 1 };
  expect(await decide('confirmOrder', step, server.keys.buyer)).toMatchObject({
    order: { id: second, status: 'CONFIRMED' },
  });
  expect(await decide('confirmOrder', step)).toMatchObject({ order: { id: first } });
  // an order of others is not there to be met
  const others = contents('theirs', { buyer: { name: 'Tencent' } });
  await decide('placeOrder', others);
  expect(
    await decide('confirmOrder', { ...step, order: named('theirs') }, server.keys.buyer),
  ).toMatchObject({ code: 'ORDER_NOT_FOUND' });
  expect(await decide('placeOrder', contents('theirs'), server.keys.buyer)).toMatchObject({
    order: { status: 'PLACED' },
  });
});

test('orders that are authorised on one side only are found', async () => {
  await decide('placeOrder', contents('one'));
  await sql(
    `with licence as (
       insert into licence (direction, type, status, jurisdiction_id)
       select 'EXPORT', 'INDIVIDUAL', 'ACTIVE', id from jurisdiction where code = 'US' returning id),
     line as (
       insert into licence_line (licence_id, ordinal, chip_id, authorised_units, reserved_units)
       select licence.id, 1, chip.id, 100, 40 from licence, chip where chip.name = 'H200' returning id)
     insert into licence_allocation (order_line_id, licence_line_id, direction, status, units, reserved_units)
     select order_line.id, line.id, 'EXPORT', 'RESERVED', 40, 40
     from line, order_line where external_id = 'one/10'`,
  );
  const oneSided = `{ orders(filter: { lines: { some: { or: [
      { exportAllocatedUnits: { gt: 0 }, importAllocatedUnits: { eq: 0 } }
      { exportAllocatedUnits: { eq: 0 }, importAllocatedUnits: { gt: 0 } } ] } } }) {
    nodes { external { id } lines { nodes { exportAllocatedUnits importAllocatedUnits shippedUnits } } } } }`;
  expect(await data(oneSided)).toEqual({
    orders: {
      nodes: [
        {
          external: { id: 'one' },
          lines: {
            nodes: [{ exportAllocatedUnits: 40, importAllocatedUnits: 0, shippedUnits: 0 }],
          },
        },
      ],
    },
  });
});
