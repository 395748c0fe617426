import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Field, Model } from '../../server/src/reads/model.ts';
import { hasPast } from '../../server/src/reads/past/as-of.ts';
import type { Registry } from '../../server/src/reads/registry.ts';

/** As of which instant all of them ask. */
const instant = 'asOf: "2026-01-28T12:00:00Z"';

interface Way {
  /** root field that lists the first rows */
  root: string;
  /** from there, relation by relation */
  steps: { name: string; field: Field; on: string | undefined }[];
}

/**
 * Documents that together read, as of an instant, every field of every type, follow every relation,
 * filter by everything, and look up by every key.
 */
export function pastDocuments(schema: GraphQLSchema, registry: Registry): string[] {
  const documents = [nodeDocument(registry)];
  for (const model of registry.models.values()) {
    if (!hasPast(model)) continue;
    const way = wayTo(registry, model);
    if (!way) continue;
    for (const each of selectionsOf(schema, registry, model)) documents.push(along(way, each));
    const filter = inFilter(way, filterOf(schema, model));
    documents.push(`{ ${way.root}(${instant}, filter: ${filter}) { totalCount } }`);
    documents.push(...lookups(schema, model));
  }
  return documents;
}

/** The shortest way to a model's rows from a list at the root. */
function wayTo(registry: Registry, target: Model): Way | undefined {
  const seen = new Set<string>();
  let ways = [...registry.models.values()].flatMap((model): [Model, Way][] =>
    model.root?.many && hasPast(model) ? [[model, { root: model.root.many, steps: [] }]] : [],
  );
  while (ways.length > 0) {
    const found = ways.find(([model]) => model.type === target.type);
    if (found) return found[1];
    ways = ways.flatMap(([model, { root, steps }]) => {
      if (seen.has(model.type)) return [];
      seen.add(model.type);
      return Object.entries(model.fields).flatMap(([name, field]): [Model, Way][] => {
        if (field.kind !== 'toOne' && field.kind !== 'toMany') return [];
        const next = registry.modelOf(field.type);
        return [[next, { root, steps: [...steps, { name, field, on: field.only?.[0] }] }]];
      });
    });
  }
  return undefined;
}

function along({ root, steps }: Way, selection: string): string {
  const inner = steps.reduceRight((rest, { name, field, on }) => {
    const whole = field.kind === 'toMany' && field.as === 'connection';
    const asked = whole ? `${name}(first: 1) { nodes { ${rest} } }` : `${name} { ${rest} }`;
    return on ? `... on ${on} { ${asked} }` : asked;
  }, selection);
  return `{ ${root}(${instant}, first: 1) { nodes { ${inner} } } }`;
}

const inFilter = ({ steps }: Way, filter: string): string =>
  steps.reduceRight(
    (rest, { name, field }) =>
      field.kind === 'toMany' ? `{ ${name}: { some: ${rest} } }` : `{ ${name}: ${rest} }`,
    filter,
  );

/** Of the types in a model's table all leaves, and all relations with all leaves of their targets. */
function selectionsOf(schema: GraphQLSchema, registry: Registry, model: Model): string[] {
  const types = registry.concrete(registry.modelOf(model.type));
  const asked = new Set<string>();
  return types.map((name) => {
    const type = schema.getType(name) as GraphQLObjectType;
    const related = Object.values(type.getFields()).map((field) => {
      const declared = model.fields[field.name];
      // types of one table share their relations
      if (!declared || asked.has(field.name)) return '';
      asked.add(field.name);
      return relationOf(schema, registry, field, declared);
    });
    const whole = [leaves(type), ...related].join(' ');
    return types.length > 1 ? `... on ${name} { ${whole} }` : whole;
  });
}

function relationOf(
  schema: GraphQLSchema,
  registry: Registry,
  field: GraphQLField<unknown, unknown>,
  declared: Field,
): string {
  if (declared.kind === 'computed') return declared.alone ? `${field.name} { __typename }` : '';
  if (declared.kind === 'expression') return '';
  if (declared.kind === 'toAny') return `${field.name} { __typename ${fragments(registry)} }`;
  const rows = registry
    .concrete(registry.modelOf(declared.type))
    .map((name) => `... on ${name} { ${leaves(schema.getType(name) as GraphQLObjectType)} }`)
    .join(' ');
  if (declared.kind === 'toOne' || declared.as === 'list') return `${field.name} { ${rows} }`;
  return `${field.name}(last: 2) { totalCount nodes { ${rows} } edges { cursor }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
}

const leaves = (type: GraphQLObjectType): string =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
    // types of one document may give a name different types
    .map(({ name }) => `${type.name}_${name}: ${name}`)
    .join(' ') || '__typename';

const fragments = (registry: Registry): string =>
  [...registry.models.values()]
    .filter((model) => !model.keyless && !model.discriminator)
    .map(({ type }) => `... on ${type} { ${type}_id: id }`)
    .join(' ');

const nodeDocument = (registry: Registry): string =>
  `{ nodes(ids: ["Q2hpcDox"], ${instant}) { ${fragments(registry)} } }`;

/** By everything that the filter of a type knows. */
function filterOf(schema: GraphQLSchema, { type }: Model): string {
  const filter = schema.getType(`${type}Filter`);
  if (!isInputObjectType(filter)) return '{}';
  const parts = Object.values(filter.getFields()).flatMap(({ name, type: of }) => {
    const inner = getNamedType(of);
    if (['and', 'or', 'not', 'isNull'].includes(name) || !isInputObjectType(inner)) return [];
    const many = 'some' in inner.getFields();
    return [`${name}: ${many ? '{ some: {}, none: {}, every: {} }' : '{ isNull: true }'}`];
  });
  return `{ ${parts.join(', ')} }`;
}

function lookups(schema: GraphQLSchema, { root }: Model): string[] {
  const args = schema.getQueryType()?.getFields()[root?.one ?? '']?.args ?? [];
  const given = (names: string[]): string =>
    args
      .filter(({ name }) => names.includes(name))
      .map(({ name, type }) => `${name}: ${literal(type)}`)
      .join(', ');
  return (root?.one ? (root.keys ?? []) : []).map(
    (key) => `{ ${root?.one}(${given(Object.keys(key.args))}, ${instant}) { id } }`,
  );
}

function literal(type: GraphQLInputType): string {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) return `[${literal(bare.ofType)}]`;
  if (isEnumType(bare)) return bare.getValues()[0]?.name ?? '';
  if (!isInputObjectType(bare)) return '"x"';
  const fields = Object.values(bare.getFields());
  return `{ ${fields.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
}
