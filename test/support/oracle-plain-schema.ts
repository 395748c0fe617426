import {
  buildSchema,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  printSchema,
} from 'graphql';
import { type Given, type PlainAsking, readId, refusal } from './oracle-plain-filter.ts';
import { answerOf } from './oracle-plain-leaf.ts';
import type { PlainModel, PlainRelation } from './oracle-plain-model.ts';
import { type PlainPage, pageOf } from './oracle-plain-page.ts';
import type { PlainRow } from './oracle-plain-source.ts';

type Resolver<Source> = GraphQLFieldResolver<Source, PlainAsking, Given>;

/** The same types as the server's, of a text, with nothing of the server behind them. */
export function plainTypes(schema: GraphQLSchema): GraphQLSchema {
  return buildSchema(printSchema(schema));
}

/** Gives the read fields plain resolvers, one for each field. */
export function resolvePlainly(
  schema: GraphQLSchema,
  models: ReadonlyMap<string, PlainModel>,
  rootLeaves: Iterable<string>,
): void {
  const query = schema.getQueryType() as GraphQLObjectType;
  const roots = query.getFields();
  const root = (name: string | undefined, resolve: Resolver<unknown>): void => {
    const field = roots[name ?? ''];
    if (field) field.resolve = resolve;
  };
  for (const model of new Set(models.values())) {
    root(model.one, (_, args, asking) => lookUp(asking, model, args));
    root(model.many, (_, args, asking, { fieldName }) =>
      pageOf(asking, `Query.${fieldName}`, model, rowsOf(asking, model), args),
    );
    const names = [model.type, ...Object.values(model.discriminator?.types ?? {})];
    for (const name of names) resolveRows(schema, models, model, name);
    resolveLists(schema, model.type);
  }
  root('node', (_, { id }, asking) => nodeOf(asking, String(id)));
  root('nodes', (_, { ids }, asking) => nodesOf(asking, ids as string[]));
  for (const name of rootLeaves) {
    root(name, (_, _args, { sight }) => sight.world.rootLeaves.get(name));
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (row: PlainRow) => row.type;
  }
}

function resolveRows(
  schema: GraphQLSchema,
  models: ReadonlyMap<string, PlainModel>,
  model: PlainModel,
  name: string,
): void {
  const type = schema.getType(name);
  if (!isObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    const leaf = model.leaves.get(field.name);
    const relation = model.relations.get(field.name);
    if (leaf) field.resolve = (row: PlainRow) => leafOf(row, field.name);
    else if (relation) {
      const resolve = relationOf(models, model, relation);
      field.resolve = (row: PlainRow, args: Given, asking: PlainAsking) =>
        resolve(row, args, asking);
    }
  }
}

function leafOf(row: PlainRow, name: string): unknown {
  const leaf = row.source.model.leaves.get(name);
  const raw = row.values.get(name) ?? null;
  if (!leaf || raw === null) return null;
  return leaf.list ? (JSON.parse(raw) as unknown) : answerOf(leaf, raw);
}

function relationOf(
  models: ReadonlyMap<string, PlainModel>,
  owner: PlainModel,
  relation: PlainRelation,
): (row: PlainRow, args: Given, asking: PlainAsking) => unknown {
  const target = models.get(relation.type);
  switch (relation.kind) {
    case 'toAny':
      return (row, _args, asking) => {
        const type = row.hidden.get(`${relation.name} type`) ?? '';
        return seen(asking, type, row.hidden.get(`${relation.name} key`) ?? '');
      };
    case 'toOne':
      return (row, _args, { sight }) => sight.led(row, relation).find(sight.sees) ?? null;
    case 'toMany':
      if (relation.as === 'list') {
        return (row, _args, { sight }) => sight.led(row, relation).filter(sight.sees);
      }
      return (row, args, asking) => {
        const rows = asking.sight.led(row, relation);
        return pageOf(asking, `${owner.type}.${relation.name}`, target as PlainModel, rows, args);
      };
  }
}

function resolveLists(schema: GraphQLSchema, name: string): void {
  const set = (
    type: string,
    field: string,
    resolve: (source: never, args: Given, asking: PlainAsking) => unknown,
  ): void => {
    const found = schema.getType(type);
    if (isObjectType(found)) (found.getFields()[field] ?? { resolve }).resolve = resolve;
  };
  set(`${name}Connection`, 'nodes', ({ rows }: PlainPage) => rows);
  set(`${name}Connection`, 'edges', ({ rows, cursorOf }: PlainPage) =>
    rows.map((node) => ({ node, cursor: cursorOf(node) })),
  );
  set(`${name}Connection`, 'totalCount', (page: PlainPage, _args, { mistake }) =>
    mistake === 'totalCount of the page' ? page.rows.length : page.all.length,
  );
  set(`${name}Connection`, 'pageInfo', (page: PlainPage) => {
    const [first] = page.rows;
    const last = page.rows.at(-1);
    return {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: first ? page.cursorOf(first) : null,
      endCursor: last ? page.cursorOf(last) : null,
    };
  });
}

function rowsOf({ sight }: PlainAsking, model: PlainModel): PlainRow[] {
  return sight.world.tables.get(model.type)?.rows ?? [];
}

function seen({ sight }: PlainAsking, type: string, key: string): PlainRow | null {
  const row = sight.world.tables.get(type)?.byKey.get(key);
  return row && sight.sees(row) ? row : null;
}

function nodeOf(asking: PlainAsking, id: string): PlainRow | null {
  const { type, key } = readId(id);
  return seen(asking, type, key);
}

function nodesOf(asking: PlainAsking, ids: string[]): (PlainRow | null)[] {
  if (ids.length > 200) throw refusal('PAGE_SIZE', 'nodes');
  return ids.map((id) => nodeOf(asking, id));
}

/** The row of an id or of a natural key; of a part of a key, where it leaves no choice. */
function lookUp(asking: PlainAsking, model: PlainModel, args: Given): PlainRow | null {
  const given = Object.entries(args).filter(([, value]) => value !== null && value !== undefined);
  const names = given.map(([name]) => name);
  if (names.length === 1 && names[0] === 'id') {
    const { type, key } = readId(String(args.id));
    if (type !== model.type) throw refusal('MALFORMED_ID', `an id of ${type}`);
    return seen(asking, type, key);
  }
  const place = model.keys.findIndex(
    (key) =>
      names.length > 0 &&
      names.every((name) => name in key.args) &&
      Object.entries(key.args).every(([name, { optional }]) => optional || names.includes(name)),
  );
  const natural = model.keys[place];
  if (!natural) throw refusal('BAD_USER_INPUT', 'no key');
  const found = rowsOf(asking, model)
    .filter((row) => asking.sight.sees(row))
    .filter((row) => given.every(([name, value]) => equals(row, name, value)));
  if (natural.prefer) {
    return found.find((row) => asking.sight.prefers(row, place)) ?? found[0] ?? null;
  }
  const whole = names.length === Object.keys(natural.args).length;
  return whole || found.length === 1 ? (found[0] ?? null) : null;
}

function equals(row: PlainRow, name: string, value: unknown): boolean {
  if (typeof value !== 'object') return row.hidden.get(`key ${name}`) === value;
  return Object.entries(value as Given).every(
    ([part, each]) => row.hidden.get(`key ${name}.${part}`) === each,
  );
}
