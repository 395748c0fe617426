import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, ask, send } from '../support/http.ts';
import { expectError } from '../support/refused.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

function refused(asked: Asked, status: number, code: string): Promise<void> {
  return expectError(server.url, asked, { status, code });
}

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
    await refused(await ask(server.url, { query, variables: { v } }), 400, 'BAD_USER_INPUT');
  });

  test('a variable that is required is missing', async () => {
    await refused(
      await ask(server.url, { query: 'query($v: ID!) { node(id: $v) { id } }' }),
      400,
      'BAD_USER_INPUT',
    );
  });

  test('keys of prototypes are refused, and names of theirs that are harmless let be', async () => {
    const withKey = (key: string) =>
      `{"query": "{ __typename }", "variables": {"${key}": {"a": 1}}}`;
    await refused(await send(server.url, { body: withKey('__proto__') }), 400, 'BAD_REQUEST');
    for (const key of ['constructor', 'toString', 'hasOwnProperty']) {
      const { data } = await send(server.url, { body: withKey(key) });
      expect(data).toEqual({ __typename: 'Query' });
    }
  });
});
