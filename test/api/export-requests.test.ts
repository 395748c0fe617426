import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askExport, tableOf, wholeOf } from '../support/export.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ dataset: true, story: true });
});

afterAll(() => server.close());

async function csv(query: string): Promise<string> {
  const response = await askExport(server.url, 'text/csv', { query });
  const text = await wholeOf(response);
  expect(response.status, text).toBe(200);
  return text;
}

describe('what a request may say', () => {
  const query = '{ chips(first: 2) { nodes { name } } }';

  test.each([
    ['text/csv', 'text/csv; charset=utf-8; header=present'],
    ['application/jsonl', 'application/jsonl'],
    ['application/x-ndjson', 'application/jsonl'],
    ['application/json, text/csv;q=0.9', 'application/json; charset=utf-8'],
    ['application/json;q=0.5, text/csv;q=0.9', 'text/csv; charset=utf-8; header=present'],
    ['text/html, */*;q=0.8', 'application/json; charset=utf-8'],
    ['text/csv, */*', 'text/csv; charset=utf-8; header=present'],
    ['text/csv;q=0, */*', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
  ])('Accept: %s gives %s', async (accept, type) => {
    const response = await askExport(server.url, accept, { query });
    await wholeOf(response);
    expect(response.headers.get('content-type')).toBe(type);
  });

  test('a link cannot set a header, and says it in the address', async () => {
    const search = new URLSearchParams({ query, extensions: '{"export":{"as":"csv"}}' });
    const response = await fetch(`${server.url}?${search}`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="chips.csv"');
    expect(tableOf(await wholeOf(response))).toHaveLength(2);
  });

  test('more rows than a page has, and no more than it says', async () => {
    const all = tableOf(await csv('{ claims { nodes { id } } }'));
    expect(all.length).toBeGreaterThan(210);
    expect(tableOf(await csv('{ claims(first: 205) { nodes { id } } }'))).toEqual(
      all.slice(0, 205),
    );
  });

  test.each([
    ['{ chip(name: "H200") { name } }', 406, 'NOT_EXPORTABLE', '`chip` is no list'],
    ['{ position }', 406, 'NOT_EXPORTABLE', '`position` is no list'],
    ['{ __typename }', 406, 'NOT_EXPORTABLE', 'has none'],
    [
      '{ chips { nodes { id } } more: claims { nodes { id } } }',
      406,
      'NOT_EXPORTABLE',
      '`chips`, `more`',
    ],
    ['{ chips { totalCount } }', 406, 'NOT_EXPORTABLE', 'below `nodes`'],
    ['{ chips { nodes { id } edges { node { id } } } }', 406, 'NOT_EXPORTABLE', 'once'],
    ['{ chips { edges { cursor } } }', 406, 'NOT_EXPORTABLE', '`edges { node }`'],
    ['{ chips(last: 3) { nodes { id } } }', 406, 'NOT_EXPORTABLE', 'forwards'],
    ['subscription { licenceEvents { id } }', 406, 'NOT_EXPORTABLE', 'a subscription'],
    ['{ chips(first: 0) { nodes { id } } }', 400, 'PAGE_SIZE', '1 or more'],
    ['{ chips(after: "x") { nodes { id } } }', 400, 'MALFORMED_CURSOR', 'does not belong'],
    ['{ chips(filter: { id: { eq: "x" } }) { nodes { id } } }', 400, 'MALFORMED_ID', 'id'],
    ['{ chips { nodes { nothing } } }', 400, 'GRAPHQL_VALIDATION_FAILED', 'nothing'],
    ['{ chips {', 400, 'GRAPHQL_PARSE_FAILED', 'Syntax'],
    [
      'query A { chips { nodes { id } } } query B { position }',
      400,
      'OPERATION_RESOLUTION_FAILURE',
      'operationName',
    ],
    ['query ($n: Int!) { chips(first: $n) { nodes { id } } }', 400, 'BAD_USER_INPUT', '$n'],
    ['{ apiKeys { nodes { name } } }', 406, 'NOT_EXPORTABLE', 'of the present only'],
    [
      '{ chips(recordedAsOf: "2100-01-01T00:00:00Z") { nodes { id } } }',
      400,
      'AS_OF_FUTURE',
      'ahead',
    ],
  ])('%s is refused with %i %s', async (document, status, code, words) => {
    const response = await askExport(server.url, 'text/csv', { query: document });
    const { errors } = JSON.parse(await wholeOf(response));
    expect(errors[0].extensions.code).toBe(code);
    expect(response.status).toBe(status);
    expect(errors[0].message).toContain(words);
  });

  test.each([
    [{ as: 'xlsx' }, 'csv, jsonl, metadata'],
    [{ form: 'csv' }, 'takes as, after'],
    [{ as: 'csv', rows: -1 }, 'a number of rows'],
    [{ as: 'csv', recordedAsOf: 'yesterday' }, 'Carnet-Recorded-As-Of'],
    [{ as: 'csv', recordedAsOf: '2100-01-01T00:00:00.000Z' }, 'ahead of the clock'],
    [{ as: 'csv', after: 'MTo0Mg' }, 'does not belong'],
  ])('%j is refused', async (options, words) => {
    const response = await askExport(server.url, '*/*', { query, extensions: { export: options } });
    expect(response.status).toBe(400);
    expect(JSON.parse(await wholeOf(response)).errors[0].message).toContain(words);
  });

  test('a key that is not known is told before anything else', async () => {
    const response = await askExport(server.url, 'text/csv', { query }, { key: 'nonsense' });
    expect(response.status).toBe(401);
    await wholeOf(response);
  });
});

describe('what describes an export', () => {
  test('is at an address that holds all of it, and names the sources and their terms', async () => {
    const request = {
      query:
        'query Chips($n: Int) { chips(first: $n, filter: { name: { in: ["H200", "GB300"] } }) { nodes { name tpp } } }',
      variables: { n: 300 },
    };
    const given = { key: server.keys.analyst };
    const response = await askExport(server.url, 'text/csv', request, given);
    const rows = tableOf(await wholeOf(response));
    const [, address = ''] =
      /^<([^>]*)>; rel="describedby"/.exec(response.headers.get('link') ?? '') ?? [];
    const twin = await fetch(new URL(address, server.url), {
      headers: { authorization: `Bearer ${given.key}` },
    });
    const told = (await twin.json()) as Record<string, unknown>;
    expect(told).toEqual({
      document: request.query,
      operationName: null,
      variables: { n: 300 },
      asOf: null,
      recordedAsOf: response.headers.get('carnet-recorded-as-of'),
      position: Number(response.headers.get('carnet-position')),
      describedAt: expect.stringMatching(/Z$/),
      viewer: expect.stringContaining('analyst'),
      rows: rows.length,
      lastCursor: expect.stringMatching(/^[\w-]+$/),
      sources: expect.arrayContaining([
        {
          publisher: 'Epoch AI',
          title: expect.stringContaining('achine learning hardware'),
          url: 'https://epoch.ai/data/machine-learning-hardware',
          publishedAt: '2025-12-16',
          via: expect.any(String),
          terms: expect.stringMatching(/^CC BY 4\.0: Epoch AI/),
        },
      ]),
    });
    expect(rows).toHaveLength(2);
  });

  test('tells of a past that the document names', async () => {
    const query = '{ approvalRounds(asOf: "2026-01-27T23:59:59.000Z") { nodes { ordinal } } }';
    const response = await askExport(server.url, 'text/csv', { query });
    expect(await wholeOf(response)).toBe('\uFEFFordinal\r\n');
    expect(response.headers.get('carnet-recorded-as-of')).toBeNull();
    const twin = await askExport(server.url, '*/*', {
      query,
      extensions: { export: { as: 'metadata' } },
    });
    expect(await twin.json()).toMatchObject({
      asOf: '2026-01-27T23:59:59.000Z',
      recordedAsOf: null,
      position: Number(response.headers.get('carnet-position')),
      rows: 0,
      lastCursor: null,
    });
  });

  test('has no address where the document is too long for one', async () => {
    const query = `{ chips(first: 1) { nodes { name } } } # ${'x'.repeat(4000)}`;
    const response = await askExport(server.url, 'text/csv', { query });
    await wholeOf(response);
    expect(response.headers.get('link')).toBeNull();
  });
});
