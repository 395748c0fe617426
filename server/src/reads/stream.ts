import type { FieldNode, GraphQLField } from 'graphql';
import type { ReadEngine, ReadRequest } from './engine.ts';
import type { LocatedLeaf } from './plan/located.ts';
import type { RootPlan } from './plan/plan.ts';
import { planFilter } from './plan/filter.ts';
import { argumentsOf, planSelection } from './plan/selection.ts';
import type { ResolvedModel } from './registry.ts';

/** How far the log may be read, and a call each time it has grown. */
export interface Head {
  head(): { position: number };
  from(position: number, signal: AbortSignal): AsyncGenerator<number, void, undefined>;
}

export interface StreamRequest extends Omit<ReadRequest, 'operation'> {
  reads: ReadEngine;
  tail: Head;
}

interface Batch {
  rows: { place: number; row: unknown }[];
}

// rows of one read; a subscriber that is far behind catches up batch by batch
const batchSize = 100;

/**
 * Rows of the log after a place, each once and in order, and then those that come.
 * Ends with its consumer, or when the process stops.
 * @throws Fault when an argument cannot be used
 */
export async function follow(
  request: StreamRequest,
  model: ResolvedModel,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): Promise<AsyncGenerator<unknown, void, undefined>> {
  const { reads, tail } = request;
  const planning = reads.planning(request);
  const args = argumentsOf(planning, field, nodes[0] as FieldNode);
  const filter = args.filter;
  const plan: RootPlan = {
    kind: 'batch',
    key: 'rows',
    target: planSelection(planning, model, nodes),
    where: filter?.kind === 'object' ? [planFilter(planning.registry, model, filter)] : [],
    size: { sqlType: 'bigint', read: () => batchSize },
    after: { sqlType: 'bigint', read: ({ keys }) => keys[0] },
  };
  const read = reads.repeated([plan], request);
  let seen = await startOf(args, model, tail);
  return events();

  async function* events(): AsyncGenerator<unknown, void, undefined> {
    const end = new AbortController();
    try {
      yield* catchUp();
      for await (const _head of tail.from(seen, end.signal)) yield* catchUp();
    } finally {
      end.abort();
    }
  }

  async function* catchUp(): AsyncGenerator<unknown, void, undefined> {
    for (;;) {
      // everything up to here is visible to the statement that follows
      const { position } = tail.head();
      const { rows } = (await read([String(seen)])) as Batch;
      for (const { place, row } of rows) {
        seen = place;
        yield row;
      }
      if (rows.length < batchSize) {
        seen = Math.max(seen, position);
        return;
      }
    }
  }

  async function startOf(
    given: typeof args,
    { cursor }: ResolvedModel,
    { head }: Head,
  ): Promise<number> {
    const after = given.after;
    if (after?.kind === 'leaf' && cursor) {
      return reads.place(cursor, String(after.read(request.variables)));
    }
    const from = given.from as LocatedLeaf | undefined;
    return from?.value === 'BEGINNING' ? 0 : head.call(tail).position;
  }
}
