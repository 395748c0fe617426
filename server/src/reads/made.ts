import type { GraphQLResolveInfo } from 'graphql';
import { factsOf } from '../access/viewer.ts';
import type { MadeRows } from './plan/plan.ts';
import { planSelection } from './plan/selection.ts';
import type { ReadContext } from './schema/resolvers.ts';

/**
 * Rows of a type that SQL makes from numbers, for a field that code answers: read with all that is
 * selected below them, in one statement.
 */
export async function readMade(
  { reads, viewer, signal }: Pick<ReadContext, 'reads' | 'viewer' | 'signal'>,
  { fragments, variableValues: variables, fieldNodes }: GraphQLResolveInfo,
  { type, rows }: { type: string; rows: MadeRows },
  numbers: string[],
): Promise<unknown[]> {
  const request = { fragments, variables, viewer: factsOf(viewer), signal };
  const planning = reads.planning(request);
  const target = planSelection(planning, planning.registry.modelOf(type), fieldNodes);
  const read = reads.repeated([{ kind: 'made', key: 'rows', target, rows }], request);
  return ((await read(numbers)) as { rows: unknown[] }).rows;
}
