import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { type Asked, ask } from '../support/http.ts';
import { expectError } from '../support/refused.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

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

function refused(asked: Asked, status: number, code: string): Promise<void> {
  return expectError(server.url, asked, { status, code });
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
    await refused(asked, 200, code);
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
      'a filter nested 30 deep',
      'query($f: ChipFilter) { chips(filter: $f) { nodes { id } } }',
      { f: filterOf(30) },
      'DOCUMENT_LIMIT',
    ],
  ] as const)('%s', async (_name, query, variables, code) => {
    const asked = await ask(server.url, { query, variables });
    await refused(asked, 200, code);
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
