import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDataSource } from '../../server/src/database/data-source.ts';
import { type Statements, statementsOf } from '../../server/src/database/transaction.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { ask as askServer } from '../support/http.ts';
import { addLines, command, wrongLines } from '../support/ledger.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let database: DataSource;
let db: Statements;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  database = await createDataSource(server.databaseUrl, { poolSize: 2 }).initialize();
  db = statementsOf(database);
});
afterAll(async () => {
  expect(await db.query(wrongLines)).toEqual([]);
  await database.destroy();
  await server.close();
});

type Answered = Record<string, Record<string, unknown>>;

async function ask(query: string, variables: object, key?: string): Promise<Answered> {
  const { data, errors } = await askServer(server.url, { query, variables }, key);
  expect(errors).toBeUndefined();
  return data as Answered;
}

/** A reservation of 10 chips for a buyer's order, on a licence of China. */
async function reserve(buyer = 'ByteDance') {
  const { lines, orderLine } = await addLines(db, [100]);
  await db.query(
    `update purchase_order set buyer_id = (select id from organisation where name = $1)
     where id = (select order_id from order_line where id = $2)`,
    [buyer, orderLine],
  );
  const outcome = await new LedgerService({ database, ring: () => {} }).decide(
    lines,
    command(randomUUID(), { kind: 'RESERVE', orderLine, lines, units: 10 }),
  );
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  const [allocation = ''] = outcome.value.allocations;
  return { allocation, id: encodeId('Allocation', allocation), line: lines[0] ?? '', orderLine };
}

const step = (name: string) => `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) {
    __typename
    ... on ${name[0]?.toUpperCase()}${name.slice(1)}Payload {
      replayed allocation { status units reserved held used licenceLine { reserved used available } }
    }
    ... on TransitionRefused { from to allowed }
    ... on InvalidQuantity { field value }
    ... on NotAuthorised { action }
    ... on AllocationOnHold { licence { status } }
    ... on OutsideValidity { date validFrom validTo message }
  }
}`;

const take = async (name: string, input: object, key = server.keys.buyer): Promise<object> => {
  const whole = { idempotencyKey: randomUUID(), ...input };
  return (await ask(step(name), { input: whole }, key))[name] as object;
};

test('a reservation is used, given back and reversed in parts, each once', async () => {
  const { id: allocationId } = await reserve();
  const once = { idempotencyKey: 'use-1', allocationId, units: 6 };
  const used = {
    __typename: 'UseReservationPayload',
    replayed: false,
    allocation: {
      status: 'RESERVED',
      units: 10,
      reserved: 4,
      held: 0,
      used: 6,
      licenceLine: { reserved: 4, used: 6, available: 90 },
    },
  };
  expect(await take('useReservation', once)).toEqual(used);
  expect(await take('useReservation', once)).toEqual({ ...used, replayed: true });
  expect(await take('useReservation', { ...once, units: 5 })).toMatchObject({
    __typename: 'IdempotencyConflict',
  });
  expect(await take('releaseReservation', { allocationId, units: 5 })).toMatchObject({
    __typename: 'InvalidQuantity',
    value: 5,
  });
  expect(await take('releaseReservation', { allocationId })).toMatchObject({
    allocation: { status: 'USED', reserved: 0, licenceLine: { available: 94 } },
  });
  expect(await take('releaseReservation', { allocationId })).toMatchObject({
    __typename: 'TransitionRefused',
    from: 'USED',
    to: 'RELEASED',
    allowed: ['REVERSED'],
  });
  expect(await take('reverseUse', { allocationId }, server.keys.authority)).toMatchObject({
    allocation: { status: 'REVERSED', used: 0, licenceLine: { reserved: 0, used: 0 } },
  });
});

