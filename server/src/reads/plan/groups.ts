import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import { Fault } from '../../kernel/fault.ts';
import type { ResolvedModel } from '../registry.ts';
import { planAggregateMembers } from './aggregates.ts';
import {
  type AggregateMember,
  Gathering,
  type GroupKeyPlan,
  type GroupsPlan,
  keyLeaf,
} from './gathering.ts';
import { findKey, keyName, planGroupKeys } from './group-keys.ts';
import { planGroupOrder } from './group-order.ts';
import { planHaving } from './having.ts';
import { argumentsOf, fieldsOf, objectTypeOf, type Planning } from './selection.ts';

/** Groups that are given when `first` is not. */
export const usualGroups = 100;
/** Most groups that are given. */
export const mostGroups = 1000;

/** The groups that the `groups` of a connection ask for. */
export function planGroups(
  planning: Planning,
  model: ResolvedModel,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): GroupsPlan {
  const args = argumentsOf(planning, field, nodes[0] as FieldNode);
  const first = args.first?.kind === 'leaf' ? args.first : undefined;
  if (first?.variable) planning.fixed.add(first.variable);
  const keys = planGroupKeys(planning.registry, model, args.by);
  const gathering = new Gathering();
  const { having } = args;
  const shared = { registry: planning.registry, model, gathering, keys };
  return {
    keys,
    members: planMembers(planning, model, gathering, keys, objectTypeOf(field), nodes),
    ...(having?.kind === 'object' && { having: planHaving(shared, having) }),
    order: planGroupOrder(shared, args.orderBy),
    size: groupCount(first?.value),
    // last, since each of the others may ask for some
    columns: gathering.columns,
  };
}

function groupCount(value: unknown): number {
  if (typeof value !== 'number' || value < 1 || value > mostGroups) {
    throw new Fault(
      'PAGE_SIZE',
      `\`groups\` gives 1 to ${mostGroups} groups: set \`first\` to so many, and filter or use \`having\` to see others.`,
    );
  }
  return value;
}

function planMembers(
  planning: Planning,
  model: ResolvedModel,
  gathering: Gathering,
  keys: GroupKeyPlan[],
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): AggregateMember[] {
  return [...fieldsOf(planning, type, nodes)].map(([key, fields]): AggregateMember => {
    const name = (fields[0] as FieldNode).name.value;
    if (name === '__typename') return { kind: 'typename', key, type: type.name };
    const inner = objectTypeOf(type.getFields()[name] as GraphQLField<unknown, unknown>);
    const members =
      name === 'key'
        ? planKey(planning, keys, [], inner, fields)
        : planAggregateMembers(planning, model, gathering, inner, fields);
    return { kind: 'object', key, members };
  });
}

/** @throws Fault BAD_USER_INPUT for a field by which the groups are not formed */
function planKey(
  planning: Planning,
  keys: GroupKeyPlan[],
  path: string[],
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): AggregateMember[] {
  return [...fieldsOf(planning, type, nodes)].map(([key, fields]): AggregateMember => {
    const name = (fields[0] as FieldNode).name.value;
    if (name === '__typename') return { kind: 'typename', key, type: type.name };
    const whole = [...path, name];
    const inner = objectTypeOf(type.getFields()[name] as GraphQLField<unknown, unknown>);
    if ('getFields' in inner) {
      return { kind: 'object', key, members: planKey(planning, keys, whole, inner, fields) };
    }
    const found = findKey(keys, whole);
    if (!found) {
      throw new Fault(
        'BAD_USER_INPUT',
        `The groups are not formed by ${keyName(whole)}, so their key has no such value: name it in \`by\`, or do not ask for it.`,
      );
    }
    return { kind: 'leaf', key, leaf: keyLeaf(found) };
  });
}
