import type { RandomDocument } from './documents.ts';

/** A cursor for each `$after_n` and `$before_n` of a document, from its own answer. */
export function cursorsIn(
  answer: string,
  { text, connections }: RandomDocument,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const connection of connections) {
    const pattern = new RegExp(`"cursor_${connection}_\\d+":"([\\w-]+)"`, 'g');
    const cursors = [...answer.matchAll(pattern)].map(([, cursor]) => cursor);
    for (const [side, cursor] of [
      ['after', cursors[0]],
      ['before', cursors.at(-1)],
    ] as const) {
      const name = `${side}_${connection}`;
      if (cursor && text.includes(`$${name}:`)) found[name] = cursor;
    }
  }
  return found;
}
