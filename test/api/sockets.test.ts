import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let clients: Client[];

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  clients = [];
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});

afterAll(() => server.close());

/** A client of the protocol with a key, or of somebody anonymous. */
function connect(authorization?: string): Client {
  const client = createClient({
    url: server.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(authorization === undefined ? {} : { connectionParams: { authorization } }),
  });
  clients.push(client);
  return client;
}

interface Told {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/** The first answers to a document. */
async function answers(client: Client, query: string, count = 1): Promise<Told[]> {
  const found: Told[] = [];
  for await (const answer of client.iterate({ query })) {
    found.push(answer as Told);
    if (found.length === count) break;
  }
  return found;
}

const fields = '__typename cursor position occurredAt statusAfter licence { id status }';

describe('the socket', () => {
  test('answers a query with the same data as HTTP', async () => {
    const query =
      '{ chips(first: 3, orderBy: [{ field: TPP, direction: DESC }]) { nodes { name tpp vendor { name } } } }';
    const [answer] = await answers(connect(), query);
    const overHttp = await ask(server.url, { query });
    expect(answer?.data).toEqual(overHttp.data);
    expect(answer?.errors).toBeUndefined();
  });

  test('refuses a decision to those who may not take it', async () => {
    const { data } = await ask(server.url, { query: '{ licences(first: 1) { nodes { id } } }' });
    const { licences } = data as { licences: { nodes: { id: string }[] } };
    const input = `{ licenceId: "${licences.nodes[0]?.id}", reason: "no", idempotencyKey: "socket" }`;
    const [answer] = await answers(
      connect(),
      `mutation { suspendLicence(input: ${input}) { __typename ... on NotAuthorised { action } } }`,
    );
    expect(answer?.data).toEqual({
      suspendLicence: { __typename: 'NotAuthorised', action: 'SUSPEND_LICENCE' },
    });
  });

  test('gives the whole log from its beginning, and what happens then', async () => {
    const log = `{ licenceEvents(first: 200) { totalCount nodes { ${fields} } } }`;
    const { data } = await ask(server.url, { query: log }, server.keys.authority);
    const { licenceEvents } = data as {
      licenceEvents: { totalCount: number; nodes: { licence: { id: string } }[] };
    };
    const { totalCount, nodes } = licenceEvents;
    expect(totalCount).toBe(nodes.length);
    expect(totalCount).toBeGreaterThan(0);
    const query = `subscription { licenceEvents(from: BEGINNING) { ${fields} } }`;
    const subscribed = connect().iterate({ query });
    const next = async (): Promise<unknown> =>
      ((await subscribed.next()).value as Told).data?.licenceEvents;
    const told: unknown[] = [];
    while (told.length < totalCount) told.push(await next());
    expect(told).toEqual(nodes);

    const input = `{ licenceId: "${nodes[0]?.licence.id}", reason: "test of the socket", idempotencyKey: "live" }`;
    const decision = `mutation { suspendLicence(input: ${input}) { __typename } }`;
    const decided = await ask(server.url, { query: decision }, server.keys.authority);
    expect(decided.data).toEqual({ suspendLicence: { __typename: 'SuspendLicencePayload' } });
    expect(await next()).toMatchObject({
      __typename: 'LicenceSuspended',
      statusAfter: 'SUSPENDED',
    });
    await subscribed.return?.(undefined);
  });

  test('closes as forbidden on a key that is unknown', async () => {
    await expect(answers(connect('Bearer nobody'), '{ __typename }')).rejects.toMatchObject({
      code: 4403,
    });
  });

  test.each([
    ['an argument that cannot be used', '{ chip(id: "x") { name } }', 'MALFORMED_ID'],
    [
      'a cursor that is none',
      'subscription { licenceEvents(after: "x") { cursor } }',
      'MALFORMED_CURSOR',
    ],
  ])('tells of %s in the answer', async (_name, query, code) => {
    const [answer] = await answers(connect(), query);
    expect(answer?.errors?.map((error) => error.extensions?.code)).toEqual([code]);
  });

  test.each([
    [
      'too deep',
      `{ chips(filter: ${'{ not: '.repeat(100)}{}${' }'.repeat(100)}) { totalCount } }`,
      'DOCUMENT_LIMIT',
    ],
    ['not in the schema', '{ chipz }', 'GRAPHQL_VALIDATION_FAILED'],
    ['not GraphQL', '{ chips {', 'GRAPHQL_PARSE_FAILED'],
  ])('refuses a document that is %s', async (_name, query, code) => {
    const refused = await answers(connect(), query).catch((error: unknown) => error);
    expect(refused).toMatchObject([{ extensions: { code } }]);
  });

  test('closes on what is no message of the protocol, and serves on', async () => {
    const frames: [string | Buffer, number][] = [
      ['no JSON', 4400],
      ['{"type": "nothing"}', 4400],
      ['{"id": "1", "type": "subscribe", "payload": {"query": "{ __typename }"}}', 4401],
      [Buffer.from([0, 255, 1]), 4400],
      ['x'.repeat(1_100_000), 1009],
    ];
    for (const [frame, code] of frames) {
      expect(await closedOn(frame), String(frame).slice(0, 80)).toBe(code);
    }
    expect(await answers(connect(), '{ __typename }')).toMatchObject([
      { data: { __typename: 'Query' } },
    ]);
  });

  test('is not opened elsewhere, or for another protocol', async () => {
    const url = server.url.replace('http', 'ws');
    await expect(opened(new WebSocket(`${url}/elsewhere`, 'graphql-transport-ws'))).rejects.toThrow(
      '404',
    );
    expect(await upgradeAnswer('//')).toMatch(/^HTTP\/1.1 404 /);
    const other = new WebSocket(url, 'graphql-ws');
    await expect(closed(other)).resolves.not.toBe(1000);
  });
});

/** What a request for a socket at a path is answered, read from the wire. */
function upgradeAnswer(path: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const wire = createConnection(Number(port), hostname);
  const headers = ['Host: x', 'Connection: Upgrade', 'Upgrade: websocket'];
  wire.write([`GET ${path} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
  return text(wire);
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
}

function closed(socket: WebSocket): Promise<number> {
  socket.on('error', () => {});
  return new Promise((resolve) => socket.on('close', (code) => resolve(code)));
}

async function closedOn(frame: string | Buffer): Promise<number> {
  const socket = new WebSocket(server.url.replace('http', 'ws'), 'graphql-transport-ws');
  await opened(socket);
  const code = closed(socket);
  socket.send(frame);
  return await code;
}
