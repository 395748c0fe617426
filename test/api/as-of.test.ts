import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/http.ts';
import { read } from '../support/decisions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
afterAll(() => server?.close());

const eve = '2026-01-27T23:59:59.999Z';
const day = '2026-01-28T23:59:59Z';

interface Listed {
  totalCount: number;
  nodes: Record<string, unknown>[];
}

const codesOf = async (query: string, key?: string): Promise<unknown[]> =>
  ((await ask(server.url, { query }, key)).errors ?? []).map(({ extensions }) => extensions?.code);

test('the round of three companies is known from the day on that told of it', async () => {
  const query = `query Then($eve: DateTime!, $day: DateTime!) {
    before: approvalRounds(asOf: $eve) { totalCount }
    then: approvalRounds(asOf: $day, orderBy: [{ field: ORDINAL }]) {
      totalCount
      nodes {
        authorisedUnits { low qualifier claims { publishedAt } }
        licences { totalCount nodes { licensee { name } } }
      }
    }
    company: organisation(name: "ByteDance", asOf: $eve) { licences { totalCount } }
  }`;
  const found = await read<{ before: Listed; then: Listed; company: unknown }>(
    server,
    query,
    undefined,
    { eve, day },
  );
  expect(found.before).toEqual({ totalCount: 0 });
  expect(found.then.totalCount).toBe(2);
  expect(found.then.nodes[0]).toMatchObject({
    authorisedUnits: { low: '400000', qualifier: 'MORE_THAN' },
    licences: { totalCount: 3 },
  });
  expect(found.company).toEqual({ licences: { totalCount: 0 } });
  const { authorisedUnits } = found.then.nodes[0] as {
    authorisedUnits: { claims: { publishedAt: string }[] };
  };
  for (const { publishedAt } of authorisedUnits.claims) expect(publishedAt <= day).toBe(true);
});

test('as of each day there are the sources that were published by then, counted and in order', async () => {
  const { sourceReports } = await read<{ sourceReports: Listed }>(
    server,
    '{ sourceReports(first: 200) { totalCount nodes { publishedAt } } }',
  );
  const days = [...new Set(sourceReports.nodes.map(({ publishedAt }) => String(publishedAt)))];
  expect(days.length).toBeGreaterThan(15);
  for (const at of days) {
    const noon = `${at.slice(0, 10)}T12:00:00Z`;
    const order = 'orderBy: [{ field: PUBLISHED_AT, direction: DESC }]';
    const { then, now } = await read<{ then: Listed; now: Listed }>(
      server,
      `{ then: sourceReports(asOf: "${noon}", ${order}) { totalCount nodes { id } }
         now: sourceReports(filter: { publishedAt: { lte: "${at}" } }, ${order}) { totalCount nodes { id } } }`,
    );
    expect(then).toEqual(now);
  }
});

test('what was recorded is another axis: before the file was loaded this database held nothing', async () => {
  const { known, held } = await read<{ known: Listed; held: Listed }>(
    server,
    `{ known: chips(asOf: "${day}") { totalCount } held: chips(recordedAsOf: "${day}") { totalCount } }`,
  );
  expect(known.totalCount).toBeGreaterThan(0);
  expect(held.totalCount).toBe(0);
});

test('an instant before everything answers nothing, and is no error', async () => {
  for (const at of ['0001-01-01T00:00:00Z', '0000-06-01T00:00:00Z', '1999-12-31T23:59:59.999Z']) {
    const found = await read<Record<string, unknown>>(
      server,
      `{ chip(name: "H200", asOf: "${at}") { id } chips(asOf: "${at}") { totalCount nodes { id } }
         nodes(ids: ["Q2hpcDox"], recordedAsOf: "${at}") { id } }`,
    );
    expect(found).toEqual({ chip: null, chips: { totalCount: 0, nodes: [] }, nodes: [null] });
  }
});

test('instants that cannot be asked for have their codes, and leave the rest of the answer', async () => {
  const ahead = new Date(Date.now() + 3_600_000).toISOString();
  expect(await codesOf(`{ chips(asOf: "${ahead}") { totalCount } }`)).toEqual(['AS_OF_FUTURE']);
  expect(await codesOf('{ chips(recordedAsOf: "9999-12-31T23:59:59Z") { totalCount } }')).toEqual([
    'AS_OF_FUTURE',
  ]);
  expect(await codesOf(`{ chips(asOf: "${day}", recordedAsOf: "${day}") { totalCount } }`)).toEqual(
    ['BAD_USER_INPUT'],
  );
  expect(await codesOf('{ chips(asOf: "yesterday") { totalCount } }')).toHaveLength(1);
  expect(await codesOf('{ chips(asOf: 20260128) { totalCount } }')).toHaveLength(1);
  expect(await codesOf(`{ chips(asOf: null, recordedAsOf: "${day}") { totalCount } }`)).toEqual([]);
  const { data, errors } = await ask(server.url, {
    query: `{ right: chip(name: "H200", asOf: "${day}") { name } wrong: chips(asOf: "${ahead}") { totalCount } }`,
  });
  expect(errors).toMatchObject([{ path: ['wrong'], extensions: { code: 'AS_OF_FUTURE' } }]);
  expect(data ?? null).toBeNull();
});

test('what is known of the present only is refused as of an instant', async () => {
  const key = server.keys.admin;
  expect(
    await codesOf(`{ volumeCaps(asOf: "${day}") { nodes { shares { unitRatio } } } }`),
  ).toEqual(['AS_OF_UNAVAILABLE']);
  const apiKey = Buffer.from('ApiKey:1').toString('base64url');
  expect(await codesOf(`{ nodes(ids: ["${apiKey}"], asOf: "${day}") { id } }`, key)).toEqual([
    'AS_OF_UNAVAILABLE',
  ]);
  expect(await codesOf(`{ apiKeys(asOf: "${day}") { totalCount } }`, key)).toEqual([
    'GRAPHQL_VALIDATION_FAILED',
  ]);
});

test('code that works from a row alone answers as of the instant too', async () => {
  const query = `{ then: chip(name: "H200", asOf: "${day}") { controlAssessment { controlled } }
    now: chip(name: "H200") { controlAssessment { controlled } } }`;
  const { then, now } = await read<{ then: object; now: object }>(server, query);
  expect(then).toEqual(now);
});
