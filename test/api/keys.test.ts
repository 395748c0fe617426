import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
afterAll(() => server.close());

const decide = async (query: string, key: string | undefined = server.keys.admin) => {
  const { data, errors } = await ask(server.url, { query }, key);
  expect(errors).toBeUndefined();
  return Object.values(data as Record<string, Record<string, unknown>>)[0] ?? {};
};
const create = (input: string, key?: string) =>
  decide(
    `mutation { createApiKey(input: { ${input} }) { __typename
      ... on CreateApiKeyPayload { apiKey { id prefix roles jurisdictions organisation { name } } key replayed }
      ... on InvalidReference { field id } ... on NotAuthorised { action } } }`,
    key,
  );
const revoke = (id: string, idempotencyKey: string, key?: string) =>
  decide(
    `mutation { revokeApiKey(input: { apiKeyId: "${id}", idempotencyKey: "${idempotencyKey}" }) { __typename
      ... on RevokeApiKeyPayload { apiKey { revokedAt } replayed }
      ... on ApiKeyNotFound { apiKeyId } ... on NotAuthorised { action } } }`,
    key,
  );
const made = async (input: string) => {
  const { apiKey, key } = await create(input);
  return { id: (apiKey as { id: string }).id, key: String(key) };
};
const viewer = (key: string) => ask(server.url, { query: '{ viewer { name } }' }, key);

