import type { Client } from 'pg';
import type { PlainModel, PlainRelation } from './oracle-plain-model.ts';
import { type PlainRow, type PlainSource, readSource } from './oracle-plain-source.ts';
import type { ViewerSql } from '../../server/src/reads/model.ts';

/** Every row of every table, and which rows lead to which, at one moment. */
export interface PlainWorld {
  readonly models: ReadonlyMap<string, PlainModel>;
  /** of every model with keys of its own, by type */
  readonly tables: Map<string, PlainSource>;
  /** those and what is made of their rows */
  readonly sources: PlainSource[];
  /** root fields of one leaf, by name */
  readonly rootLeaves: ReadonlyMap<string, string>;
}

/**
 * Reads a world.
 *
 * @param db a connection of its own, whose `search_path` says where the tables are
 * @param rootLeaves SQL of the root fields of one leaf, by name
 */
export async function readWorld(
  db: Client,
  models: ReadonlyMap<string, PlainModel>,
  rootLeaves: ReadonlyMap<string, string>,
): Promise<PlainWorld> {
  await db.query(`set timezone = 'UTC'; set datestyle = 'ISO'; set jit = off`);
  const leaves = new Map<string, string>();
  for (const [name, sql] of rootLeaves) {
    const { rows } = await db.query<{ value: string }>(`select (${sql})::text as value`);
    leaves.set(name, rows[0]?.value ?? '');
  }
  const world: PlainWorld = { models, tables: new Map(), sources: [], rootLeaves: leaves };
  for (const model of new Set(models.values())) {
    if (model.keyless) continue;
    const from = `${model.table} r0`;
    const source = await readSource(db, { model, from, alias: 'r0', key: 'r0.id' });
    world.tables.set(model.type, source);
    world.sources.push(source);
  }
  for (const source of [...world.tables.values()]) await readRelations(db, world, source);
  return world;
}

/** Reads where the relations of a source's rows lead to, as far as all viewers agree on that. */
async function readRelations(db: Client, world: PlainWorld, source: PlainSource): Promise<void> {
  for (const relation of source.model.relations.values()) {
    if (relation.kind === 'toAny' || ('seen' in relation && relation.seen)) continue;
    source.led.set(relation.name, await follow(db, world, source, relation));
  }
}

type Led = Map<string, PlainRow[]>;

async function follow(
  db: Client,
  world: PlainWorld,
  source: PlainSource,
  relation: Exclude<PlainRelation, { kind: 'toAny' }>,
): Promise<Led> {
  const model = world.models.get(relation.type);
  if (!model) throw new Error(`${relation.type} is not declared`);
  const { alias } = source;
  if (relation.kind === 'toOne') {
    if (relation.column) return byColumn(world, source, model, relation.name);
    const made = relation.derived?.(alias) ?? '';
    return model.keyless
      ? makeRows(db, world, source, model, `(${made})`)
      : pairs(db, world, model, `${source.from} cross join lateral (${made}) o0`, source);
  }
  const order = relation.as === 'list' ? relation.orderBy : undefined;
  const tie = tieOf(source, relation);
  if (model.keyless) {
    const rows = `(select o0.* from ${model.table} o0 where ${tie})`;
    return makeRows(db, world, source, model, rows, order);
  }
  const from = relation.through
    ? `${relation.through.table} link join ${model.table} o0 on o0.id = link.${relation.through.to} join ${source.from} on true`
    : `${source.from} cross join ${model.table} o0`;
  return pairs(db, world, model, `${from} where ${tie}`, source, order?.('o0'));
}

function tieOf(
  { alias }: PlainSource,
  relation: Extract<PlainRelation, { kind: 'toMany' }>,
): string {
  if (relation.through) return `link.${relation.through.from} = ${alias}.id`;
  return relation.on?.(alias, 'o0') ?? `o0.${relation.column} = ${alias}.id`;
}

function byColumn(world: PlainWorld, source: PlainSource, model: PlainModel, name: string): Led {
  const led: Led = new Map();
  for (const row of source.rows) {
    const other = world.tables.get(model.type)?.byKey.get(row.hidden.get(name) ?? '');
    if (other) led.set(row.key, [other]);
  }
  return led;
}

async function pairs(
  db: Client,
  world: PlainWorld,
  model: PlainModel,
  from: string,
  source: PlainSource,
  order?: string,
): Promise<Led> {
  const { rows } = await db.query<[string, string]>({
    text: `select (${source.key})::text, o0.id::text from ${from} order by ${order ?? `o0.${model.sort}`}`,
    rowMode: 'array',
  });
  const led: Led = new Map();
  for (const [key, id] of rows) {
    const other = world.tables.get(model.type)?.byKey.get(id);
    if (other) led.set(key, [...(led.get(key) ?? []), other]);
  }
  return led;
}

/** Rows that are made of each row of a source, and those that are made of them. */
async function makeRows(
  db: Client,
  world: PlainWorld,
  source: PlainSource,
  model: PlainModel,
  made: string,
  order?: (row: string) => string,
): Promise<Led> {
  const alias = `r${Number(source.alias.slice(1)) + 1}`;
  const from = `${source.from} cross join lateral ${made} ${alias}`;
  const child = await readSource(db, {
    ...{ model, from, alias, key: source.key },
    order: order?.(alias),
  });
  world.sources.push(child);
  await readRelations(db, world, child);
  const led: Led = new Map();
  for (const row of child.rows) led.set(row.parent, [...(led.get(row.parent) ?? []), row]);
  return led;
}

/** What relations lead to that not every viewer follows to the same rows, by parent's key. */
export async function readSeen(
  db: Client,
  whole: PlainWorld,
  viewer: ViewerSql,
): Promise<{ seen: Map<PlainRelation, Led>; sources: PlainSource[] }> {
  const seen = new Map<PlainRelation, Led>();
  const world: PlainWorld = { ...whole, sources: [] };
  for (const source of world.tables.values()) {
    for (const relation of source.model.relations.values()) {
      const model = world.models.get(relation.type);
      if (relation.kind !== 'toOne' || !relation.seen || !model) continue;
      const made = `(${relation.seen(source.alias, viewer)})`;
      seen.set(relation, await makeRows(db, world, source, model, made));
    }
  }
  return { seen, sources: world.sources };
}
