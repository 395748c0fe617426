import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { createDataSource } from '../../server/src/database/data-source.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  filled: boolean;
}

const COLUMNS = `
  select relname as "table", attname as "column", not attnotnull as nullable,
    atthasdef or attidentity <> '' as filled,
    format_type(coalesce(nullif(base.typbasetype, 0), own.oid), null) as type
  from pg_attribute
  join pg_class on pg_class.oid = attrelid and relkind = 'r' and relnamespace = 'public'::regnamespace
  join pg_type own on own.oid = atttypid
  join pg_type base on base.oid = own.oid
  -- which transaction wrote a row is the history's, not the entity's
  where attnum > 0 and not attisdropped and attname <> 'since_xid'
  order by relname, attname`;

let database: TestDatabase;
let client: Client;
let source: ReturnType<typeof createDataSource>;

beforeAll(async () => {
  database = await createTestDatabase();
  client = await connectDatabase(database.url);
  source = await createDataSource(database.url).initialize();
});

afterAll(async () => {
  await source?.destroy();
  await client?.end();
  await database?.drop();
});

const FULL_NAMES: Readonly<Record<string, string>> = {
  timestamptz: 'timestamp with time zone',
};

test('each entity has the columns of its table, of the same type and as nullable', async () => {
  const { rows } = await client.query<Column>(COLUMNS);
  for (const { tableName, columns } of source.entityMetadatas) {
    const mapped = columns.map((column) => ({
      column: column.databaseName,
      type: FULL_NAMES[String(column.type)] ?? String(column.type),
      nullable: column.isNullable,
      array: column.isArray,
    }));
    const stored = rows
      .filter((row) => row.table === tableName)
      .map(({ column, type, nullable }) => ({
        column,
        // a list of words prints as the name of its domain
        type: type.replace(/^word\[\]$/, 'text[]').replace(/\[\]$/, ''),
        nullable,
        array: type.endsWith('[]'),
      }));
    const byName = (a: { column: string }, b: { column: string }) => (a.column < b.column ? -1 : 1);
    expect(mapped.sort(byName), tableName).toEqual(stored.sort(byName));
  }
});

test('an entity says of a column that it fills itself exactly where it does', async () => {
  const { rows } = await client.query<Column>(COLUMNS);
  for (const { tableName, columns } of source.entityMetadatas) {
    for (const column of columns) {
      const stored = rows.find(
        (row) => row.table === tableName && row.column === column.databaseName,
      );
      const filled = column.default !== undefined || column.isGenerated;
      expect(filled, `${tableName}.${column.databaseName}`).toBe(stored?.filled);
    }
  }
});

test('every table with a key of its own that the dataset fills has its entity', async () => {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and exists (
      select from pg_attribute where attrelid = pg_class.oid and attname = 'id' and attidentity <> '')`);
  const infrastructure = ['api_key', 'event', 'journal'];
  const decided = [
    'purchase_order',
    'order_line',
    'order_line_party',
    'licence_allocation',
    'licence_movement',
    'customs_event',
    'shipment',
    'shipment_line',
    'shipment_status',
    'laboratory_test',
    'declaration',
    'declaration_line',
    'declaration_status',
    'declaration_use',
    'epcis_capture',
    'customs_event_epc',
    'customs_event_quantity',
    'customs_event_transaction',
    'end_user_statement',
    'screening',
    'domestic_purchase',
    'order_line_hold',
    'compliance_decision',
    'compliance_verdict_change',
  ];
  const mapped = source.entityMetadatas.map(({ tableName }) => tableName);
  expect(mapped.sort()).toEqual(
    rows
      .map(({ name }) => name)
      .filter((name) => ![...infrastructure, ...decided].includes(name))
      .sort(),
  );
});

test('rows come back as their entities say, in UTC', async () => {
  const repository = source.getRepository('SourceReport');
  const { identifiers } = await repository.insert({
    publisher: 'Paper',
    title: 'A report',
    publishedAt: '2026-01-28',
  });
  const [report] = await repository.findBy({ id: identifiers[0]?.id });
  expect(report).toMatchObject({
    id: expect.stringMatching(/^\d+$/),
    publishedAt: '2026-01-28',
    publishedPrecision: 'DAY',
    url: null,
    recordedAt: expect.any(Date),
  });
  const [{ zone }] = await source.query("select current_setting('TimeZone') as zone");
  expect(zone).toBe('UTC');
});