describe('a key made through the API', () => {
  it('is shown once, works, and a repetition shows it no more', async () => {
    const input =
      'idempotencyKey: "one", name: "ERP", roles: [AUTHORITY, BUYER], organisation: { name: "ByteDance" }, jurisdictions: [{ code: "CN" }]';
    const first = await create(input);
    expect(first).toMatchObject({
      __typename: 'CreateApiKeyPayload',
      replayed: false,
      apiKey: {
        roles: ['AUTHORITY', 'BUYER'],
        jurisdictions: ['CN'],
        organisation: { name: 'ByteDance' },
      },
    });
    expect((await viewer(String(first.key))).data).toEqual({ viewer: { name: 'ERP' } });
    const again = await create(input);
    expect(again).toEqual({ ...first, key: null, replayed: true });
    const other = await create(input.replace('ERP', 'WMS'));
    expect(other).toEqual({ __typename: 'IdempotencyConflict' });
  });

  it('names records that are there', async () => {
    const input = 'idempotencyKey: "two", name: "x", roles: [BUYER]';
    expect(await create(`${input}, organisation: { name: "Nobody" }`)).toEqual({
      __typename: 'InvalidReference',
      field: 'organisation',
      id: 'Nobody',
    });
    expect(await create(`${input}, jurisdictions: [{ code: "CN" }, { code: "XX" }]`)).toEqual({
      __typename: 'InvalidReference',
      field: 'jurisdictions[1]',
      id: 'XX',
    });
  });

  it.each([
    'name: " ", roles: [BUYER]',
    'name: "x", roles: []',
    'name: "x", roles: [BUYER], expiresAt: "2020-01-01T00:00:00Z"',
    'name: "x", roles: [BUYER], organisation: {}',
    'name: "x", roles: [BUYER], organisation: { name: "ByteDance", lei: "x" }',
  ])('cannot be made of { %s }', async (input) => {
    const query = `mutation { createApiKey(input: { idempotencyKey: "bad", ${input} }) { __typename } }`;
    const { errors } = await ask(server.url, { query }, server.keys.admin);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('who may what', () => {
  const others = ['authority', 'analyst', 'integrator', 'broker', 'buyer', 'anonymous'] as const;
  const keyOf = (who: (typeof others)[number]) =>
    who === 'anonymous' ? undefined : server.keys[who];

  it.each(others)('%s makes no key and revokes none', async (who) => {
    const { id } = await made(`idempotencyKey: "for ${who}", name: "x", roles: [LAB]`);
    const asked = async (query: string) => (await ask(server.url, { query }, keyOf(who))).data;
    expect(
      await asked(
        'mutation { createApiKey(input: { idempotencyKey: "k", name: "x", roles: [ADMIN] }) { ... on NotAuthorised { action } } }',
      ),
    ).toEqual({ createApiKey: { action: 'CREATE_API_KEY' } });
    for (const hidden of [id, Buffer.from('ApiKey:999999').toString('base64url')]) {
      expect(
        await asked(
          `mutation { revokeApiKey(input: { idempotencyKey: "k", apiKeyId: "${hidden}" }) { __typename } }`,
        ),
      ).toEqual({ revokeApiKey: { __typename: 'ApiKeyNotFound' } });
    }
    expect(await asked(`{ node(id: "${id}") { id } }`)).toEqual({ node: null });
  });

  it('an organisation sees its own keys, and cannot revoke them', async () => {
    const own = await made(
      'idempotencyKey: "own", name: "own", roles: [BUYER], organisation: { name: "ByteDance" }',
    );
    const query = '{ apiKeys(first: 200) { nodes { id organisation { name } } } }';
    const { data } = await ask(server.url, { query }, server.keys.buyer);
    const { nodes } = (data as { apiKeys: { nodes: { id: string; organisation: object }[] } })
      .apiKeys;
    expect(nodes.map(({ id }) => id)).toContain(own.id);
    for (const { organisation } of nodes) expect(organisation).toEqual({ name: 'ByteDance' });
    expect(await revoke(own.id, 'try', server.keys.buyer)).toEqual({
      __typename: 'NotAuthorised',
      action: 'REVOKE_API_KEY',
    });
    const nobody = await ask(server.url, { query: '{ apiKeys { totalCount } }' });
    expect(nobody.data).toEqual({ apiKeys: { totalCount: 0 } });
  });
});

describe('a revoked key', () => {
  it('stays revoked from its first revocation on, and is refused', async () => {
    const { id, key } = await made('idempotencyKey: "gone", name: "x", roles: [LAB]');
    const first = await revoke(id, 'r-1');
    expect(first).toMatchObject({ __typename: 'RevokeApiKeyPayload', replayed: false });
    expect(await revoke(id, 'r-1')).toEqual({ ...first, replayed: true });
    expect(await revoke(id, 'r-2')).toEqual(first);
    expect(await viewer(key)).toMatchObject({ status: 401 });
  });

  it('closes the socket that it opened', async () => {
    const { id, key } = await made('idempotencyKey: "socket", name: "x", roles: [LAB]');
    const client = createClient({
      url: server.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${key}` },
    });
    const opened = new Promise((resolve) => client.on('connected', resolve));
    const events = client.iterate({ query: 'subscription { licenceEvents { id } }' });
    const next = events.next();
    next.catch(() => {});
    await opened;
    await revoke(id, 'r-3');
    await expect(next).rejects.toMatchObject({ code: 4403 });
    await client.dispose();
  });
});

describe('carnet key', () => {
  const carnet = async (...args: string[]) => {
    const ran = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'server/src/cli.ts', 'key', ...args],
      {
        cwd: new URL('../..', import.meta.url),
        env: { ...process.env, DATABASE_URL: server.databaseUrl },
      },
    ).catch((failed: { stdout: string; stderr: string }) => failed);
    return { out: ran.stdout, err: ran.stderr };
  };

  it('makes, lists and revokes', async () => {
    const { out } = await carnet(
      ...['create', 'night job', '--role', 'INTEGRATOR', '--organisation', 'ByteDance'],
    );
    const key = out.trim();
    expect((await viewer(key)).data).toEqual({ viewer: { name: 'night job' } });
    const prefix = key.split('_')[1] ?? '';
    expect((await carnet('list')).out).toContain(
      `${prefix}\tworks\tINTEGRATOR\tByteDance\tnight job\n`,
    );
    expect((await carnet('revoke', prefix)).out).toBe('Revoked 1 key.\n');
    expect((await carnet('list')).out).toContain(`${prefix}\trevoked\t`);
    expect((await carnet('revoke', prefix)).err).toMatch(/^No key that works has the prefix/);
    const wrong = await carnet('create', 'x', '--role', 'BUYER', '--organisation', 'Nobody');
    expect(wrong.err).toBe(
      'No key was made: there is no "Nobody" (organisation) in the database.\n',
    );
  });
});
