import type { Client } from 'pg';
import type { Model } from '../../server/src/reads/model.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { type CanaryTable, confidentialTables } from './canary-tables.ts';
import { canary, fillText, type Uncovered } from './canary-text.ts';

/** Keys of the house's rows: those of the rows that they are like, and so much more. */
export const houseOffset = 1_000_000;

/** The confidential rows of another house, each of which holds a canary wherever it can. */
export interface House {
  readonly tables: readonly CanaryTable[];
  readonly uncovered: readonly Uncovered[];
}

/**
 * Gives another house everything that anybody has: of each row that not everybody sees another one,
 * of twins of the organisations, not published, and with a canary in every column of free text.
 * Follows the catalogue, so that a new table or column is covered by itself.
 */
export async function addHouse(db: Client, models: Iterable<Model>): Promise<House> {
  const all = [...models];
  const tables = await confidentialTables(db, all);
  const types = all
    .filter(({ table }) => tables.some(({ name }) => name === table))
    .map(({ type }) => type);
  await db.query('set session_replication_role = replica');
  await db.query(`insert into organisation (id, name, kind, roles, sector, jurisdiction_id, closed)
    overriding system value
    select id + ${houseOffset}, 'Twin of ' || left(name, 1900), kind, roles, sector, jurisdiction_id, closed
    from organisation where id < ${houseOffset}`);
  for (const table of tables) await copyRows(db, table, tables, types);
  for (const table of tables) await mendKeys(db, table, tables);
  await dropPublic(db, all, tables);
  await addClaims(db, all, tables);
  const uncovered: Uncovered[] = [];
  for (const table of tables) uncovered.push(...(await fillText(db, table, isOfHouse(table))));
  await db.query('set session_replication_role = origin');
  await db.query('analyze');
  return { tables, uncovered };
}

/** Takes the house's rows away again, all or those of some tables, as if they had never been. */
export async function removeHouse(db: Client, tables: readonly CanaryTable[]): Promise<void> {
  await db.query('set session_replication_role = replica');
  for (const table of tables) {
    await db.query(`delete from ${table.name} where ${isOfHouse(table)}`);
    const { rows } = await db.query<{ twin: string | null }>(
      `select to_regclass('history.${table.name}')::text as twin`,
    );
    if (rows[0]?.twin) await db.query(`delete from ${rows[0].twin} where ${isOfHouse(table)}`);
  }
  await db.query('set session_replication_role = origin');
}

/** SQL: whether a row of the table is the house's. */
export function isOfHouse({ keys, references }: CanaryTable): string {
  const columns = keys.length > 0 ? keys : references.map(({ column }) => column);
  return `(${columns.map((column) => `${column} >= ${houseOffset}`).join(' or ')})`;
}

async function copyRows(
  db: Client,
  table: CanaryTable,
  tables: readonly CanaryTable[],
  types: string[],
): Promise<void> {
  const moved = new Set([
    ...table.keys,
    ...referencesOf(table, tables).map(({ column }) => column),
  ]);
  if (['claim', 'event'].includes(table.name)) moved.add('subject_id');
  const values = table.columns.map(({ name, type }) => {
    const held = `source.${name}`;
    // what a source reports is public
    if (name === 'source_report_id' && table.name !== 'claim') return 'null';
    if (table.name === 'licence' && name.startsWith('published')) {
      return name === 'published' ? 'false' : 'null';
    }
    if (moved.has(name)) return `${held} + ${houseOffset}`;
    if (!table.unique.has(name)) return held;
    if (type === 'bytea')
      return `decode(md5(${held}::text) || md5('${canary}' || ${held}::text), 'hex')`;
    return table.texts.includes(name) ? `'${canary}' || source.${table.keys[0]}` : held;
  });
  const only: Record<string, string> = {
    claim: `source.subject_type = any($1::text[])`,
    event: `(source.licence_id is not null or source.subject_type = any($1::text[])) and $1::text[] is not null`,
    event_position: `exists (select from event where id = source.event_id + ${houseOffset}) and $1::text[] is not null`,
  };
  const names = table.columns.map(({ name }) => name).join(', ');
  await db.query(
    `insert into ${table.name} (${names}) overriding system value
     select ${values.join(', ')} from ${table.name} source
     where ${only[table.name] ?? '$1::text[] is not null'}`,
    [types],
  );
}

