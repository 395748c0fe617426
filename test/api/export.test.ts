import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askExport, tableOf, wholeOf } from '../support/export.ts';
import { post } from '../support/post.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ dataset: true, story: true });
});

afterAll(() => server.close());

/** The nodes of a list, walked page by page; the document takes `$after` and asks for `pageInfo`. */
async function walked(query: string, key?: string): Promise<unknown[]> {
  const nodes: unknown[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await post(server.url, query, { after }, key);
    expect(errors).toBeUndefined();
    const [page] = Object.values(data ?? {}) as [
      { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } },
    ];
    nodes.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}

const page = 'first: 7, after: $after';
const info = 'pageInfo { hasNextPage endCursor }';

async function exported(accept: string, query: string, key?: string): Promise<string> {
  const response = await askExport(server.url, accept, { query }, key ? { key } : {});
  const text = await wholeOf(response);
  expect(response.status, text).toBe(200);
  return text;
}

const csv = (query: string, key?: string) => exported('text/csv', query, key);

describe('JSON Lines', () => {
  test.each([
    ['chips', 'id name tpp claims(first: 2) { nodes { predicate } }'],
    ['claims', 'id subject { __typename ... on Chip { name } } figure { low claims { id } }'],
    ['licences', 'id number licensee { name } lines(first: 3) { nodes { id } }'],
    ['licenceEvents', 'cursor __typename id licence { number }'],
    ['policyEvents', 'title heard: announcedAt chips(first: 1) { totalCount }'],
  ])('of %s are what walking its pages gives', async (list, selection) => {
    const schema = await post(server.url, `{ ${list}(first: 1) { nodes { ${selection} } } }`);
    if (schema.errors) throw new Error(schema.errors[0]?.message);
    const lines = await exported('application/jsonl', `{ ${list} { nodes { ${selection} } } }`);
    const rows = await walked(
      `query ($after: Cursor) { ${list}(${page}) { nodes { ${selection} } ${info} } }`,
    );
    expect(rows.length).toBeGreaterThan(7);
    expect(lines).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });

  test('hold fields that are computed in code', async () => {
    const selection = 'name controlAssessment { code controlled }';
    const { errors } = await post(server.url, `{ chips { nodes { ${selection} } } }`);
    expect(errors).toBeUndefined();
    const lines = await exported('application/jsonl', `{ chips { nodes { ${selection} } } }`);
    const rows = await walked(
      `query ($after: Cursor) { chips(${page}) { nodes { ${selection} } ${info} } }`,
    );
    expect(lines).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });

  test('bear cursors where the document asks for them, and one goes on after any', async () => {
    const query = '{ chips(first: 9) { edges { cursor node { id name } } } }';
    const lines = (await exported('application/jsonl', query)).trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line));
    const { data } = await post<{ chips: { edges: unknown[] } }>(server.url, query);
    expect(rows).toEqual(data?.chips.edges);
    const rest = await exported(
      'application/jsonl',
      `{ chips(first: 5, after: "${rows[3].cursor}") { nodes { id name } } }`,
    );
    expect(rest).toBe(
      rows
        .slice(4)
        .map(({ node }) => `${JSON.stringify(node)}\n`)
        .join(''),
    );
  });
});

