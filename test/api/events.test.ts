import { type GraphQLInterfaceType, type GraphQLObjectType, buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Told {
  __typename: string;
  type: string;
  position: number;
  cursor: string;
  subject: { __typename: string; id: string } | null;
  actor: { name: string } | null;
}
interface Page {
  events: {
    nodes: Told[];
    totalCount: number;
    pageInfo: { endCursor: string | null; hasNextPage: boolean };
  };
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ story: true });
}, 120_000);
afterAll(() => server?.close());

async function answered<Data>(query: string, key?: string, variables = {}): Promise<Data> {
  const { data, errors } = await ask(server.url, { query, variables }, key);
  expect(errors?.map(({ message }) => message)).toBeUndefined();
  return data as Data;
}

const feed = `query Feed($after: Cursor, $filter: EventFilter) {
  events(first: 200, after: $after, filter: $filter) {
    totalCount pageInfo { endCursor hasNextPage }
    nodes { __typename type position cursor subject { __typename id } actor { name } }
  }
}`;

async function log(key?: string, filter = {}): Promise<Told[]> {
  const { events } = await answered<Page>(feed, key, { filter });
  expect(events.pageInfo.hasNextPage).toBe(false);
  expect(events.totalCount).toBe(events.nodes.length);
  return events.nodes;
}

describe('the whole log', () => {
  test('has every event in its place, with a type of its own and what it is about', async () => {
    const events = await log(server.keys.admin);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    for (const { __typename, type, subject } of events) {
      expect(__typename.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()).toBe(type);
      expect(subject?.id, type).toBeTruthy();
    }
    expect(new Set(events.map(({ subject }) => subject?.__typename))).toEqual(
      new Set([
        ...['Licence', 'LicenceLine', 'SourceReport', 'Claim', 'StockStatement', 'Screening'],
        ...['DomesticPurchase', 'EndUserStatement', 'Order', 'OrderLine', 'Shipment'],
        'Declaration',
      ]),
    );
  });

  test('goes on from a cursor of the events of licences, and the other way round', async () => {
    const all = await log(server.keys.admin);
    const licences = await answered<{ licenceEvents: { nodes: Told[] } }>(
      '{ licenceEvents(first: 30) { nodes { __typename type position cursor } } }',
      server.keys.admin,
    );
    const last = licences.licenceEvents.nodes.at(-1) as Told;
    const rest = await answered<Page>(feed, server.keys.admin, { after: last.cursor });
    expect(rest.events.nodes).toEqual(all.filter(({ position }) => position > last.position));
    const same = await answered<{ licenceEvents: { nodes: Told[] } }>(
      'query ($after: Cursor) { licenceEvents(first: 1, after: $after) { nodes { position } } }',
      server.keys.admin,
      { after: all[0]?.cursor },
    );
    expect(same.licenceEvents.nodes[0]?.position).toBeGreaterThan(1);
  });

  test('gives one id to an event, by whichever list it is read', async () => {
    const { events, licenceEvents } = await answered<
      Record<'events' | 'licenceEvents', { nodes: { id: string }[] }>
    >(
      `{ events(first: 1, filter: { type: { eq: LICENCE_REINSTATED } }) { nodes { id } }
        licenceEvents(first: 1, filter: { type: { eq: LICENCE_REINSTATED } }) { nodes { id } } }`,
      server.keys.admin,
    );
    expect(events).toEqual(licenceEvents);
    const [first] = (
      await answered<{ events: { nodes: { id: string }[] } }>(
        '{ events(first: 1) { nodes { id } } }',
      )
    ).events.nodes;
    const { node } = await answered<{ node: object }>(
      'query ($id: ID!) { node(id: $id) { __typename ... on Event { position } } }',
      undefined,
      { id: first?.id },
    );
    expect(node).toEqual({ __typename: 'LicenceRecorded', position: 1 });
  });

  test('is filtered by what an event is about', async () => {
    const ofOrder = await log(server.keys.admin, {
      order: { external: { id: { eq: 'LC-1001' } } },
    });
    expect(new Set(ofOrder.map(({ subject }) => subject?.__typename))).toEqual(
      new Set(['Order', 'OrderLine']),
    );
    const { order } = await answered<{ order: { events: { nodes: { position: number }[] } } }>(
      '{ order(external: { system: "erp", id: "LC-1001" }) { events { nodes { position } } } }',
      server.keys.admin,
    );
    expect(order.events.nodes.map(({ position }) => position)).toEqual(
      ofOrder.map(({ position }) => position),
    );
    const released = await log(server.keys.admin, {
      shipment: { external: { id: { eq: 'S-501' } } },
      type: { in: ['DECLARATION_RELEASED', 'SHIPMENT_DELIVERED'] },
    });
    expect(released.map(({ type }) => type)).toEqual([
      'DECLARATION_RELEASED',
      'SHIPMENT_DELIVERED',
    ]);
  });

  test('tells what a payload holds', async () => {
    const { events } = await answered<{ events: { nodes: object[] } }>(
      `{ events(filter: { declaration: { reference: { value: { eq: "26CNNGB00000000501" } } } }) { nodes {
        ... on DeclarationControlled { type controlType statusAfter }
        ... on DeclarationHeld { type reason }
        ... on DeclarationReleased { type units declaration { direction } shipment { external { id } } }
      } } }`,
      server.keys.admin,
    );
    expect(events.nodes.filter((node) => Object.keys(node).length > 0)).toEqual([
      { type: 'DECLARATION_CONTROLLED', controlType: 'DOCUMENTARY', statusAfter: 'UNDER_CONTROL' },
      {
        type: 'DECLARATION_HELD',
        reason: 'The end-user statement is to be shown in the original',
      },
      {
        ...{ type: 'DECLARATION_RELEASED', units: 240, declaration: { direction: 'IMPORT' } },
        shipment: { external: { id: 'S-501' } },
      },
    ]);
  });
});

