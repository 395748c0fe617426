import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import { Fault } from '../../kernel/fault.ts';
import { decodeId } from '../../kernel/ids.ts';
import type { Leaf } from '../leaf.ts';
import type { Located, LocatedLeaf, LocatedObject } from './located.ts';
import type { Model, NaturalArgument, NaturalKey, Row } from '../model.ts';
import { operand, plainText } from './operand.ts';
import type { Condition, Param, RootPlan } from './plan.ts';
import { planConnection } from './connection.ts';
import {
  type Arguments,
  argumentsOf,
  implementations,
  type Planning,
  planSelection,
} from './selection.ts';
import type { ResolvedModel } from '../registry.ts';

/** Most rows that `nodes(ids:)` looks up at once. */
export const mostNodes = 200;

/** Which root field reads what. */
export type RootField =
  | { kind: 'one' | 'many'; model: string }
  | { kind: 'node' | 'nodes' }
  | { kind: 'leaf' };

/** The root fields that the models declare, by name. */
export function rootFields(models: Iterable<Model>, leaves: string[]): Map<string, RootField> {
  const fields = new Map<string, RootField>([
    ['node', { kind: 'node' }],
    ['nodes', { kind: 'nodes' }],
  ]);
  for (const leaf of leaves) fields.set(leaf, { kind: 'leaf' });
  for (const model of models) {
    if (model.root?.one) fields.set(model.root.one, { kind: 'one', model: model.type });
    if (model.root?.many) fields.set(model.root.many, { kind: 'many', model: model.type });
  }
  return fields;
}

export function planRoot(
  planning: Planning,
  query: GraphQLObjectType,
  root: RootField,
  key: string,
  nodes: readonly FieldNode[],
): RootPlan {
  const node = nodes[0] as FieldNode;
  const field = query.getFields()[node.name.value] as GraphQLField<unknown, unknown>;
  const args = argumentsOf(planning, field, node);
  if (root.kind === 'leaf') {
    return { kind: 'leaf', key, leaf: planning.registry.rootLeaf(node.name.value) };
  }
  if (!('model' in root)) {
    return planNodes(planning, root.kind, key, args, nodes);
  }
  const model = planning.registry.modelOf(root.model);
  if (root.kind === 'many') {
    const list = planConnection(planning, model, `Query.${node.name.value}`, field, nodes);
    return { kind: 'connection', key, list };
  }
  const target = planSelection(planning, model, nodes);
  return { kind: 'one', key, target, ...planLookup(node.name.value, model, args) };
}

function planNodes(
  planning: Planning,
  kind: 'node' | 'nodes',
  key: string,
  args: Arguments,
  nodes: readonly FieldNode[],
): RootPlan {
  const targets = implementations(planning, 'Node').map((type) =>
    planSelection(planning, planning.registry.modelOf(type), nodes),
  );
  if (kind === 'node') {
    const id = args.id as LocatedLeaf;
    const part = (name: 'type' | 'key', sqlType: string): Param => ({
      sqlType,
      read: ({ variables }) => decodeId(String(id.read(variables)))[name],
    });
    return { kind, key, type: part('type', 'text'), id: part('key', 'bigint'), targets };
  }
  const ids = args.ids as LocatedLeaf;
  return {
    kind,
    key,
    ids: { sqlType: 'text[]', read: ({ variables }) => readIds(ids.read(variables)) },
    most: ids.variable === undefined ? (ids.value as unknown[]).length : undefined,
    targets,
  };
}

function readIds(value: unknown): string[] {
  const ids = (value as unknown[]).map((id) => decodeId(String(id)));
  if (ids.length > mostNodes) {
    throw new Fault('PAGE_SIZE', `nodes takes at most ${mostNodes} ids at once.`);
  }
  return ids.map(({ type, key }) => `${type}:${key}`);
}

function planLookup(
  name: string,
  model: ResolvedModel,
  args: Arguments,
): { where: Condition[]; unique: boolean; prefer?: NaturalKey['prefer'] } {
  const given = Object.keys(args).filter((argument) =>
    ['leaf', 'object'].includes(args[argument]?.kind ?? ''),
  );
  if (given.length === 1 && given[0] === 'id') {
    const field = model.resolved.get('id');
    const leaf = field?.kind === 'leaf' ? field.leaf : undefined;
    if (leaf) return { where: [compareId(leaf, args.id as LocatedLeaf)], unique: true };
  }
  const natural = model.root?.keys?.find((candidate) => fitsKey(candidate, given));
  if (!natural) throw new Fault('BAD_USER_INPUT', howToLookUp(name, model));
  const where = given.flatMap((argument) =>
    equalsNatural(natural.args[argument] as NaturalArgument, args[argument] as Located),
  );
  const unique = given.length === Object.keys(natural.args).length;
  return { where, unique, ...(natural.prefer && { prefer: natural.prefer }) };
}

function equalsNatural(natural: NaturalArgument, located: Located): Condition[] {
  if ('parts' in natural) {
    const fields = (located as LocatedObject).fields;
    return Object.entries(natural.parts).map(([part, sql]) =>
      equals(sql, fields[part] as LocatedLeaf),
    );
  }
  return [equals(natural.sql, located as LocatedLeaf)];
}

function equals(sql: (row: Row) => string, leaf: LocatedLeaf): Condition {
  const read: Param['read'] = ({ variables }) => plainText(leaf.read(variables));
  return { kind: 'equals', sql, operand: { sqlType: 'text', read } };
}

function compareId(leaf: Leaf, located: LocatedLeaf): Condition {
  return { kind: 'compare', leaf, operator: 'eq', operand: operand(leaf, located) };
}

function fitsKey(key: NaturalKey, given: string[]): boolean {
  return (
    given.length > 0 &&
    given.every((argument) => argument in key.args) &&
    Object.entries(key.args).every(([name, arg]) => arg.optional || given.includes(name))
  );
}

function howToLookUp(name: string, model: Model): string {
  const ways = (model.root?.keys ?? []).map(
    (key) => `\`${Object.keys(key.args).join('` and `')}\``,
  );
  return `${name} is looked up by exactly one of ${['`id`', ...ways].join(', ')}.`;
}
