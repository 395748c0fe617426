import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { decodeId } from '../../server/src/kernel/ids.ts';
import { ask } from './http.ts';
import type { TestServer } from './server.ts';

export interface Answered {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** Asks as the bearer of a key; what comes back has no errors. */
export async function read<Data>(
  server: TestServer,
  query: string,
  key?: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const answer = await ask(server.url, { query, variables }, key);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}

/**
 * A mutation as people send it, with an idempotency key of its own unless the input has one.
 *
 * @param selection what is asked beside `__typename`, as fragments
 */
export function decision(server: TestServer, mutation: string, selection: string) {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  const query = `mutation($input: ${name}Input!) { answer: ${mutation}(input: $input) { __typename ${selection} } }`;
  const asked = (input: object, key: string | undefined) =>
    ask(
      server.url,
      { query, variables: { input: { idempotencyKey: randomUUID(), ...input } } },
      key,
    );
  return {
    /** what it answers, a payload or a refusal */
    async answer(input: object, key = server.keys.admin): Promise<Answered> {
      const { data, errors } = await asked(input, key);
      expect(errors).toBeUndefined();
      return (data as { answer: Answered }).answer;
    },
    /** the message with which an input is not even read */
    async fault(input: object, key = server.keys.admin): Promise<string> {
      const { errors } = await asked(input, key);
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      return String(errors?.[0]?.message);
    },
  };
}

/** Makes a key; `input` is what stands in the mutation beside its idempotency key. */
export async function makeKey(server: TestServer, input: string): Promise<string> {
  const { createApiKey } = await read<{ createApiKey: { key: string } }>(
    server,
    `mutation { createApiKey(input: { idempotencyKey: "${randomUUID()}", ${input} }) { ... on CreateApiKeyPayload { key } } }`,
    server.keys.admin,
  );
  return createApiKey.key;
}

/** The events about a record, oldest first: type, and what their payload tells. */
export async function loggedAbout(server: TestServer, id: string): Promise<object[]> {
  const client = await connectDatabase(server.databaseUrl);
  try {
    const { type, key } = decodeId(id);
    const { rows } = await client.query<{ type: string; payload: object }>(
      'select type, payload from event where subject_type = $1 and subject_id = $2 order by id',
      [type, key],
    );
    return rows.map((row) => ({ type: row.type, ...row.payload }));
  } finally {
    await client.end();
  }
}
