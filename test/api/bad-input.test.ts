import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Asked, ask, send } from '../support/http.ts';

let server: TestServer;
let chip: string;
let cursors: Record<'chips' | 'byName' | 'claims' | 'log', string>;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  const { data } = await ask(server.url, {
    query: `{ chips(first: 1) { nodes { id } edges { cursor } }
      byName: chips(first: 1, orderBy: [{ field: NAME }]) { edges { cursor } }
      claims(first: 1) { edges { cursor } }
      position }`,
  });
  const answer = data as Record<
    string,
    { nodes: { id: string }[]; edges: { cursor: string }[] }
  > & {
    position: string;
  };
  const first = (list: string) => answer[list]?.edges[0]?.cursor ?? '';
  chip = answer.chips?.nodes[0]?.id ?? '';
  cursors = {
    chips: first('chips'),
    byName: first('byName'),
    claims: first('claims'),
    log: answer.position,
  };
});

afterAll(() => server.close());

/** The body tells people what is wrong and nothing of what is inside. */
function expectNothingInside(body: string): void {
  expect(body).not.toMatch(
    /\bselect\b(?! or )|\bfrom t\d|pg_|node_modules|\bat .*\.[jt]s|\bsyntax error at or near/i,
  );
}

async function expectError(asked: Asked, status: number, code: string): Promise<void> {
  const { body, errors } = asked;
  expectNothingInside(body);
  expect(
    errors?.map((error) => error.extensions?.code),
    body.slice(0, 500),
  ).toContain(code);
  for (const error of errors ?? []) expect(error.message.length, body).toBeGreaterThan(10);
  expect(asked.status, body.slice(0, 500)).toBe(status);
  // and it goes on as before
  const started = performance.now();
  expect(await ask(server.url, { query: '{ __typename }' })).toMatchObject({ status: 200 });
  expect(performance.now() - started).toBeLessThan(5000);
}

const inQuery = (fields: string) => ({ query: `{ ${fields} }` });
const nested = (open: string, levels: number, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);
const filterOf = (levels: number): unknown =>
  levels === 0 ? { name: { eq: 'x' } } : { not: filterOf(levels - 1) };

describe('a row that is not there', () => {
  test.each([
    ['an unknown id', () => inQuery(`chip(id: "${encodeId('Chip', 987654321)}") { name }`), 'chip'],
    [
      'the largest key',
      () => inQuery(`chip(id: "${encodeId('Chip', '9223372036854775807')}") { name }`),
      'chip',
    ],
    ['an unknown name', () => inQuery('chip(name: "H9000") { name }'), 'chip'],
    ['a node of no type', () => inQuery(`node(id: "${encodeId('Nothing', 1)}") { id }`), 'node'],
  ] as const)('%s is null', async (_name, request, field) => {
    const { status, data, errors } = await ask(server.url, request());
    expect({ status, data, errors }).toEqual({
      status: 200,
      data: { [field]: null },
      errors: undefined,
    });
  });

  test('nodes keeps the place of an unknown id', async () => {
    const ids = [encodeId('Chip', 987654321), chip];
    const { data } = await ask(server.url, {
      query: 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids },
    });
    expect(data).toEqual({ nodes: [null, { id: chip }] });
  });
});

