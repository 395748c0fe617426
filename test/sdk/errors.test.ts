import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CarnetError, createCarnet, NetworkError, RequestError } from '@carnet/sdk';
import { errorCodes } from '../../sdk/src/error-codes.ts';
import { faultCodes } from '../../server/src/kernel/fault.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const thrown = async (work: Promise<unknown>): Promise<CarnetError> => {
  const error = await work.catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(CarnetError);
  return error as CarnetError;
};

test('the table knows every code that the server has', () => {
  expect(Object.keys(errorCodes)).toEqual(expect.arrayContaining(Object.keys(faultCodes)));
});

describe('what is wrong with a request has a code', () => {
  const cases: [string, string, Record<string, unknown>?][] = [
    ['GRAPHQL_PARSE_FAILED', '{ licences('],
    ['GRAPHQL_VALIDATION_FAILED', '{ licenses { id } }'],
    ['OPERATION_RESOLUTION_FAILURE', 'query A { position } query B { position }'],
    [
      'BAD_USER_INPUT',
      'query Few($first: Int) { chips(first: $first) { totalCount } }',
      { first: 'x' },
    ],
    ['MALFORMED_ID', '{ chip(id: "H200") { name } }'],
    ['MALFORMED_CURSOR', '{ chips(after: "x") { nodes { id } } }'],
    ['PAGE_SIZE', '{ chips(first: 1000) { nodes { id } } }'],
  ];
  test.each(cases)('%s', async (code, text, variables) => {
    const carnet = createCarnet({ url: server.url });
    const error = await thrown(carnet.request(text, variables));
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({ code, passing: false });
    expect((error as RequestError).faults.length).toBeGreaterThan(0);
  });

  test('UNAUTHENTICATED, and nobody reads the key', async () => {
    const carnet = createCarnet({ url: server.url, key: 'carnet_secretive' });
    const error = await thrown(carnet.viewer());
    expect(error.code).toBe('UNAUTHENTICATED');
    expect(JSON.stringify([error.message, error, error.stack])).not.toContain('secretive');
  });
});

test('values of variables are in no error', async () => {
  const text = 'query Few($name: String) { chip(name: $name) { id } }';
  const error = await thrown(
    createCarnet({ url: server.url }).request(text, { name: ['hush', { a: 'hush' }] }),
  );
  expect(error.message).toContain('name');
  expect(JSON.stringify([error.message, error, error.stack])).not.toContain('hush');
});

test('what is not there cannot be reached', async () => {
  const gone = await startTestServer();
  await gone.close();
  const error = await thrown(createCarnet({ url: gone.url, retries: 0 }).viewer());
  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({ code: 'NETWORK', passing: true, cause: expect.any(Error) });
});

test('an address without GraphQL is said to be one', async () => {
  const url = new URL('/livez', server.url).href;
  const error = await thrown(createCarnet({ url }).viewer());
  expect(error).toMatchObject({ code: 'UNREADABLE_ANSWER' });
  expect(error.message).toContain('/graphql');
});

test('options that cannot be used are named', () => {
  expect(() => createCarnet({ url: 'localhost:4000' })).toThrow(/^url must be/);
  expect(() => createCarnet({ url: server.url, timeout: 0 })).toThrow(/^timeout must be/);
  expect(() => createCarnet({ url: server.url, retries: -1 })).toThrow(/^retries must be/);
});
