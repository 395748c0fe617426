import { expect } from 'vitest';
import { type Asked, ask } from './http.ts';

/** Words of the inside that no client may read. */
const inside =
  /\bselect\b.*\bfrom\b|\bfrom t\d|\bpg_|node_modules|\bat .*\.[jt]s|syntax error at or near/i;

/** The body tells people what is wrong and nothing of what is inside. */
export function expectNothingInside(body: string): void {
  expect(body).not.toMatch(inside);
}

/** A refusal with a code from the table, after which the server goes on as before. */
export async function expectError(
  url: string,
  { status, body, errors }: Asked,
  expected: { status: number; code: string },
): Promise<void> {
  const shown = body.slice(0, 500);
  expectNothingInside(body);
  const codes = errors?.map((error) => error.extensions?.code) ?? [];
  expect(codes, shown).toContain(expected.code);
  for (const error of errors ?? []) expect(error.message.length, shown).toBeGreaterThan(10);
  expect(status, shown).toBe(expected.status);
  expect(await ask(url, { query: '{ __typename }' })).toMatchObject({ status: 200 });
}