describe('an argument that cannot be used', () => {
  const cases: [string, () => string, string][] = [
    ['a malformed id', () => 'chip(id: "x") { name }', 'MALFORMED_ID'],
    ['an empty id', () => 'chip(id: "") { name }', 'MALFORMED_ID'],
    [
      'an id of a number beyond any key',
      () => `chip(id: "${encodeId('Chip', '9999999999999999999')}") { name }`,
      'MALFORMED_ID',
    ],
    ['a padded id', () => `chip(id: "${btoa('Chip:1')}==") { name }`, 'MALFORMED_ID'],
    ['an id of another type', () => `licence(id: "${chip}") { id }`, 'MALFORMED_ID'],
    ['a malformed id among nodes', () => `nodes(ids: ["${chip}", "!"]) { id }`, 'MALFORMED_ID'],
    [
      'an id of another type in a filter',
      () => `licences(filter: { id: { eq: "${chip}" } }) { totalCount }`,
      'MALFORMED_ID',
    ],
    [
      'more nodes than a page',
      () => `nodes(ids: [${`"${chip}",`.repeat(201)}]) { id }`,
      'PAGE_SIZE',
    ],
    ['no way to look up', () => 'chip { name }', 'BAD_USER_INPUT'],
    ['two ways to look up', () => `chip(id: "${chip}", name: "H200") { name }`, 'BAD_USER_INPUT'],
    ['a malformed cursor', () => 'chips(after: "x") { nodes { id } }', 'MALFORMED_CURSOR'],
    [
      'a cursor that is JSON of another kind',
      () => `chips(after: "${btoa('{"a":1}').replace(/=/g, '')}") { nodes { id } }`,
      'MALFORMED_CURSOR',
    ],
    [
      'a cursor of another list',
      () => `chips(after: "${cursors.claims}") { nodes { id } }`,
      'MALFORMED_CURSOR',
    ],
    [
      'a cursor of the log in a list',
      () => `chips(after: "${cursors.log}") { nodes { id } }`,
      'MALFORMED_CURSOR',
    ],
    [
      'a cursor of a list in the log',
      () => `licenceEvents(after: "${cursors.chips}") { nodes { id } }`,
      'MALFORMED_CURSOR',
    ],
    [
      'a cursor of another order',
      () => `chips(after: "${cursors.byName}") { nodes { id } }`,
      'MALFORMED_CURSOR',
    ],
    [
      'a cursor of the same keys in another direction',
      () =>
        `chips(orderBy: [{ field: NAME, direction: DESC }], before: "${cursors.byName}") { nodes { id } }`,
      'MALFORMED_CURSOR',
    ],
    ['a page of no rows', () => 'chips(first: 0) { nodes { id } }', 'PAGE_SIZE'],
    ['a page of too many rows', () => 'chips(first: 201) { nodes { id } }', 'PAGE_SIZE'],
    ['a page of less than no rows', () => 'chips(first: -1) { nodes { id } }', 'PAGE_SIZE'],
    ['the last of no rows', () => 'chips(last: 0) { nodes { id } }', 'PAGE_SIZE'],
    ['pages from both ends', () => 'chips(first: 1, last: 1) { nodes { id } }', 'PAGE_SIZE'],
    [
      'a nested page of no rows',
      () => 'chips { nodes { claims(first: 0) { nodes { id } } } }',
      'PAGE_SIZE',
    ],
    [
      'more keys than an order takes',
      () => `chips(orderBy: [${'{ field: NAME },'.repeat(6)}]) { nodes { id } }`,
      'BAD_USER_INPUT',
    ],
    [
      'a day before the calendar',
      () => 'sourceReports(filter: { publishedAt: { gt: "0000-01-01" } }) { nodes { id } }',
      'BAD_USER_INPUT',
    ],
    ['NUL in a text', () => 'chip(name: "a\\u0000b") { id }', 'BAD_USER_INPUT'],
    [
      'NUL in a filter',
      () => 'chips(filter: { name: { contains: "a\\u0000b" } }) { nodes { id } }',
      'BAD_USER_INPUT',
    ],
    [
      'NUL in a list',
      () => 'chips(filter: { name: { in: ["a\\u0000b"] } }) { nodes { id } }',
      'BAD_USER_INPUT',
    ],
    [
      'a filter nested 25 deep',
      () => `chips(filter: ${nested('{ not: ', 25, '{}', ' }')}) { nodes { id } }`,
      'DOCUMENT_LIMIT',
    ],
  ];

  test.each(cases)('%s', async (_name, fields, code) => {
    const asked = await ask(server.url, inQuery(fields()));
    await expectError(asked, 200, code);
    expect(asked.errors?.[0]?.path?.length).toBeGreaterThan(0);
  });

  test.each([
    [
      'half of a surrogate pair',
      'query($s: String) { chip(name: $s) { id } }',
      { s: '\ud800' },
      'BAD_USER_INPUT',
    ],
    [
      'half of a pair in a list',
      'query($s: [String!]) { chips(filter: { name: { in: $s } }) { nodes { id } } }',
      { s: ['\udc00'] },
      'BAD_USER_INPUT',
    ],
    [
      'a page size in variables',
      'query($n: Int) { chips(first: $n) { nodes { id } } }',
      { n: 1000 },
      'PAGE_SIZE',
    ],
    [
      'a null id after a default',
      'query($id: ID = "x") { node(id: $id) { id } }',
      { id: null },
      'BAD_USER_INPUT',
    ],
    [
      'null ids after a default',
      'query($ids: [ID!] = []) { nodes(ids: $ids) { id } }',
      { ids: null },
      'BAD_USER_INPUT',
    ],
    [
      'a null direction after a default',
      'query($d: OrderDirection = ASC) { chips(orderBy: [{ field: NAME, direction: $d }]) { nodes { id } } }',
      { d: null },
      'BAD_USER_INPUT',
    ],
    [
      'a filter nested 100 deep',
      'query($f: ChipFilter) { chips(filter: $f) { nodes { id } } }',
      { f: filterOf(100) },
      'DOCUMENT_LIMIT',
    ],
  ] as const)('%s', async (_name, query, variables, code) => {
    const asked = await ask(server.url, { query, variables });
    await expectError(asked, 200, code);
  });

  test('spoils its own field, not the others', async () => {
    const { data, errors } = await ask(
      server.url,
      inQuery('good: chip(name: "H200") { name } bad: chip(id: "x") { name }'),
    );
    expect(data).toEqual({ good: { name: 'H200' }, bad: null });
    expect(errors).toHaveLength(1);
  });
});