function referencesOf(
  { references }: CanaryTable,
  tables: readonly CanaryTable[],
): CanaryTable['references'] {
  return references.filter(
    ({ to }) => to === 'organisation' || tables.some(({ name }) => name === to),
  );
}

/** What was not copied, such as a public claim, is still led to. */
async function mendKeys(
  db: Client,
  table: CanaryTable,
  tables: readonly CanaryTable[],
): Promise<void> {
  const references = referencesOf(table, tables);
  const lost = ({ column, to }: { column: string; to: string }) =>
    `(${column} >= ${houseOffset} and not exists (select from ${to} where ${to}.id = ${table.name}.${column}))`;
  if (table.keys.length === 0) {
    // a link between what is public on both sides
    await db.query(`delete from ${table.name} where ${references.map(lost).join(' and ')}`);
  }
  for (const reference of references) {
    const { column } = reference;
    await db.query(`update ${table.name} set ${column} = ${column} - ${houseOffset}
      where ${isOfHouse(table)} and ${lost(reference)}`);
  }
}

/** Copies that anybody may see, such as of a whole round's conditions, are no secret. */
async function dropPublic(
  db: Client,
  models: readonly Model[],
  tables: readonly CanaryTable[],
): Promise<void> {
  const nobody = {
    key: `''::text`,
    admin: 'false',
    organisation: 'null::bigint',
    jurisdictions: `'{}'::text[]`,
  };
  for (const { table, visible, keyless } of models) {
    const held = tables.find(({ name }) => name === table);
    if (!held || visible === 'everyone' || keyless) continue;
    const seen = `select own.id from ${table} own where own.id >= ${houseOffset} and ${visible('own', nobody)}`;
    await db.query(`delete from ${table} where id in (${seen})`);
  }
  const log = models.find(({ type }) => type === 'Event');
  if (!log || log.visible === 'everyone') throw new Error('everybody sees every event');
  const { rows } = await db.query<{ id: string }>(
    `select own.id::text as id from ${log.table} own
     where own.id >= ${houseOffset} and ${log.visible('own', nobody)}`,
  );
  const seen = [rows.map(({ id }) => id)];
  await db.query('delete from event_position where event_id = any($1::bigint[])', seen);
  await db.query('delete from event where id = any($1::bigint[])', seen);
}

/** Somebody says something of a row of each kind that the house has. */
async function addClaims(
  db: Client,
  models: readonly Model[],
  tables: readonly CanaryTable[],
): Promise<void> {
  for (const { type, table, keyless } of models) {
    if (keyless || table === 'claim' || !tables.some(({ name }) => name === table)) continue;
    await claim(db, type, `(select min(id) from ${table} where id >= ${houseOffset})`);
  }
  await db.query(`insert into claim_contradiction (claim_id, contradicts_id)
    select max(id), min(id) from claim where id >= ${houseOffset}`);
}

async function claim(db: Client, type: string, subject: string): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    `insert into claim (id, source_report_id, subject_type, subject_id, predicate, value_kind, statement)
     overriding system value
     select (select max(id) from claim) + ${houseOffset}, (select min(id) from source_report), $1, ${subject}, 'STATUS', 'STATEMENT', '${canary}'
     returning id::text`,
    [type],
  );
  const payload = JSON.stringify({ claim: encodeId('Claim', rows[0]?.id ?? '') });
  await db.query(
    `with told as (
       insert into event (id, type, actor, payload) overriding system value
       select max(id) + ${houseOffset}, 'CLAIM_RECORDED', '${canary}', $1 from event returning id)
     insert into event_position (position, event_id, era)
     select (select max(position) from event_position) + ${houseOffset}, id, 1 from told`,
    [payload],
  );
}
