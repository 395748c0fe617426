import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});

afterAll(() => server.close());

interface Told {
  data?: unknown;
  errors?: { message: string; extensions: { code: string } }[];
  extensions?: { cost: { total: number; limit: number; fields: { path: string; cost: number }[] } };
}

const told = (body: string): Told => JSON.parse(body);

async function overSocket(query: string, key?: string): Promise<Told> {
  const client = createClient({
    url: server.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(key && { connectionParams: { authorization: `Bearer ${key}` } }),
  });
  try {
    for await (const answer of client.iterate({ query })) return answer as Told;
    return {};
  } catch (errors) {
    return { errors: errors as NonNullable<Told['errors']> };
  } finally {
    await client.dispose();
  }
}

const deep = (size: number, levels: number): string =>
  levels === 0
    ? ''
    : `claims(first: ${size}) { nodes { id sourceReport { id ${deep(size, levels - 1)} } } }`;

describe('an answer tells what its document may cost', () => {
  const text = '{ chips(first: 2) { totalCount nodes { name vendor { name } } } }';
  const cost = {
    total: 1004,
    limit: 500_000,
    fields: [
      { path: 'chips.totalCount', cost: 1000 },
      { path: 'chips', cost: 2 },
      { path: 'chips.nodes.vendor', cost: 2 },
    ],
  };

  test('over HTTP and over a socket, the same each time', async () => {
    for (let time = 0; time < 3; time += 1) {
      expect(told((await ask(server.url, { query: text })).body).extensions).toEqual({ cost });
    }
    expect((await overSocket(text)).extensions).toEqual({ cost });
  });

  test('where code answers a part, and where a part is refused', async () => {
    const code = await ask(server.url, { query: '{ viewer { name } position }' });
    expect(told(code.body).extensions?.cost.total).toBe(2);
    const part = await ask(server.url, { query: '{ position chips(first: 0) { totalCount } }' });
    expect(told(part.body)).toMatchObject({
      errors: [{ extensions: { code: 'PAGE_SIZE' } }],
      extensions: { cost: { total: 1 } },
    });
  });

  test('as its variables are', async () => {
    const query = 'query($n: Int) { chips(first: $n) { nodes { name } } }';
    for (const n of [3, 5, 3]) {
      const { body } = await ask(server.url, { query, variables: { n } });
      expect(told(body).extensions?.cost.total).toBe(n);
    }
  });
});

describe('a document that costs too much', () => {
  test.each([
    ['pages of 200 five levels deep', `{ ${deep(200, 5)} }`, /claims\.nodes\.sourceReport\.claims/],
    ['the usual pages in each other', `{ ${deep(50, 5)} }`, /claims/],
    [
      'two thousand counts',
      `{ ${Array.from({ length: 1500 }, (_, n) => `a${n}: chips { totalCount }`).join(' ')} }`,
      /a\d+\.totalCount/,
    ],
  ])('is refused: %s', async (_name, query, part) => {
    const { status, body, data, errors } = await ask(server.url, { query });
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'COST_LIMIT' } }]);
    expect(errors?.[0]?.message).toMatch(part);
    expect(told(body).extensions?.cost.fields[0]?.path).toMatch(part);
    expect((await overSocket(query)).errors).toMatchObject([
      { extensions: { code: 'COST_LIMIT' } },
    ]);
    const after = await ask(server.url, { query: '{ position }' });
    expect(after.errors).toBeUndefined();
  });

  test('refuses a decision before it is taken, and a subscription', async () => {
    const decision = `mutation { recordSourceReport(input: { idempotencyKey: "dear", publisher: "Dear", title: "Dear", publishedAt: "2026-01-01" }) {
      ... on RecordSourceReportPayload { sourceReport { ${deep(200, 5)} } } } }`;
    const refusal = [{ extensions: { code: 'COST_LIMIT' } }];
    expect(await ask(server.url, { query: decision }, server.keys.admin)).toMatchObject({
      status: 400,
      errors: refusal,
    });
    expect((await overSocket(decision, server.keys.admin)).errors).toMatchObject(refusal);
    const { data } = await ask(server.url, {
      query: '{ sourceReports(filter: { publisher: { eq: "Dear" } }) { totalCount } }',
    });
    expect(data).toEqual({ sourceReports: { totalCount: 0 } });
    const stream = `subscription { licenceEvents(from: BEGINNING) { licence { claims(first: 200) { nodes { sourceReport { ${deep(200, 3)} } } } } } }`;
    expect((await overSocket(stream)).errors).toMatchObject(refusal);
  });
});
