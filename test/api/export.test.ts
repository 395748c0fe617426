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

  test('the order and the filter of the document hold', async () => {
    const orders = 'orderBy: [{ field: NAME, direction: DESC }]';
    const names = tableOf(await csv(`{ chips(${orders}) { nodes { name } } }`));
    const rows = await walked(
      `query ($after: Cursor) { chips(${orders}, ${page}) { nodes { name } ${info} } }`,
    );
    expect(names).toEqual(rows);
  });
});
