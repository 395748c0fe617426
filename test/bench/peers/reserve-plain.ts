import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import fastify from 'fastify';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Allocation, LedgerEvent, Line, Movement, OrderLine, RequestKey } from './plain/ledger.ts';
import { decideByHand, type Run } from './reserve-compliance.ts';
import { announce, databaseUrl, poolSize, sessionOptions } from './serving.ts';

// What people write with Apollo Server and TypeORM: a transaction for each reservation, which
// locks the lines with SELECT … FOR UPDATE, looks, and saves. At `/whole` it checks compliance too.

const database = await new DataSource({
  type: 'postgres',
  url: databaseUrl(),
  entities: [Allocation, LedgerEvent, Line, Movement, OrderLine, RequestKey],
  poolSize,
  extra: { options: `${sessionOptions} -c plan_cache_mode=force_generic_plan` },
}).initialize();

interface Input {
  idempotencyKey: string;
  orderLine: { id: string };
  exportLineId: string;
  importLineId: string;
  units: number;
}

const typeDefs = `
  scalar SafeInt
  input OrderLineRef { id: ID }
  input ReserveForOrderLineInput {
    idempotencyKey: String! orderLine: OrderLineRef! units: SafeInt exportLineId: ID importLineId: ID
  }
  interface Refusal { code: String! message: String! }
  type QuotaExceeded implements Refusal { code: String! message: String! }
  type Allocation { id: ID! units: SafeInt! }
  type ReserveForOrderLinePayload { replayed: Boolean! allocations: [Allocation!]! }
  union ReserveForOrderLineResult = ReserveForOrderLinePayload | QuotaExceeded
  type Query { position: String }
  type Mutation { reserveForOrderLine(input: ReserveForOrderLineInput!): ReserveForOrderLineResult! }`;

const keyOf = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1] ?? '';
const idOf = (key: string) => Buffer.from(`Allocation:${key}`).toString('base64url');

async function reserve(manager: EntityManager, input: Input, whole: boolean): Promise<object> {
  const name = { viewer: 'plain', operation: 'PLAIN', key: input.idempotencyKey };
  const answer = (replayed: boolean, allocations: readonly string[]) => ({
    __typename: 'ReserveForOrderLinePayload',
    replayed,
    allocations: allocations.map((key) => ({ id: idOf(key), units: input.units })),
  });
  const ids = [keyOf(input.exportLineId), keyOf(input.importLineId)];
  const lines = await manager.find(Line, {
    where: { id: In(ids) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const kept = await manager.findOneBy(RequestKey, name);
  if (kept) return answer(true, kept.outcome.allocations);
  const orderLine = await manager.findOneOrFail(OrderLine, {
    where: { id: keyOf(input.orderLine.id) },
    lock: { mode: 'pessimistic_write' },
  });
  const drawn = await manager
    .createQueryBuilder(Allocation, 'allocation')
    .select('sum(allocation.reserved)', 'units')
    .where({ orderLineId: orderLine.id, direction: 'EXPORT' })
    .getRawOne<{ units: string | null }>();
  const left = (line: Line) => Number(line.authorised) - Number(line.reserved) - Number(line.used);
  const enough =
    lines.every((line) => left(line) >= input.units) &&
    Number(orderLine.units) - Number(drawn?.units ?? 0) >= input.units;
  if (!enough) {
    const message = 'There is not so much left.';
    return { __typename: 'QuotaExceeded', code: 'QUOTA_EXCEEDED', message };
  }
  if (whole) {
    // prepared, as TypeORM itself does not
    const client: PoolClient = await manager.queryRunner?.connect();
    const run: Run = async (statement, values) =>
      (await client.query({ ...statement, values: [...values] })).rows;
    await decideByHand(run, orderLine.id, ids, input.units);
  }
  const units = String(input.units);
  const made: string[] = [];
  for (const line of lines) {
    line.reserved = String(Number(line.reserved) + input.units);
    line.movements = String(Number(line.movements) + 1);
    await manager.update(Line, line.id, { reserved: line.reserved, movements: line.movements });
    const allocation = await manager.save(
      manager.create(Allocation, {
        orderLineId: orderLine.id,
        lineId: line.id,
        direction: line.id === ids[0] ? 'EXPORT' : 'IMPORT',
        status: 'RESERVED',
        units,
        reserved: units,
      }),
    );
    made.push(allocation.id);
    await manager.insert(Movement, {
      lineId: line.id,
      ordinal: line.movements,
      allocationId: allocation.id,
      kind: 'RESERVE',
      units,
      reservedChange: units,
      usedChange: '0',
      actor: 'plain',
    });
    await manager.insert(LedgerEvent, {
      type: 'LICENCE_LINE_RESERVED',
      licenceId: line.licenceId,
      actor: 'plain',
      payload: { units: input.units, reserved: Number(line.reserved), allocations: made.slice(-1) },
    });
  }
  const bodyHash = Buffer.alloc(1);
  await manager.insert(RequestKey, { ...name, bodyHash, outcome: { allocations: made } });
  return answer(false, made);
}

const resolversFor = (whole: boolean) => ({
  Mutation: {
    reserveForOrderLine: (_: unknown, { input }: { input: Input }) =>
      database.transaction((manager) => reserve(manager, input, whole)),
  },
});

const app = fastify();
for (const [path, whole] of [
  ['/graphql', false],
  ['/whole', true],
] as const) {
  const plugins = [fastifyApolloDrainPlugin(app)];
  const apollo = new ApolloServer({ typeDefs, resolvers: resolversFor(whole), plugins });
  await apollo.start();
  await app.register(fastifyApollo(apollo), { path });
}
await app.listen({ port: 0, host: '127.0.0.1' });
const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
const [ledger, whole] = [`${base}/graphql`, `${base}/whole`];
announce({ distinct: whole, hot: whole, 'ledger-distinct': ledger, 'ledger-hot': ledger });
