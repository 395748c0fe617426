import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ask } from './http.ts';
import type { TestServer } from './server.ts';

const folder = new URL('../questions/', import.meta.url);

export const questionFiles = (): string[] => readdirSync(folder).sort();

export const questionText = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** What an administrator is answered to one document, in one request. */
export async function answerTo<Answer>(
  server: TestServer,
  number: string,
  variables: object = {},
): Promise<Answer> {
  const file = questionFiles().find((name) => name.startsWith(`${number}-`)) ?? '';
  const request = { query: questionText(file), variables };
  const { data, errors } = await ask(server.url, request, server.keys.admin);
  expect(errors?.map(({ message }) => message)).toBeUndefined();
  return data as Answer;
}

/** Asks until the answer is as expected: verdicts follow what happened a moment later. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

export interface Nodes<Node> {
  nodes: Node[];
}
export interface Named {
  name: string;
}
export interface External {
  external: { id: string };
}
export const idsOf = (records: readonly External[]): string[] =>
  records.map(({ external }) => external.id);
