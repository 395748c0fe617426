import type { FieldNode } from 'graphql';

/** Reads rows by key, null where there is none to see, in the order of the keys. */
type ReadRows = (keys: string[]) => Promise<readonly unknown[]>;

interface Batch {
  /** each key once, and its place */
  places: Map<string, number>;
  rows: Promise<readonly unknown[]>;
}

// a field of the objects of one list is resolved for all of them with the same nodes
const waiting = new WeakMap<readonly FieldNode[], Batch>();

/**
 * Rows by key, read in one statement with those that the same field of the list's other objects
 * asks for before anything else happens.
 */
export async function readTogether(
  nodes: readonly FieldNode[],
  keys: readonly string[],
  read: ReadRows,
): Promise<unknown[]> {
  const batch = waiting.get(nodes) ?? open(nodes, read);
  for (const key of keys) {
    if (!batch.places.has(key)) batch.places.set(key, batch.places.size);
  }
  const rows = await batch.rows;
  return keys.map((key) => rows[batch.places.get(key) ?? -1] ?? null);
}

function open(nodes: readonly FieldNode[], read: ReadRows): Batch {
  const places = new Map<string, number>();
  const rows = Promise.resolve().then(() => {
    waiting.delete(nodes);
    return read([...places.keys()]);
  });
  const batch = { places, rows };
  waiting.set(nodes, batch);
  return batch;
}
