import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { Fault } from '../../kernel/fault.ts';
import { type Located, locate, type Variables } from './located.ts';
import type { Asked, Member, ObjectPlan, SelectionPlan } from './plan.ts';
import { planConnection } from './connection.ts';
import { hasPast } from '../past/as-of.ts';
import type { Registry, ResolvedModel } from '../registry.ts';

/** One operation being planned. */
export interface Planning {
  schema: GraphQLSchema;
  registry: Registry;
  fragments: Record<string, FragmentDefinitionNode>;
  variables: Variables;
  /** set when a field is met that code has to answer */
  computed: boolean;
  /** variables whose values the statement's text depends on */
  fixed: Set<string>;
  /** how many fields have been met */
  fields: number;
  /** as of which moment fields are read that ask for none of their own; none: the present */
  given?: Asked | undefined;
  /** as of which moment the field at hand is read */
  asked?: Asked | undefined;
}

// as many as a document may have words; fragments in fragments double them at each level
const mostFields = 10_000;

export type Arguments = Record<string, Located | undefined>;

/**
 * Fields by response key, merged as graphql-js merges them.
 * @throws Fault DOCUMENT_LIMIT when a document has come to too many
 */
export function fieldsOf(
  planning: Planning,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Map<string, readonly FieldNode[]> {
  const { schema, fragments, variables } = planning;
  const fields = collectSubfields(schema, fragments, variables, type, nodes as FieldNode[]);
  planning.fields += fields.size;
  if (planning.fields > mostFields) {
    throw new Fault(
      'DOCUMENT_LIMIT',
      `A document may come to ${mostFields} fields, those of fragments counted wherever they are used and for each type: ask in two steps.`,
    );
  }
  return fields;
}

/** @throws Fault BAD_USER_INPUT where a variable is null and the argument may not be */
export function argumentsOf(
  planning: Planning,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Arguments {
  checkArguments(planning, field, node);
  const given = new Map(node.arguments?.map((argument) => [argument.name.value, argument.value]));
  return Object.fromEntries(
    field.args.map((argument) => [
      argument.name,
      locate(argument.type, given.get(argument.name), planning.variables, argument.defaultValue),
    ]),
  );
}

// validation lets a nullable variable with a default stand where null may not
function checkArguments(
  { variables }: Planning,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): void {
  try {
    getArgumentValues(field, node, variables);
  } catch (error) {
    throw error instanceof GraphQLError ? new Fault('BAD_USER_INPUT', error.message) : error;
  }
}

/** What the fields select from one row of the model. */
export function planSelection(
  planning: Planning,
  model: ResolvedModel,
  nodes: readonly FieldNode[],
): SelectionPlan {
  if (planning.asked && !hasPast(model)) throw onlyNow(model.type);
  const objects: (ObjectPlan & { fields: Fields })[] = [];
  for (const name of planning.registry.concrete(model)) {
    const type = objectType(planning.schema, name);
    const fields = fieldsOf(planning, type, nodes);
    // Most documents ask the same of every type: planned once, whatever lies below.
    const same = objects.find((each) => isSame(each.fields, fields));
    if (same) same.types.push(name);
    else objects.push({ types: [name], members: planMembers(planning, type, fields), fields });
  }
  return { model, objects: objects.map(({ types, members }) => ({ types, members })) };
}

type Fields = Map<string, readonly FieldNode[]>;

/** Whether the very same places of the document are collected. */
function isSame(one: Fields, other: Fields): boolean {
  const others = [...other];
  return (
    one.size === other.size &&
    [...one].every(([key, nodes], place) => {
      const [otherKey, otherNodes = []] = others[place] ?? [];
      return (
        key === otherKey &&
        nodes.length === otherNodes.length &&
        nodes.every((node, index) => node === otherNodes[index])
      );
    })
  );
}

function planMembers(planning: Planning, type: GraphQLObjectType, fields: Fields): Member[] {
  return [...fields].map(([key, nodes]) => planMember(planning, type, key, nodes));
}

function planMember(
  planning: Planning,
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): Member {
  const [node] = nodes as [FieldNode];
  const name = node.name.value;
  if (name === '__typename') return { kind: 'typename', key };
  const resolved = planning.registry.field(parent.name, name);
  switch (resolved.kind) {
    case 'leaf':
      return { kind: 'leaf', key, leaf: resolved.leaf };
    case 'computed':
      planning.computed = true;
      if (planning.asked && !resolved.computed.alone) throw onlyNow(`${parent.name}.${name}`);
      return { kind: 'computed', key, computed: resolved.computed };
    case 'toOne':
      return {
        kind: 'one',
        key,
        relation: resolved.relation,
        target: target(planning, resolved.relation.type, nodes),
      };
    case 'toAny': {
      const { type: any, possible = () => true, parts = {} } = resolved.relation;
      const types = implementations(planning, any).filter(
        (name) => possible(name) && (!planning.asked || hasPast(planning.registry.modelOf(name))),
      );
      const targets = types.map((type) => target(planning, parts[type] ?? type, nodes));
      return { kind: 'any', key, relation: resolved.relation, targets };
    }
    case 'toMany': {
      const { relation } = resolved;
      if (relation.as === 'list') {
        return { kind: 'list', key, relation, target: target(planning, relation.type, nodes) };
      }
      const field = parent.getFields()[name] as GraphQLField<unknown, unknown>;
      const model = planning.registry.modelOf(relation.type);
      // named by the model, so that types that share a table share their cursors
      const owner = planning.registry.modelOf(parent.name).type;
      const list = planConnection(planning, model, `${owner}.${name}`, field, nodes);
      return { kind: 'connection', key, relation, list };
    }
  }
}

/** Why something cannot be had as of a moment. */
export function onlyNow(what: string): Fault {
  return new Fault(
    'AS_OF_UNAVAILABLE',
    `${what} is known of the present only: ask for it in a field of its own, without \`asOf\` and \`recordedAsOf\`.`,
  );
}

function target(planning: Planning, type: string, nodes: readonly FieldNode[]): SelectionPlan {
  return planSelection(planning, planning.registry.modelOf(type), nodes);
}

/** The models whose rows can stand where the interface is asked for. */
export function implementations(planning: Planning, abstract: string): string[] {
  const type = planning.schema.getType(abstract);
  if (!isAbstractType(type)) return [abstract];
  const models = planning.schema
    .getPossibleTypes(type)
    .map((possible) => planning.registry.modelOf(possible.name).type);
  return [...new Set(models)];
}

function objectType(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
}

/** The object type a field answers with, lists and non-null taken off. */
export function objectTypeOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType {
  return getNamedType(field.type) as GraphQLObjectType;
}
