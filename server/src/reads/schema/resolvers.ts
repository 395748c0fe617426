import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { factsOf, type Viewer } from '../../access/viewer.ts';
import type { ReadEngine, ReadResult } from '../engine.ts';
import type { Entry } from '../model.ts';
import { follow, type Head } from '../stream.ts';
import { typeKey } from '../sql/object.ts';
import type { PastState } from '../plan/plan.ts';
import { type GoesOn, goesOn } from '../plan/operation.ts';
import type { RootField } from '../plan/root.ts';
import { aggregateTypes } from './aggregates.ts';
import { readTogether } from './together.ts';
import type { Registry, ResolvedModel } from '../registry.ts';

/** What the engine's fields need from the context of an execution. */
export interface ReadContext {
  viewer: Viewer;
  reads: ReadEngine;
  /** how far the event log may be read, and when it grows */
  tail: Head;
  /** aborts when whoever asks goes away */
  signal?: AbortSignal | undefined;
  /** as of which moment to read what asks for none of its own; none: the present */
  moment?: PastState | undefined;
  /** whether whoever asks wants to know how it is answered */
  explains?: boolean;
}

type Resolver = GraphQLFieldResolver<Record<string, unknown>, ReadContext>;

/** Makes graphql-js answer the engine's fields from the tree that one statement returned. */
export function attachResolvers(
  schema: GraphQLSchema,
  registry: Registry,
  roots: Map<string, RootField>,
  entries: Entry[],
): void {
  const query = schema.getQueryType() as GraphQLObjectType;
  for (const name of roots.keys()) fieldOf(query, name).resolve = resolveRoot;
  for (const model of registry.models.values()) {
    for (const type of registry.concrete(model)) attachObject(schema, registry, type);
    for (const suffix of ['Connection', 'Edge', ...aggregateTypes])
      attachPlain(schema, `${model.type}${suffix}`);
  }
  attachPlain(schema, 'PageInfo');
  for (const type of Object.values(schema.getTypeMap())) {
    const read = isInterfaceType(type) && (type.name === 'Node' || registry.models.has(type.name));
    if (read) type.resolveType = (value: Record<string, string>) => value[typeKey];
  }
  for (const model of registry.models.values()) attachStream(schema, model);
  for (const entry of entries) attachEntry(schema, entry);
}

function attachObject(schema: GraphQLSchema, registry: Registry, name: string): void {
  const type = schema.getType(name) as GraphQLObjectType;
  type.isTypeOf = undefined;
  for (const field of Object.values(type.getFields())) {
    const { resolve } = field;
    field.resolve =
      registry.field(name, field.name).kind === 'computed' && resolve
        ? (source, args, context, info) => resolve(source[info.path.key], args, context, info)
        : byResponseKey;
  }
}

function attachPlain(schema: GraphQLSchema, name: string): void {
  const type = schema.getType(name);
  if (!isObjectType(type)) return;
  for (const field of Object.values(type.getFields())) field.resolve = byResponseKey;
}

function attachStream(schema: GraphQLSchema, model: ResolvedModel): void {
  const type = schema.getSubscriptionType();
  if (!type || !model.root?.stream) return;
  const field = fieldOf(type, model.root.stream);
  field.subscribe = (_source, _args, context: ReadContext, info) =>
    follow({ ...context, ...requestOf(context, info) }, model, field, info.fieldNodes);
  // what the stream gives is the tree of one event
  field.resolve = (event) => event;
}

function attachEntry(schema: GraphQLSchema, { entry, fields }: Entry): void {
  const type = schema.getType(entry) as GraphQLObjectType;
  for (const [name, { type: target, property, list }] of Object.entries(fields)) {
    const resolve: Resolver = async (source, _args, context, info) => {
      const held = source[property];
      if (held === null || held === undefined) return list ? [] : null;
      const keys = (Array.isArray(held) ? held : [held]).map(String);
      const nodes = info.fieldNodes;
      const moment = await momentOf(context, info);
      const rows = await readTogether(nodes, keys, (all) =>
        context.reads.byKey({ ...requestOf(context, info), moment }, target, nodes, all),
      );
      return list ? rows : rows[0];
    };
    const field = fieldOf(type, name);
    const on: GoesOn = { type: target, list: list ?? false };
    field.extensions = { ...field.extensions, [goesOn]: on };
    field.resolve = resolve;
  }
}

const byResponseKey: Resolver = (source, _args, _context, info) => source[info.path.key];

// one statement for all read fields of an execution; its variables object is its identity
const running = new WeakMap<object, Promise<Record<string, ReadResult>>>();

const resolveRoot: Resolver = async (_source, _args, context, info) => {
  const answers =
    running.get(info.variableValues) ??
    context.reads.tree({ ...requestOf(context, info), operation: info.operation });
  running.set(info.variableValues, answers);
  const answer = (await answers)[info.path.key];
  if (answer && 'error' in answer) throw answer.error;
  return answer?.value;
};

/** As of which moment the read field is read under which this one lies. */
async function momentOf(
  { moment }: ReadContext,
  { path, variableValues }: GraphQLResolveInfo,
): Promise<PastState | undefined> {
  let root = path;
  while (root.prev) root = root.prev;
  const answer = (await running.get(variableValues))?.[root.key];
  return answer && 'moment' in answer ? answer.moment : moment;
}

function requestOf(context: ReadContext, info: GraphQLResolveInfo) {
  return {
    fragments: info.fragments,
    variables: info.variableValues,
    viewer: factsOf(context.viewer),
    signal: context.signal,
    moment: context.moment,
  };
}

function fieldOf(type: GraphQLObjectType, name: string) {
  const field = type.getFields()[name];
  if (!field) throw new Error(`${type.name} has no field ${name}`);
  return field;
}
