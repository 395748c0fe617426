import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  Kind,
} from 'graphql';
import { factsOf } from '../access/viewer.ts';
import { decodeId } from '../kernel/ids.ts';
import type { Row } from './model.ts';
import { planFilter } from './plan/filter.ts';
import { planOrder } from './plan/order.ts';
import type { Condition, RootPlan } from './plan/plan.ts';
import { argumentsOf, planSelection } from './plan/selection.ts';
import type { ReadContext } from './schema/resolvers.ts';

export interface Sieve {
  /** the GraphQL type of the rows */
  readonly rows: string;
  /** what else a row must satisfy, in SQL */
  readonly only: (row: Row) => string;
  /** most keys to give */
  readonly most: number;
}

/**
 * Keys of the rows that the viewer sees and that the `filter` argument of a field answered by code
 * takes, smallest first.
 *
 * @throws Fault when the filter cannot be used
 */
export async function keysOf(
  { reads, viewer, signal }: Pick<ReadContext, 'reads' | 'viewer' | 'signal'>,
  { fragments, variableValues: variables, fieldNodes, fieldName, parentType }: GraphQLResolveInfo,
  { rows, only, most }: Sieve,
): Promise<string[]> {
  const request = { fragments, variables, viewer: factsOf(viewer), signal };
  const planning = reads.planning(request);
  const model = planning.registry.modelOf(rows);
  const field = fieldOf(parentType, fieldName);
  const { filter } = argumentsOf(planning, field, fieldNodes[0] as FieldNode);
  const where: Condition[] =
    filter?.kind === 'object' ? [planFilter(planning.registry, model, filter)] : [];
  where.push({
    kind: 'equals',
    sql: (row) => `(${only(row)})`,
    operand: { sqlType: 'boolean', read: () => true },
  });
  const target = planSelection(planning, model, [idOnly]);
  const plan: RootPlan = {
    kind: 'connection',
    key: 'rows',
    list: {
      model,
      where,
      order: planOrder(model, undefined),
      print: '',
      size: most,
      backward: false,
      members: [{ kind: 'nodes', key: 'nodes', target }],
    },
  };
  const found = (await reads.repeated([plan], request)([])) as Found;
  return found.rows.nodes.map(({ id }) => decodeId(id).key);
}

/** `rows { id }` */
const idOnly: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: 'rows' },
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'id' } }],
  },
};

interface Found {
  rows: { nodes: { id: string }[] };
}

function fieldOf(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> {
  const field = type.getFields()[name];
  if (!field) throw new Error(`${type.name} has no field ${name}`);
  return field;
}