test('who may not see the order is told that there is no such allocation', async () => {
  const { id: allocationId, orderLine } = await reserve('Tencent');
  const missing = { __typename: 'AllocationNotFound' };
  expect(await take('useReservation', { allocationId })).toEqual(missing);
  expect(await take('useReservation', { allocationId: encodeId('Allocation', '999999') })).toEqual(
    missing,
  );
  // an authority sees orders of its jurisdiction, and gives nothing back for their parties
  expect(await take('releaseReservation', { allocationId }, server.keys.authority)).toMatchObject({
    __typename: 'NotAuthorised',
    action: 'RELEASE_RESERVATION',
  });
  const events = `query ($type: EventType!) {
    licenceEvents(last: 1, filter: { type: { eq: $type } }) {
      nodes { ... on LicenceLineReserved { units reserved available allocation { id } licenceLine { id } } } } }`;
  const told = async (key?: string) => {
    const answer = await ask(events, { type: 'LICENCE_LINE_RESERVED' }, key);
    const nodes = answer.licenceEvents?.nodes as object[] | undefined;
    return nodes?.[0];
  };
  await expect
    .poll(() => told(server.keys.admin))
    .toMatchObject({ allocation: { id: allocationId } });
  expect(await told()).toMatchObject({ units: 10, reserved: 10, available: 90, allocation: null });
  expect(orderLine).not.toBe('');
});

test('a reservation on hold waits for its licence, and a use for its validity', async () => {
  const { id: allocationId, line } = await reserve();
  const [licence] = await db.query<{ id: string }>(
    'select licence_id::text as id from licence_line where id = $1',
    [line],
  );
  const decide = (name: string) =>
    `mutation ($input: ${name}Input!) { done: ${name[0]?.toLowerCase()}${name.slice(1)}(input: $input) { ... on ${name}Payload { licence { status } } } }`;
  const input = () => ({
    licenceId: encodeId('Licence', licence?.id ?? ''),
    reason: 'end use in doubt',
    idempotencyKey: randomUUID(),
  });
  const { keys } = server;
  expect(await ask(decide('SuspendLicence'), { input: input() }, keys.authority)).toEqual({
    done: { licence: { status: 'SUSPENDED' } },
  });
  expect(await take('useReservation', { allocationId, units: 1 })).toMatchObject({
    __typename: 'AllocationOnHold',
    licence: { status: 'SUSPENDED' },
  });
  const held = `{ licenceEvents(last: 5, filter: { type: { eq: LICENCE_LINE_HELD } }) { nodes { ... on LicenceLineHeld {
    units reserved used available licenceLine { id } allocations(first: 5) { nodes { id held } } } } } }`;
  await expect
    .poll(async () => (await ask(held, {}, keys.buyer)).licenceEvents?.nodes)
    .toEqual([
      {
        units: 10,
        reserved: 0,
        used: 0,
        available: 100,
        licenceLine: { id: encodeId('LicenceLine', line) },
        allocations: { nodes: [{ id: allocationId, held: 10 }] },
      },
    ]);
  const anonymous = (await ask(held, {})).licenceEvents?.nodes;
  expect(anonymous).toMatchObject([{ units: 10, allocations: { nodes: [] } }]);
  await ask(decide('ReinstateLicence'), { input: input() }, keys.authority);
  await db.query(`update licence set valid_to = '2020-01-01', published = $2 where id = $1`, [
    licence?.id,
    false,
  ]);
  expect(await take('useReservation', { allocationId })).toMatchObject({
    __typename: 'OutsideValidity',
    validTo: null,
    message: expect.not.stringContaining('2020'),
  });
  expect(await take('useReservation', { allocationId }, keys.authority)).toMatchObject({
    __typename: 'OutsideValidity',
    validTo: '2020-01-01',
  });
});

test('a cancelled order gives back what was kept for it, and one that crossed stays', async () => {
  const cancel = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) {
    __typename ... on CancelOrderPayload { order { status lines { nodes { allocations { nodes { status } } } } } } } }`;
  const input = async (orderLine: string) => {
    const [order] = await db.query<{ id: string }>(
      'select order_id::text as id from order_line where id = $1',
      [orderLine],
    );
    const id = encodeId('Order', order?.id ?? '');
    return { idempotencyKey: randomUUID(), order: { id }, expectedVersion: 1 };
  };
  const open = await reserve();
  expect(await ask(cancel, { input: await input(open.orderLine) }, server.keys.buyer)).toEqual({
    cancelOrder: {
      __typename: 'CancelOrderPayload',
      order: {
        status: 'CANCELLED',
        lines: { nodes: [{ allocations: { nodes: [{ status: 'RELEASED' }] } }] },
      },
    },
  });
  const crossed = await reserve();
  await take('useReservation', { allocationId: crossed.id, units: 1 });
  expect(await ask(cancel, { input: await input(crossed.orderLine) }, server.keys.buyer)).toEqual({
    cancelOrder: { __typename: 'TransitionRefused' },
  });
});
