import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import type { Gather } from '../aggregated.ts';
import type { ResolvedModel } from '../registry.ts';
import { type AggregateMember, type AggregatesPlan, Gathering } from './gathering.ts';
import { fieldsOf, objectTypeOf, type Planning, planSelection } from './selection.ts';

/** What the `aggregates` of a connection select. */
export function planAggregates(
  planning: Planning,
  model: ResolvedModel,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): AggregatesPlan {
  const gathering = new Gathering();
  const members = planAggregateMembers(planning, model, gathering, objectTypeOf(field), nodes);
  return { columns: gathering.columns, members };
}

/** The same as a part of what is gathered already. */
export function planAggregateMembers(
  planning: Planning,
  model: ResolvedModel,
  gathering: Gathering,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): AggregateMember[] {
  return [...fieldsOf(planning, type, nodes)].map(([key, fields]): AggregateMember => {
    const name = nameOf(fields);
    if (name === '__typename') return { kind: 'typename', key, type: type.name };
    if (name === 'count') return { kind: 'leaf', key, leaf: gathering.count() };
    const inner = objectTypeOf(type.getFields()[name] as GraphQLField<unknown, unknown>);
    const members = [...fieldsOf(planning, inner, fields)].map(([innerKey, innerFields]) =>
      planMember(planning, model, gathering, {
        gather: name as Gather,
        type: inner.name,
        key: innerKey,
        nodes: innerFields,
      }),
    );
    return { kind: 'object', key, members };
  });
}

interface Asked {
  gather: Gather;
  type: string;
  key: string;
  nodes: readonly FieldNode[];
}

function planMember(
  planning: Planning,
  model: ResolvedModel,
  gathering: Gathering,
  { gather, type, key, nodes }: Asked,
): AggregateMember {
  const name = nameOf(nodes);
  if (name === '__typename') return { kind: 'typename', key, type };
  const field = planning.registry.field(model.type, name);
  if (field.kind === 'toOne' && field.relation.summed) {
    const { relation } = field;
    const target = planning.registry.modelOf(field.relation.summed.type);
    return { kind: 'summed', key, relation, target: planSelection(planning, target, nodes) };
  }
  const leaf = field.kind === 'leaf' ? gathering.of(gather, name, field.leaf) : undefined;
  if (!leaf) throw new Error(`${model.type}.${name} has no ${gather}`);
  return { kind: 'leaf', key, leaf };
}

function nameOf(nodes: readonly FieldNode[]): string {
  return (nodes[0] as FieldNode).name.value;
}
