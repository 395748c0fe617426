import type { Client } from 'pg';
import { houseOffset } from './canaries.ts';
import type { CanaryTable } from './canary-tables.ts';

/** Stands in every free text of another house's confidential rows. */
export const canary = 'KESTREL';

/** A column of free text in which no canary could be put, and why PostgreSQL refused it. */
export interface Uncovered {
  column: string;
  problem: string;
}

/** Columns whose text says what another column means, which a canary would make meaningless. */
const structural = new Set(['claim.subject_type', 'event.subject_type', 'event.type']);

/** Puts a canary into every column of free text of the rows from the offset on. */
export async function fillText(db: Client, table: CanaryTable, own: string): Promise<Uncovered[]> {
  const uncovered: Uncovered[] = [];
  const key = table.keys[0] ?? table.references[0]?.column ?? '';
  for (const column of table.texts) {
    const name = `${table.name}.${column}`;
    if (structural.has(name)) continue;
    const kind = table.columns.find((one) => one.name === column)?.type ?? '';
    if (kind === 'json') {
      await fillJson(db, table, column, key, own);
      continue;
    }
    const text = `'${canary}' || ${key}`;
    const value = kind.endsWith('[]') ? `array[${text}]` : text;
    const rest = table.texts.filter(
      (other) => other !== column && !structural.has(`${table.name}.${other}`),
    );
    // alone, with another that must be there too, or where there is something already
    const ways = [
      `${column} = ${value}`,
      ...rest.map((other) => `${column} = ${value}, ${other} = coalesce(${other}, ${text})`),
      `${column} = case when ${column} is not null then ${value} end`,
    ];
    const problem = await firstThatWorks(
      db,
      ways.map((way) => `update ${table.name} set ${way} where ${own}`),
    );
    const { rows } = await db.query(
      `select from ${table.name} where ${own} and ${column}::text like '%${canary}%' limit 1`,
    );
    if (rows.length === 0) uncovered.push({ column: name, problem: problem ?? '' });
  }
  return uncovered;
}

/** Tries until one works; what was wrong with the first, if it was not that one. */
async function firstThatWorks(db: Client, statements: string[]): Promise<string | undefined> {
  let first: string | undefined;
  for (const statement of statements) {
    try {
      await db.query(statement);
      return first;
    } catch (error) {
      first ??= (error as Error).message;
    }
  }
  return first;
}

async function fillJson(
  db: Client,
  table: CanaryTable,
  column: string,
  key: string,
  own: string,
): Promise<void> {
  const { rows } = await db.query<{ key: string; held: string }>(
    `select ${key}::text as key, ${column}::text as held from ${table.name} where ${own} and ${column} is not null`,
  );
  for (const row of rows) {
    const value = JSON.stringify(canaryIn(JSON.parse(row.held), row.key));
    await db.query(`update ${table.name} set ${column} = $1 where ${key} = $2`, [value, row.key]);
  }
}

/** The same JSON with canaries for free text, and with the house's keys for those of others. */
function canaryIn(value: unknown, key: string, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => canaryIn(each, key, name));
  if (value !== null && typeof value === 'object') {
    const parts = Object.entries(value).map(([part, each]) => [part, canaryIn(each, key, part)]);
    return Object.fromEntries(parts) as unknown;
  }
  if (value === null) return name === 'reason' ? `${canary}${key}` : null;
  if (typeof value !== 'string') return value;
  if (/^\d+$/.test(value)) return String(Number(value) + houseOffset);
  const [, type, id] = /^([A-Za-z]+):(\d+)$/.exec(Buffer.from(value, 'base64url').toString()) ?? [];
  if (type && type !== 'Organisation') {
    return Buffer.from(`${type}:${Number(id) + houseOffset}`).toString('base64url');
  }
  return /^[A-Z][A-Z0-9_]*$|^\d{4}-\d\d-\d\d/.test(value) ? value : `${canary}${key}`;
}
