import type { DataSource } from 'typeorm';
import { createDataSource } from '../../server/src/database/data-source.ts';
import { type Statements, statementsOf } from '../../server/src/database/transaction.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { type Answered, decision, makeKey } from './decisions.ts';
import { type Market, openMarket, type Permit } from './market.ts';
import { selectionOf } from './journey-answers.ts';
import { startTestServer, type TestServer } from './server.ts';

/** An order line that is reserved on both sides; `line` and `order` are global ids. */
export interface Ordered {
  readonly key: string;
  readonly line: string;
  readonly order: string;
  readonly exportPermit: Permit;
  readonly importPermit: Permit;
}

/** Keys of the players of a trade from the United States to China. */
type Player = 'vendor' | 'buyer' | 'rival' | 'carrier' | 'lab' | 'broker' | 'us' | 'cn';

/** A server on which goods can be sent on their way. */
export interface Journey {
  readonly server: TestServer;
  readonly db: Statements;
  readonly market: Market;
  readonly keys: Readonly<Record<Player, string>>;
  /** A confirmed order of so many chips, reserved on both sides unless it is said otherwise. */
  ordered(units: number, reserved?: { EXPORT?: number; IMPORT?: number }): Promise<Ordered>;
  /** What a decision answers, with every field of its refusals. */
  decide(mutation: string, input: object, by: string): Promise<Answered>;
  /** The message with which an input is not even read. */
  fault(mutation: string, input: object, by: string): Promise<string>;
  /** A planned shipment. */
  plan(line: string, units: number, more?: object): Promise<{ id: string; version: number }>;
  /** Takes it as far as the quay of China; `id` is its id. */
  bring(line: string, units: number): Promise<string>;
  /** A step of a declaration or shipment at the version it has. */
  step(mutation: string, id: string, by: string, more?: object): Promise<Answered>;
  /** A drafted, lodged and accepted declaration of the whole line; its id. */
  accepted(
    shipment: string,
    direction: 'EXPORT' | 'IMPORT',
    line: string,
    units: number,
  ): Promise<string>;
  /** Drafts a declaration; its id. */
  draft(
    shipment: string,
    direction: 'EXPORT' | 'IMPORT',
    line: string,
    units: number,
  ): Promise<string>;
  /** Goods on the quay of China, declared for import. */
  landed(units: number): Promise<Ordered & { shipment: string; declaration: string }>;
  close(): Promise<void>;
}

