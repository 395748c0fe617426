import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});

afterAll(() => server.close());

interface Explained {
  data?: unknown;
  errors?: { extensions: { code: string } }[];
  extensions?: { cost: object; explain?: { statement: string; plan: { Plan: object }[] } };
}

async function ask(
  query: string,
  { key, variables, explain = '1' }: { key?: string; variables?: object; explain?: string } = {},
): Promise<{ status: number; body: Explained }> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-carnet-explain': explain,
      ...(key && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as Explained };
}

const query = 'query($name: String!) { chips(filter: { name: { eq: $name } }) { nodes { name } } }';
const variables = { name: 'H200' };

describe('X-Carnet-Explain', () => {
  test('tells an administrator the statement and its plan, beside the same answer', async () => {
    const { admin: key } = server.keys;
    const { body } = await ask(query, { key, variables });
    const plain = await ask(query, { key, variables, explain: '' });
    expect(body.data).toEqual(plain.body.data);
    expect(body.data).toEqual({ chips: { nodes: [{ name: 'H200' }] } });
    expect(plain.body.extensions).not.toHaveProperty('explain');
    const { statement, plan } = body.extensions?.explain ?? { statement: '', plan: [] };
    expect(statement).toMatch(/^select .*\$1::text/);
    expect(plan[0]?.Plan).toMatchObject({ 'Node Type': expect.any(String) });
    expect(JSON.stringify(plan)).toContain('Plan Rows');
  });

  test('keeps from an analyst what PostgreSQL knows of all rows', async () => {
    const { body } = await ask(query, { key: server.keys.analyst, variables });
    expect(body.data).toEqual({ chips: { nodes: [{ name: 'H200' }] } });
    const plan = JSON.stringify(body.extensions?.explain?.plan);
    expect(plan).toContain('Node Type');
    expect(plan).not.toMatch(/Rows|Cost|Width/);
  });

  test('is refused to everybody else', async () => {
    for (const key of [
      undefined,
      server.keys.buyer,
      server.keys.integrator,
      server.keys.authority,
    ]) {
      const { status, body } = await ask(query, { variables, ...(key && { key }) });
      expect(status).toBe(403);
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      expect(body.extensions).toBeUndefined();
    }
  });

  test('tells what is read where code answers a part, and nothing where nothing is read', async () => {
    const { admin: key } = server.keys;
    const both = await ask('{ viewer { name } chips(first: 1) { nodes { name } } }', { key });
    expect(both.body.data).toMatchObject({ viewer: {}, chips: {} });
    expect(both.body.extensions?.explain?.statement).toContain('chip');
    const none = await ask('{ viewer { name } }', { key });
    expect(none.body.extensions).not.toHaveProperty('explain');
  });

  test('does not hide what is wrong', async () => {
    const { body } = await ask('{ chip(id: "x") { name } }', { key: server.keys.admin });
    expect(body.errors).toMatchObject([{ extensions: { code: 'MALFORMED_ID' } }]);
  });
});
