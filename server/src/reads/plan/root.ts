import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import { Fault } from '../../kernel/fault.ts';
import { decodeId, type GlobalId } from '../../kernel/ids.ts';
import type { Leaf } from '../leaf.ts';
import type { Located, LocatedLeaf, LocatedObject, Variables } from './located.ts';
import type { Model, NaturalArgument, NaturalKey, Row } from '../model.ts';
import { operand, plainText } from './operand.ts';
import type { Asked, Condition, Param, RootPlan } from './plan.ts';
import { planConnection } from './connection.ts';
import {
  type Arguments,
  argumentsOf,
  implementations,
  onlyNow,
  type Planning,
  planSelection,
} from './selection.ts';
import { hasPast } from '../past/as-of.ts';
import type { ResolvedModel } from '../registry.ts';

/** Most rows that `nodes(ids:)` looks up at once. */
export const mostNodes = 200;

/** Of a root field whose past is kept: the instant as of which it is read. */
const momentArguments = ['asOf', 'recordedAsOf'];

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
  const asked = askedOf(args) ?? planning.given;
  planning.asked = asked;
  if (!('model' in root)) {
    return { ...planNodes(planning, root.kind, key, args, nodes), asked };
  }
  const model = planning.registry.modelOf(root.model);
  if (root.kind === 'many') {
    const list = planConnection(planning, model, `Query.${node.name.value}`, field, nodes);
    return { kind: 'connection', key, list, asked };
  }
  const target = planSelection(planning, model, nodes);
  return { kind: 'one', key, target, asked, ...planLookup(node.name.value, model, args) };
}

/** @throws Fault BAD_USER_INPUT where both instants are given */
function askedOf({ asOf, recordedAsOf }: Arguments): Asked | undefined {
  const known = asOf?.kind === 'leaf' ? asOf : undefined;
  const recorded = recordedAsOf?.kind === 'leaf' ? recordedAsOf : undefined;
  if (known && recorded) {
    throw new Fault(
      'BAD_USER_INPUT',
      'Give `asOf` (what was known then) or `recordedAsOf` (what was held here then), not both.',
    );
  }
  const given = known ?? recorded;
  if (!given) return undefined;
  const instant = (variables: Variables): Date => given.read(variables) as Date;
  return { axis: known ? 'known' : 'recorded', instant };
}

function planNodes(
  planning: Planning,
  kind: 'node' | 'nodes',
  key: string,
  args: Arguments,
  nodes: readonly FieldNode[],
): RootPlan {
  const models = implementations(planning, 'Node').map((type) => planning.registry.modelOf(type));
  const kept = models.filter((model) => !planning.asked || hasPast(model));
  const lost = new Set(models.filter((model) => !kept.includes(model)).map(({ type }) => type));
  const targets = kept.map((model) => planSelection(planning, model, nodes));
  /** @throws Fault AS_OF_UNAVAILABLE, MALFORMED_ID */
  const read = (id: unknown): GlobalId => {
    const decoded = decodeId(String(id));
    if (lost.has(decoded.type)) throw onlyNow(decoded.type);
    return decoded;
  };
  if (kind === 'node') {
    const id = args.id as LocatedLeaf;
    const part = (name: 'type' | 'key', sqlType: string): Param => ({
      sqlType,
      read: ({ variables }) => read(id.read(variables))[name],
    });
    return { kind, key, type: part('type', 'text'), id: part('key', 'bigint'), targets };
  }
  const ids = args.ids as LocatedLeaf;
  return {
    kind,
    key,
    ids: { sqlType: 'text[]', read: ({ variables }) => readIds(ids.read(variables), read) },
    most: ids.variable === undefined ? (ids.value as unknown[]).length : undefined,
    targets,
  };
}

function readIds(value: unknown, read: (id: unknown) => GlobalId): string[] {
  const ids = (value as unknown[]).map(read);
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
  const given = Object.keys(args).filter(
    (argument) =>
      !momentArguments.includes(argument) &&
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
