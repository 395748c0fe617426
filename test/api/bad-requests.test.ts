import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { type Asked, ask, send } from '../support/http.ts';
import { expectError, expectNothingInside } from '../support/refused.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

function refused(asked: Asked, status: number, code: string): Promise<void> {
  return expectError(server.url, asked, { status, code });
}

const nested = (open: string, levels: number, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);
describe('a document that cannot be executed', () => {
  const cycle =
    'query { chips { nodes { ...A } } } fragment A on Chip { ...B } fragment B on Chip { ...A }';
  const cases: [string, string, string][] = [
    ['of nothing', '', 'BAD_REQUEST'],
    ['of blanks', '   ', 'GRAPHQL_PARSE_FAILED'],
    ['that does not end', '{ chips {', 'GRAPHQL_PARSE_FAILED'],
    ['with a text that does not end', '{ chip(name: "a', 'GRAPHQL_PARSE_FAILED'],
    ['with an unknown field', '{ chipz }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with an unknown argument', '{ chips(frist: 1) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'with an unknown enum value',
      '{ chips(orderBy: [{ field: COLOUR }]) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with a filter on a wrong type',
      '{ chips(filter: { name: { eq: 5 } }) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with a wrong day',
      '{ chips(filter: { releasedAt: { gt: "2026-13-01" } }) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with a huge integer',
      '{ chips(first: 99999999999999999999) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['without a selection', '{ chips }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with fragments in a circle', cycle, 'GRAPHQL_VALIDATION_FAILED'],
    ['with a fragment that is not there', '{ chips { ...A } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with two anonymous operations', '{ __typename } { __typename }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'of 10,000 aliases',
      `{ ${Array.from({ length: 10_000 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      'DOCUMENT_LIMIT',
    ],
    [
      'with 500 levels of selections',
      nested('{ chips { nodes ', 250, '{ id }', ' } }'),
      'DOCUMENT_LIMIT',
    ],
    [
      'with a list 10,000 deep',
      `{ chips(filter: ${nested('[', 10_000, '', ']')}) { totalCount } }`,
      'DOCUMENT_LIMIT',
    ],
    [
      'with a filter 100 deep',
      `{ chips(filter: ${nested('{ not: ', 100, '{}', ' }')}) { totalCount } }`,
      'DOCUMENT_LIMIT',
    ],
    [
      'with a variable type 10,000 deep',
      `query($v: ${nested('[', 10_000, 'Int', ']')}) { __typename }`,
      'DOCUMENT_LIMIT',
    ],
    ['of nearly 1 MiB of words', `{ ${'chips '.repeat(170_000)} }`, 'DOCUMENT_LIMIT'],
    ['of a long word', `{ ${'a'.repeat(1_000_000)} }`, 'GRAPHQL_VALIDATION_FAILED'],
  ];
  test.each(cases)('%s', async (_name, query, code) => {
    await refused(await ask(server.url, { query }), 400, code);
  });

  test('with an operation that it does not have', async () => {
    const request = { query: 'query A { __typename }', operationName: 'B' };
    await refused(await ask(server.url, request), 400, 'OPERATION_RESOLUTION_FAILURE');
  });

  test('a comment of nearly 1 MiB is no obstacle', async () => {
    const query = `# ${'x'.repeat(1_000_000)}\n{ __typename }`;
    expect(await ask(server.url, { query })).toMatchObject({
      status: 200,
      data: { __typename: 'Query' },
    });
  });
});

describe('a request that is none', () => {
  const json = 'application/json';
  const good = '{"query": "{ __typename }"}';
  const cases: [string, Parameters<typeof send>[1], number, string][] = [
    [
      'a body of more than 1 MiB',
      { body: JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1_050_000)}` }) },
      413,
      'DOCUMENT_LIMIT',
    ],
    ['a body that is no JSON', { body: '{"query": ' }, 400, 'BAD_REQUEST'],
    ['a body of another type', { body: good, type: 'text/plain' }, 415, 'BAD_REQUEST'],
    ['a body of XML', { body: '<query/>', type: 'application/xml' }, 415, 'BAD_REQUEST'],
    [
      'a form',
      { body: 'query={__typename}', type: 'application/x-www-form-urlencoded' },
      415,
      'BAD_REQUEST',
    ],
    ['an empty body', { body: '', type: json }, 400, 'BAD_REQUEST'],
    ['no query', { body: '{}' }, 400, 'BAD_REQUEST'],
    ['a query that is a number', { body: '{"query": 5}' }, 400, 'BAD_REQUEST'],
    ['a query that is null', { body: '{"query": null}' }, 400, 'BAD_REQUEST'],
    ['a body that is null', { body: 'null' }, 400, 'BAD_REQUEST'],
    ['a body that is a text', { body: '"{ __typename }"' }, 400, 'BAD_REQUEST'],
    ['a body that is a list', { body: `[${good}, ${good}]` }, 400, 'BAD_REQUEST'],
    ['an empty list', { body: '[]' }, 400, 'BAD_REQUEST'],
    [
      'variables that are a list',
      { body: '{"query": "{ __typename }", "variables": [1]}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'variables that are a text',
      { body: '{"query": "{ __typename }", "variables": "a"}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'an operation name that is a number',
      { body: '{"query": "{ __typename }", "operationName": 1}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'extensions that are a text',
      { body: '{"query": "{ __typename }", "extensions": "a"}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a mutation by GET',
      {
        method: 'GET',
        path: `?query=${encodeURIComponent('mutation { suspendLicence(input: { licenceId: "x", reason: "y", idempotencyKey: "z" }) { __typename } }')}`,
      },
      405,
      'BAD_REQUEST',
    ],
    ['a GET without a query', { method: 'GET' }, 400, 'BAD_REQUEST'],
    [
      'variables by GET that are no JSON',
      { method: 'GET', path: '?query={__typename}&variables={' },
      400,
      'BAD_REQUEST',
    ],
    ['a key without its scheme', { body: good, authorization: 'secret' }, 401, 'UNAUTHENTICATED'],
    ['a name and password', { body: good, authorization: 'Basic YTpi' }, 401, 'UNAUTHENTICATED'],
    [
      'an unknown key',
      { body: good, authorization: 'Bearer demo0.0000000000000000000000000000000000000000000' },
      401,
      'UNAUTHENTICATED',
    ],
    [
      'an unknown key in a GET',
      { method: 'GET', path: '?query={__typename}', authorization: 'Bearer x' },
      401,
      'UNAUTHENTICATED',
    ],
  ];
  test.each(cases)('%s', async (_name, request, status, code) => {
    await refused(await send(server.url, request), status, code);
  });

  test('other methods are not allowed', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status, body } = await send(server.url, { method });
      expectNothingInside(body);
      expect([404, 405], `${method} ${body}`).toContain(status);
    }
  });

  test('a browser that looks in is sent no page of others', async () => {
    const { body, status } = await send(server.url, { method: 'GET', accept: 'text/html' });
    expect(status).toBe(406);
    expect(body).not.toMatch(/apollo|<script/i);
  });
});

describe('a document that is small and asks for much', () => {
  test('by fragments that double at each level is refused', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) =>
        `fragment F${level} on Organisation { a: ultimateParent { ...F${level + 1} } b: ultimateParent { ...F${level + 1} } }`,
    );
    const query = `{ organisations { nodes { ...F0 } } } ${levels.join(' ')} fragment F30 on Organisation { id }`;
    await refused(await ask(server.url, { query }), 200, 'DOCUMENT_LIMIT');
  });

  test('by ten thousand conditions in its variables is refused', async () => {
    const query = 'query($f: ChipFilter) { chips(filter: $f) { totalCount } }';
    for (const condition of [{ name: { eq: '', ne: '' } }, { name: { isNull: true } }, {}]) {
      const f = { or: Array.from({ length: 30_000 }, () => condition) };
      const asked = await ask(server.url, { query, variables: { f } });
      await refused(asked, 400, 'DOCUMENT_LIMIT');
    }
    const few = { or: Array.from({ length: 2_900 }, () => ({ name: { isNull: true } })) };
    await refused(await ask(server.url, { query, variables: { f: few } }), 200, 'DOCUMENT_LIMIT');
  });

  test('by a list of ten thousand values is answered', async () => {
    const query =
      'query($names: [String!]) { chips(filter: { name: { in: $names } }) { totalCount } }';
    const names = Array.from({ length: 10_000 }, (_, index) => `chip ${index}`);
    const { data } = await ask(server.url, { query, variables: { names } });
    expect(data).toEqual({ chips: { totalCount: 0 } });
  });
});

describe('a statement that takes too long', () => {
  test('is stopped, and the next is answered', async () => {
    const other = await connectDatabase(server.databaseUrl);
    try {
      await other.query('begin; lock table chip in access exclusive mode');
      await refused(await ask(server.url, { query: '{ chips { totalCount } }' }), 504, 'TIMEOUT');
      await other.query('rollback');
      const { data } = await ask(server.url, { query: '{ chips { totalCount } }' });
      expect(data).toEqual({ chips: { totalCount: 0 } });
    } finally {
      await other.end();
    }
  });
});