/** Call it in `beforeAll`, and `close` in `afterAll`. */
export async function openJourney(): Promise<Journey> {
  const server = await startTestServer({ dataset: true });
  const database: DataSource = await createDataSource(server.databaseUrl, {
    poolSize: 4,
  }).initialize();
  const db = statementsOf(database);
  const market = await openMarket(db);
  await db.query(
    `insert into organisation (name, kind, jurisdiction_id)
     select seated.name, 'COMPANY', jurisdiction.id from jurisdiction,
       (values ('Proof', 'US'), ('Swift', 'JP'), ('Gate', 'CN')) seated (name, seat)
     where code = seat`,
  );
  const keyOf = (role: string, organisation: string) =>
    makeKey(server, `name: "x", roles: [${role}], organisation: { name: "${organisation}" }`);
  const authority = (code: string) =>
    makeKey(server, `name: "x", roles: [AUTHORITY], jurisdictions: [{ code: "${code}" }]`);
  const keys = {
    vendor: await keyOf('VENDOR', 'Nova'),
    buyer: await keyOf('BUYER', 'Lian'),
    rival: await keyOf('BUYER', 'Miao'),
    carrier: await keyOf('CARRIER', 'Swift'),
    lab: await keyOf('LAB', 'Proof'),
    broker: await keyOf('BROKER', 'Gate'),
    us: await authority('US'),
    cn: await authority('CN'),
  };
  const versions = new Map<string, number>();
  const remember = (answer: Answered): Answered => {
    for (const field of ['shipment', 'declaration']) {
      const found = answer[field] as { id?: string; version?: number } | undefined;
      if (found?.id && found.version) versions.set(found.id, found.version);
    }
    return answer;
  };
  const decide: Journey['decide'] = async (mutation, input, by) =>
    remember(await decision(server, mutation, selectionOf(mutation)).answer(input, by));
  const versionOf = async (id: string): Promise<number> => {
    const kind = Buffer.from(id, 'base64url').toString().split(':')[0]?.toLowerCase();
    const key = Buffer.from(id, 'base64url').toString().split(':')[1];
    const [row] = await db.query<{ version: number }>(
      `select version from ${kind === 'shipment' ? 'shipment' : 'declaration'} where id = $1`,
      [key],
    );
    return row?.version ?? 0;
  };
  const step: Journey['step'] = async (mutation, id, by, more = {}) => {
    const about = /Declaration$/.test(mutation) ? { declaration: { id } } : { shipmentId: id };
    return decide(mutation, { ...about, expectedVersion: await versionOf(id), ...more }, by);
  };
  const expectDone = (answer: Answered): Answered => {
    if (answer.__typename.endsWith('Payload')) return answer;
    throw new Error(JSON.stringify(answer));
  };
  const plan: Journey['plan'] = async (line, units, more = {}) => {
    const input = {
      lines: [{ orderLine: { id: line }, units }],
      carrier: { name: 'Swift' },
      laboratory: { name: 'Proof' },
      ...more,
    };
    const answer = expectDone(await decide('planShipment', input, keys.vendor));
    return answer.shipment as { id: string; version: number };
  };
  const draft: Journey['draft'] = async (shipmentId, direction, line, units) => {
    const input = {
      shipmentId,
      direction,
      office: 'Port',
      lines: [{ orderLine: { id: line }, units }],
    };
    const answer = expectDone(await decide('draftDeclaration', input, keys.vendor));
    return (answer.declaration as { id: string }).id;
  };
  const accepted: Journey['accepted'] = async (shipmentId, direction, line, units) => {
    const id = await draft(shipmentId, direction, line, units);
    expectDone(await step('lodgeDeclaration', id, keys.vendor));
    expectDone(await step('acceptDeclaration', id, direction === 'EXPORT' ? keys.us : keys.cn));
    return id;
  };
  const ordered: Journey['ordered'] = async (units, { EXPORT = units, IMPORT = units } = {}) => {
    const key = await market.order(market.buyer, units);
    const [row] = await db.query<{ id: string }>(
      `update purchase_order set status = 'CONFIRMED', version = 2
       where id = (select order_id from order_line where id = $1) returning id::text`,
      [key],
    );
    await db.query(
      `insert into order_line_party (order_line_id, organisation_id, role)
       select $1, id, 'FORWARDING_AGENT' from organisation where name = 'Gate'`,
      [key],
    );
    const exportPermit = await market.permit('EXPORT', market.vendor);
    const importPermit = await market.permit('IMPORT', market.buyer);
    if (EXPORT > 0) await market.reserve(key, exportPermit, EXPORT);
    if (IMPORT > 0) await market.reserve(key, importPermit, IMPORT);
    const [line, order] = [encodeId('OrderLine', key), encodeId('Order', row?.id ?? '')];
    return { key, line, order, exportPermit, importPermit };
  };
  const bring: Journey['bring'] = async (line, units) => {
    const { id } = await plan(line, units);
    const passed = { laboratory: { name: 'Proof' }, result: 'PASSED' };
    expectDone(await step('recordLaboratoryTest', id, keys.lab, passed));
    await accepted(id, 'EXPORT', line, units);
    expectDone(await step('dispatchShipment', id, keys.carrier));
    expectDone(await step('recordArrival', id, keys.carrier));
    return id;
  };
  return {
    server,
    db,
    market,
    keys,
    decide,
    step,
    plan,
    draft,
    accepted,
    fault: (mutation, input, by) =>
      decision(server, mutation, selectionOf(mutation)).fault(input, by),
    ordered,
    bring,
    landed: async (units) => {
      const line = await ordered(units);
      const shipmentId = await bring(line.line, units);
      const declarationId = await accepted(shipmentId, 'IMPORT', line.line, units);
      return { ...line, shipment: shipmentId, declaration: declarationId };
    },
    close: async () => {
      await database.destroy();
      await server.close();
    },
  };
}
