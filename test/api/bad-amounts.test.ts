import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { ask, send } from '../support/http.ts';
import { expectError } from '../support/refused.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});

afterAll(() => server.close());

const times = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index)).join(' ');

/** `levels` objects in each other. */
function nested(levels: number): string {
  return `${'{"and":['.repeat(levels)}{}${']}'.repeat(levels)}`;
}

const introspection = getIntrospectionQuery();

describe('a small request that asks for much', () => {
  const cases: [string, string, number, string][] = [
    [
      'ten thousand aliases',
      `{ ${times(10_000, (n) => `a${n}: position`)} }`,
      400,
      'DOCUMENT_LIMIT',
    ],
    [
      'as many aliases of a count as a document has words for',
      `{ ${times(1600, (n) => `a${n}: chips { totalCount }`)} }`,
      400,
      'COST_LIMIT',
    ],
    [
      'pages of 200 five levels deep',
      `{ ${times(5, () => 'claims(first: 200) { nodes { sourceReport {')} id ${times(5, () => '} } }')} }`,
      400,
      'COST_LIMIT',
    ],
    [
      'fragments that triple at each level, of lists',
      `{ sourceReports { nodes { ...F0 } } } ${times(7, (n) => `fragment F${n} on SourceReport { a: claims(first: 9) { nodes { sourceReport { ...F${n + 1} } } } b: claims(first: 9) { nodes { sourceReport { ...F${n + 1} } } } }`)} fragment F7 on SourceReport { id }`,
      400,
      'COST_LIMIT',
    ],
    [
      'the schema ten times',
      introspection.replace(
        '__schema',
        `${times(9, (n) => `a${n}: __schema { types { ...FullType } }`)} __schema`,
      ),
      400,
      'COST_LIMIT',
    ],
    [
      'the schema of the schema of the schema',
      `{ __schema { types { ${times(9, () => 'fields { type {')} name ${times(9, () => '} }')} } } }`,
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a thousand directives',
      `{ position ${times(1000, () => '@include(if: true)')} }`,
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a filter a hundred deep',
      `{ chips(filter: ${'{ not: '.repeat(100)}{}${' }'.repeat(100)}) { totalCount } }`,
      400,
      'DOCUMENT_LIMIT',
    ],
  ];
  test.each(cases)('%s', async (_name, query, status, code) => {
    await expectError(server.url, await ask(server.url, { query }), { status, code });
  });

  test('the whole schema, once, is answered', async () => {
    const { errors } = await ask(server.url, { query: introspection });
    expect(errors).toBeUndefined();
  });

  test.each([
    ['five thousand levels', nested(5000)],
    ['two hundred thousand lists in each other', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['a hundred levels', nested(100)],
  ])('variables of %s', async (_name, value) => {
    const query = 'query($v: ChipFilter) { chips(filter: $v) { totalCount } }';
    const body = `{"query":${JSON.stringify(query)},"variables":{"v":${value}}}`;
    await expectError(server.url, await send(server.url, { body }), {
      status: 400,
      code: 'DOCUMENT_LIMIT',
    });
  });
});

describe('values that PostgreSQL cannot hold', () => {
  test.each([
    ["NUL in the name of an operation's variable value", { eq: 'a\0b' }],
    ['half of a pair', { startsWith: '\udbff' }],
    ['half of a pair among good ones', { in: ['good', 'a\ud800b'] }],
    ['NUL in an order of words', { gte: '\0' }],
  ])('%s', async (_name, v) => {
    const query = 'query($v: StringFilter) { chips(filter: { name: $v }) { totalCount } }';
    const asked = await ask(server.url, { query, variables: { v } });
    await expectError(server.url, asked, { status: 200, code: 'BAD_USER_INPUT' });
  });
});

describe('after all that', () => {
  test('no connection is left behind, and each answers', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => ask(server.url, { query: '{ chips { totalCount } }' })),
    );
    for (const { errors } of answers) expect(errors).toBeUndefined();
    const database = await connectDatabase(server.databaseUrl);
    try {
      const { rows } = await database.query<{ state: string }>(
        `select state from pg_stat_activity
         where datname = current_database() and application_name = 'carnet reads'`,
      );
      expect(rows.length).toBeLessThanOrEqual(10);
      expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['idle']));
    } finally {
      await database.end();
    }
  });
});