describe('who sees what', () => {
  test('nobody else sees what happens to orders, shipments and declarations', async () => {
    const open = await log();
    const types = new Set(open.map(({ subject }) => subject?.__typename));
    for (const hidden of ['Order', 'OrderLine', 'Shipment', 'Declaration', 'Screening']) {
      expect(types).not.toContain(hidden);
    }
    expect(open.length).toBeGreaterThan(0);
    const own = await log(server.keys.buyer);
    expect(new Set(own.map(({ subject }) => subject?.__typename))).toContain('Declaration');
    // a screening is not for who was screened
    expect(own.map(({ type }) => type)).not.toContain('SCREENING_RECORDED');
    expect(own.length).toBeLessThan((await log(server.keys.admin)).length);
  });

  test('what is not seen cannot be found by a filter, and subjects are seen by the same rights', async () => {
    const all = await log(server.keys.admin);
    for (const key of [undefined, server.keys.buyer, server.keys.analyst]) {
      const seen = await log(key);
      expect(all.map(({ position }) => position)).toEqual(
        expect.arrayContaining(seen.map(({ position }) => position)),
      );
      for (const { type, subject } of seen) expect(subject, type).not.toBeNull();
      const hidden = await log(key, { order: { buyer: { name: { eq: 'Quarry Data' } } } });
      expect(hidden).toEqual([]);
    }
  });

  test('who did it is for their own organisation', async () => {
    const { createApiKey } = await answered<{ createApiKey: { key: string } }>(
      `mutation { createApiKey(input: { idempotencyKey: "h", name: "secret desk", roles: [VENDOR],
        organisation: { name: "NVIDIA" } }) { ... on CreateApiKeyPayload { key } } }`,
      server.keys.admin,
    );
    const stock = await answered(
      `mutation { recordStockStatement(input: { idempotencyKey: "s", vendor: { name: "NVIDIA" },
        chip: { name: "H200" }, asOf: "2026-11-01", figure: { qualifier: EXACT, low: "5", high: "5", unit: "chips" } }) { __typename ... on Refusal { message } } }`,
      createApiKey.key,
    );
    expect(stock).toEqual({ recordStockStatement: { __typename: 'RecordStockStatementPayload' } });
    const stated = { type: { eq: 'STOCK_STATED' } };
    await expect
      .poll(async () => (await log(createApiKey.key, stated)).at(-1)?.actor)
      .toEqual({ name: 'secret desk' });
    expect((await log(server.keys.admin, stated)).at(-1)?.actor).toEqual({ name: 'secret desk' });
    const named = { actor: { name: { eq: 'secret desk' } } };
    expect(await log(createApiKey.key, named)).toHaveLength(1);
    expect(await log(server.keys.buyer, named)).toEqual([]);
    expect(await log(undefined, { actor: { name: { eq: 'dataset' } } })).not.toEqual([]);
  });
});

test('every event of the log has a type, and every type the fields of the log', () => {
  const text = readFileSync(new URL('../../server/schema.graphql', import.meta.url), 'utf8');
  const schema = buildSchema(text);
  const types = schema.getPossibleTypes(schema.getType('Event') as GraphQLInterfaceType);
  const names = types.map(({ name }) => name);
  const kinds = schema.getType('EventType') as unknown as { getValues(): { name: string }[] };
  const told = kinds
    .getValues()
    .map(({ name }) =>
      name
        .toLowerCase()
        .replace(/(^|_)([a-z])/g, (_all, _line, letter: string) => letter.toUpperCase()),
    );
  expect([...names].sort()).toEqual(told.sort());
  for (const type of types as GraphQLObjectType[]) {
    expect(Object.keys(type.getFields())).toEqual(
      expect.arrayContaining([
        'id',
        'type',
        'position',
        'cursor',
        'occurredAt',
        'actor',
        'subject',
      ]),
    );
  }
});