describe('variables of the wrong type', () => {
  const of = (type: string, field: string) => `query($v: ${type}) { ${field} }`;
  const inFilter = (name: string) => `chips(filter: { ${name}: $v }) { nodes { id } }`;
  test.each([
    [
      'an enum value that is none',
      of('ClaimRankFilter', 'claims(filter: { rank: $v }) { nodes { id } }'),
      { eq: 'BEST' },
    ],
    ['a number for a text', of('StringFilter', inFilter('name')), { eq: 5 }],
    ['a text for a number', of('IntFilter', inFilter('tppRank')), { eq: 'five' }],
    ['a number beyond Int', of('IntFilter', inFilter('tppRank')), { eq: 1e12 }],
    [
      'a number beyond 2^53',
      of('SafeIntFilter', 'licenceEvents(filter: { position: $v }) { nodes { id } }'),
      { eq: 2 ** 60 },
    ],
    ['a decimal in words', of('DecimalFilter', inFilter('tpp')), { gt: 'many' }],
    [
      'a decimal of a thousand digits',
      of('DecimalFilter', inFilter('tpp')),
      { gt: '9'.repeat(1000) },
    ],
    ['a decimal in exponents', of('DecimalFilter', inFilter('tpp')), { gt: '1e400' }],
    ['a day that no month has', of('DateFilter', inFilter('releasedAt')), { gt: '2026-02-30' }],
    ['a day in words', of('DateFilter', inFilter('releasedAt')), { gt: 'yesterday' }],
    ['an instant in words', of('DateTimeFilter', inFilter('recordedAt')), { gt: 'now' }],
    ['an operator that is none', of('StringFilter', inFilter('name')), { like: '%' }],
    ['a filter that is a list', of('ChipFilter', 'chips(filter: $v) { nodes { id } }'), [[1]]],
    [
      'a cursor of 1 MB less a little',
      of('Cursor', 'chips(after: $v) { nodes { id } }'),
      'a'.repeat(900_000),
    ],
  ] as const)('%s', async (_name, query, v) => {
    await expectError(await ask(server.url, { query, variables: { v } }), 400, 'BAD_USER_INPUT');
  });

  test('a variable that is required is missing', async () => {
    await expectError(
      await ask(server.url, { query: 'query($v: ID!) { node(id: $v) { id } }' }),
      400,
      'BAD_USER_INPUT',
    );
  });

  test('keys of prototypes are refused, and names of theirs that are harmless let be', async () => {
    const withKey = (key: string) =>
      `{"query": "{ __typename }", "variables": {"${key}": {"a": 1}}}`;
    await expectError(await send(server.url, { body: withKey('__proto__') }), 400, 'BAD_REQUEST');
    for (const key of ['constructor', 'toString', 'hasOwnProperty']) {
      const { data } = await send(server.url, { body: withKey(key) });
      expect(data).toEqual({ __typename: 'Query' });
    }
  });
});

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
    await expectError(await ask(server.url, { query }), 400, code);
  });

  test('with an operation that it does not have', async () => {
    const request = { query: 'query A { __typename }', operationName: 'B' };
    await expectError(await ask(server.url, request), 400, 'OPERATION_RESOLUTION_FAILURE');
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
    await expectError(await send(server.url, request), status, code);
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