describe('a table', () => {
  test('has dotted columns in the order of the document, under their aliases', async () => {
    const query = `query {
      licences { nodes { number state: status holder: licensee { name origin: jurisdiction { code } } ...Dates } }
    } fragment Dates on Licence { validFrom }`;
    const text = await csv(query);
    expect(text.split('\r\n')[0]).toBe(
      '\uFEFFnumber,state,holder.name,holder.origin.code,validFrom',
    );
    const rows = (await walked(
      `query ($after: Cursor) { licences(${page}) { nodes { number status licensee { name jurisdiction { code } } validFrom } ${info} } }`,
    )) as {
      number: string | null;
      status: string;
      licensee: { name: string; jurisdiction: { code: string } | null } | null;
      validFrom: string | null;
    }[];
    expect(tableOf(text)).toEqual(
      rows.map(({ number, status, licensee, validFrom }) => ({
        number: number ?? '',
        state: status,
        'holder.name': licensee?.name ?? '',
        'holder.origin.code': licensee?.jurisdiction?.code ?? '',
        validFrom: validFrom ?? '',
      })),
    );
  });

  test('splits a figure into its parts, with the sources that nobody asked for', async () => {
    const [first] = tableOf(
      await csv('{ approvalRounds { nodes { ordinal authorisedUnits { boundKind } } } }'),
    );
    expect(first).toEqual({
      ordinal: '1',
      'authorisedUnits.low': '400000',
      'authorisedUnits.central': '',
      'authorisedUnits.high': '',
      'authorisedUnits.qualifier': 'MORE_THAN',
      'authorisedUnits.unit': 'chips',
      'authorisedUnits.sources': expect.stringMatching(
        /^https:\/\/www\.businesstimes\.com\.sg\/\S+; https:/,
      ),
      'authorisedUnits.boundKind': 'LIMIT',
    });
  });

  test('joins plain lists, and holds lists of records as JSON without what was not asked', async () => {
    const rows = tableOf(
      await csv(
        '{ organisations(filter: { name: { eq: "NVIDIA" } }) { nodes { roles claims { nodes { figure { low } } } } } }',
      ),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.roles).toMatch(/^[A-Z_]+(; [A-Z_]+)*$/);
    const { nodes } = JSON.parse(rows[0]?.claims ?? '') as { nodes: { figure: object | null }[] };
    for (const { figure } of nodes) expect(Object.keys(figure ?? { low: 0 })).toEqual(['low']);
  });

  test('has the columns of every type that a record may have', async () => {
    const text = await csv(
      '{ claims { nodes { subject { __typename ... on Chip { name } ... on Licence { number } } predicate } } }',
    );
    const rows = tableOf(text);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'subject.__typename',
      'subject.name',
      'subject.number',
      'predicate',
    ]);
    const chips = rows.filter((row) => row['subject.__typename'] === 'Chip');
    expect(chips.length).toBeGreaterThan(0);
    expect(chips.every((row) => row['subject.name'] !== '' && row['subject.number'] === '')).toBe(
      true,
    );
  });

  test('has its header alone where no row is', async () => {
    expect(await csv('{ chips(filter: { name: { eq: "none" } }) { nodes { id name } } }')).toBe(
      '\uFEFFid,name\r\n',
    );
  });

  test('shows each reader what its pages show, and no more', async () => {
    const lists = { licences: 'number', orders: 'id', shipments: 'id' };
    const seen: Record<string, number> = {};
    for (const key of [undefined, server.keys.buyer, server.keys.broker, server.keys.admin]) {
      for (const [list, field] of Object.entries(lists)) {
        const rows = tableOf(await csv(`{ ${list} { nodes { ${field} } } }`, key));
        const pages = await walked(
          `query ($after: Cursor) { ${list}(${page}) { nodes { ${field} } ${info} } }`,
          key,
        );
        expect(rows.map((row) => row[field] || null)).toEqual(
          (pages as Record<string, unknown>[]).map((row) => row[field]),
        );
        seen[`${key === undefined} ${list}`] = rows.length;
        seen[`${key === server.keys.admin} admin ${list}`] = rows.length;
      }
    }
    expect(seen['true orders']).toBeLessThan(seen['true admin orders'] ?? 0);
  });
});

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

  test('the order and the filter of the document hold', async () => {
    const orders = 'orderBy: [{ field: NAME, direction: DESC }]';
    const names = tableOf(await csv(`{ chips(${orders}) { nodes { name } } }`));
    const rows = await walked(
      `query ($after: Cursor) { chips(${orders}, ${page}) { nodes { name } ${info} } }`,
    );
    expect(names).toEqual(rows);
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
