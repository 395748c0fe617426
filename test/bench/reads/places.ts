import type { Contestant } from '../contestant.ts';

/** A global id of Carnet's. */
export const idOf = (type: string, key: string): string =>
  Buffer.from(`${type}:${key}`).toString('base64url');

/**
 * Cursors after the rows with these keys, made of one that a server gave: it is the JSON of an
 * array that ends with the row's key.
 */
export function cursorsAfter(given: string, keys: readonly string[]): string[] {
  const values = JSON.parse(Buffer.from(given, 'base64').toString()) as unknown[];
  return keys.map((key) =>
    Buffer.from(JSON.stringify([...values.slice(0, -1), key])).toString('base64url'),
  );
}

/** The cursor of the first row that a document finds. */
export async function firstCursor(
  contestant: Contestant,
  list: string,
  key: string,
): Promise<string> {
  const query = `{ list: ${list}(first: 1) { edges { cursor } } }`;
  const text = await contestant.answer(list, JSON.stringify({ query }), key);
  const { data } = JSON.parse(text) as { data?: { list: { edges: { cursor: string }[] } } };
  const cursor = data?.list.edges[0]?.cursor;
  if (cursor === undefined) throw new Error(`${contestant.name}: ${text}`);
  return cursor;
}
