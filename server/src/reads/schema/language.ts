import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql';
import { isComparableKind, leafKind } from '../leaf.ts';
import type { Field, Model } from '../model.ts';
import { comparedFields } from '../aggregated.ts';
import { aggregateFields, groupKeys, listAggregates, sharedAggregateTypes } from './aggregates.ts';
import { hasPast } from '../past/as-of.ts';
import { filterTypes, listTypes, streamTypes } from './filters.ts';
import { orderName } from '../plan/order.ts';
import { usualPage, largestPage } from '../plan/connection.ts';
import { mostNodes } from '../plan/root.ts';

/**
 * The part of the schema that follows from the models, in GraphQL's schema
 * language: relations, connections, filters, orders and root fields.
 */
export function schemaLanguage(models: Map<string, Model>, schema: GraphQLSchema): string {
  const listed = listedTypes(models);
  const parts = [listTypes, sharedAggregateTypes, streamTypes, nodeRoots()];
  const enums = new Set<string>();
  for (const model of models.values()) {
    const base = schema.getType(model.type) as GraphQLObjectType | GraphQLInterfaceType;
    if (!model.partOf) parts.push(relations(model, models, schema));
    parts.push(filter(model, models, base, enums));
    parts.push(orderField(model, base), groupKeys(model, base));
    if (listed.has(model.type)) {
      parts.push(connection(model), order(model), listAggregates(model, base));
    }
    parts.push(roots(model), stream(model));
  }
  parts.push(filterTypes([...enums].sort()));
  return parts.filter((part) => part !== '').join('\n\n');
}

function listedTypes(models: Map<string, Model>): Set<string> {
  const listed = new Set<string>();
  for (const model of models.values()) {
    if (model.root?.many) listed.add(model.type);
    for (const field of Object.values(model.fields)) {
      if (field.kind === 'toMany' && field.as === 'connection') listed.add(field.type);
    }
  }
  return listed;
}

function relations(model: Model, models: Map<string, Model>, schema: GraphQLSchema): string {
  const related = Object.entries(model.fields).flatMap(([name, field]) => {
    const type = relationType(field, models);
    const only = 'only' in field ? field.only : undefined;
    return type ? [{ only, text: `  ${doc(describe(field))}\n  ${name}${type}` }] : [];
  });
  const extend = (target: string, kind: 'type' | 'interface'): string[] => {
    const fields = related.filter(({ only }) => only?.includes(target) ?? true);
    const body = fields.map(({ text }) => text).join('\n');
    return fields.length === 0 ? [] : [`extend ${kind} ${target} {\n${body}\n}`];
  };
  if (!model.discriminator) return extend(model.type, 'type').join('');
  const parts = [...models.values()].filter(({ partOf }) => partOf === model.type);
  const interfaces = [model, ...parts].map(({ type }) => extend(type, 'interface'));
  const concrete = Object.values(model.discriminator.types).filter((type) => schema.getType(type));
  const all = [...interfaces, ...concrete.map((type) => extend(type, 'type'))];
  return all.flat().join('\n\n');
}

function describe(field: Field): string {
  return 'description' in field ? field.description : '';
}

function relationType(field: Field, models: Map<string, Model>): string | undefined {
  switch (field.kind) {
    case 'toOne':
      return `: ${field.type}${field.required ? '!' : ''}`;
    case 'toAny':
      return `: ${field.type}`;
    case 'toMany':
      return field.as === 'list'
        ? `: [${field.type}!]!`
        : `(${connectionArguments(models.get(field.type) as Model)}): ${field.type}Connection!`;
    default:
      return undefined;
  }
}

const momentArguments = `
  ${doc('What was known at this instant, here and in all that is selected below; not beside `recordedAsOf`.')}
  asOf: DateTime,
  ${doc('What this database held at this instant, whenever it was known; not beside `asOf`.')}
  recordedAsOf: DateTime`;

function connectionArguments(model: Model): string {
  const order = model.cursor ? '' : `, orderBy: [${model.type}Order!]`;
  return `first: Int, after: Cursor, last: Int, before: Cursor, filter: ${model.type}Filter${order}`;
}

function connection(model: Model): string {
  const { type } = model;
  return `${doc(`A page of a list: \`first\` or \`last\` rows, 1 to ${largestPage}, ${usualPage} when neither is given.`)}
type ${type}Connection {
  ${doc('The rows of the page.')}
  nodes: [${type}!]!
  ${doc('The rows with their cursors.')}
  edges: [${type}Edge!]!
  ${doc('Where the page stands in the list.')}
  pageInfo: PageInfo!
  ${doc('Rows in the whole list under this filter; counted only when asked for.')}
  totalCount: SafeInt!
  ${aggregateFields(model)}
}

