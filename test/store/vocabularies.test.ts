import { getNamedType, type GraphQLEnumType, isEnumType, isObjectType } from 'graphql';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { createSchema } from '../../server/src/schema.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = await connectDatabase(database.url);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const { schema, registry } = createSchema();

/** Columns that the schema shows elsewhere than on the type of their table. */
const elsewhere: Record<string, string> = {
  'claim.qualifier': 'FigureQualifier',
  'claim.bound_kind': 'BoundKind',
  'declaration.reference_scheme': 'DeclarationScheme',
};

/** The enum as which the schema shows a column. */
function enumOf(table: string, column: string): GraphQLEnumType | undefined {
  const named = elsewhere[`${table}.${column}`];
  const model = [...registry.models.values()].find((each) => each.table === table);
  const type = schema.getType(model?.type ?? '');
  const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const shown = isObjectType(type) ? type.getFields()[field]?.type : undefined;
  const found = named ? schema.getType(named) : shown && getNamedType(shown);
  return isEnumType(found) ? found : undefined;
}

test('the database admits the words that the schema has, and no others', async () => {
  const { rows } = await client.query<{ table: string; check: string }>(
    `select conrelid::regclass::text as table, pg_get_constraintdef(oid) as check
     from pg_constraint where contype = 'c' and conrelid <> 0 order by 1, 2`,
  );
  const lists = rows.flatMap(({ table, check }) => {
    const [, column, words] = /^CHECK \(+(\w+)\)::text = ANY \(\(?ARRAY\[(.*)\]/.exec(check) ?? [];
    return column && words ? [{ table, column, words: words.match(/(?<=')\w+(?=')/g) ?? [] }] : [];
  });
  expect(lists.length).toBeGreaterThan(25);
  for (const { table, column, words } of lists) {
    const values = enumOf(table, column)?.getValues() ?? [];
    const name = `${table}.${column}`;
    expect(values.map((value) => value.name).sort(), name).toEqual([...words].sort());
  }
});

test('no list of words hides in another form of check', async () => {
  const { rows } = await client.query<{ check: string }>(
    `select pg_get_constraintdef(oid) as check from pg_constraint
     where contype = 'c' and conrelid <> 0 and pg_get_constraintdef(oid) ~ 'ARRAY\\['
       and pg_get_constraintdef(oid) !~ '^CHECK \\(+\\w+\\)::text = ANY'`,
  );
  expect(rows).toEqual([]);
});

test('a domain that is a list of words has those of the enum of its name', async () => {
  const { rows } = await client.query<{ name: string; check: string }>(
    `select contypid::regtype::text as name, pg_get_constraintdef(oid) as check
     from pg_constraint where contypid <> 0 and connamespace = 'public'::regnamespace and pg_get_constraintdef(oid) ~ 'ARRAY\\['`,
  );
  expect(rows.map(({ name }) => name)).toEqual(['provenance']);
  for (const { check } of rows) {
    const type = schema.getType('Provenance') as GraphQLEnumType;
    const words = check.match(/(?<=')\w+(?=')/g) ?? [];
    expect(
      type
        .getValues()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...words].sort());
  }
});