${doc('A row and its place in the list.')}
type ${type}Edge {
  ${doc('Its place, for `after` and `before`.')}
  cursor: Cursor!
  ${doc('The row.')}
  node: ${type}!
}`;
}

function filter(
  model: Model,
  models: Map<string, Model>,
  base: GraphQLObjectType | GraphQLInterfaceType,
  enums: Set<string>,
): string {
  const name = `${model.type}Filter`;
  const leaves = Object.values(base.getFields()).flatMap((field) => leafFilter(field, enums));
  const related = Object.entries(model.fields).flatMap(([field, relation]) => {
    if (relation.kind !== 'toOne' && relation.kind !== 'toMany') return [];
    const other = models.get(relation.type)?.type;
    return relation.kind === 'toOne'
      ? [`${field}: ${other}Filter`]
      : [`${field}: ${other}ListFilter`];
  });
  return `${doc(`What a ${model.type} must satisfy: every part given, and nothing where none is.`)}
input ${name} {
  ${[...leaves, ...related].join('\n  ')}
  ${doc('Every one of these.')}
  and: [${name}!]
  ${doc('At least one of these.')}
  or: [${name}!]
  ${doc('Not this: also what cannot be told because a value is unknown.')}
  not: ${name}
  ${doc('Of a relation: whether there is no such row.')}
  isNull: Boolean
}

${doc(`What the rows of a list must satisfy.`)}
input ${model.type}ListFilter {
  ${doc('At least one row.')}
  some: ${name}
  ${doc('No row.')}
  none: ${name}
  ${doc('Every row; true of a list without rows.')}
  every: ${name}
}`;
}

function leafFilter(field: GraphQLField<unknown, unknown>, enums: Set<string>): string[] {
  const kind = leafKind(field.type);
  if (!kind || !isComparableKind(kind.kind)) return [];
  const named = getNamedType(field.type);
  if (isEnumType(named)) enums.add(named.name);
  const bare = isNonNullType(field.type) ? field.type.ofType : field.type;
  const list = isListType(bare) ? 'List' : '';
  return [`${field.name}: ${named.name === 'ID' ? 'Id' : named.name}${list}Filter`];
}

function orderField(model: Model, base: GraphQLObjectType | GraphQLInterfaceType): string {
  const names = comparedFields(model, base).map(({ name }) => orderName(name));
  return `${doc(`Fields of ${model.type} that lists can be sorted by, and groups formed by.`)}
enum ${model.type}OrderField {
  ${names.join('\n  ')}
}`;
}

function order(model: Model): string {
  if (model.cursor) return '';
  return `${doc('One key of an order; ties are broken by the next, last by id.')}
input ${model.type}Order {
  field: ${model.type}OrderField!
  direction: OrderDirection! = ASC
  nulls: NullsOrder! = LAST
}`;
}

function roots(model: Model): string {
  if (!model.root) return '';
  const { one, many, description, keys } = model.root;
  const natural = (keys ?? []).flatMap((key) =>
    Object.entries(key.args).map(([name, arg]) => `, ${name}: ${arg.type}`),
  );
  const moment = hasPast(model) ? `, ${momentArguments}` : '';
  const listed = connectionArguments(model);
  const fields = [
    one && `  ${doc(description)}\n  ${one}(id: ID${natural.join('')}${moment}): ${model.type}`,
    many && `  ${doc(description)}\n  ${many}(${listed}${moment}): ${model.type}Connection!`,
  ].filter((field) => field);
  return `extend type Query {\n${fields.join('\n')}\n}`;
}

function stream({ type, root }: Model): string {
  if (!root?.stream) return '';
  return `extend type Subscription {
  ${doc(`${root.description} Each is sent once, without gaps; with \`after\` from the one that follows that cursor.`)}
  ${root.stream}(after: Cursor, from: StreamStart! = NOW, filter: ${type}Filter): ${type}!
}`;
}

function nodeRoots(): string {
  return `extend type Query {
  ${doc('Anything that has an id; null when nothing has it. As it is now: `nodes` takes an instant, and Relay wants this one to take nothing but the id.')}
  node(id: ID!): Node
  ${doc(`Up to ${mostNodes} things by id, in the order of the ids, null where nothing has the id.`)}
  nodes(ids: [ID!]!, ${momentArguments}): [Node]!
}`;
}

function doc(description: string): string {
  return `"""${description.replaceAll('"""', '\\"""')}"""`;
}
