import type { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comparedFields } from '../../server/src/reads/aggregated.ts';
import type { Registry, ResolvedModel } from '../../server/src/reads/registry.ts';
import { type Oracle, openOracle } from '../support/oracle.ts';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
});
afterAll(() => oracle.close());

const administrator = {
  key: `''`,
  admin: 'true',
  organisation: '0',
  jurisdictions: `'{}'::text[]`,
};

/** Where rows of a model are found, as FROM lists that call them `t`; of parts, where they are made. */
function sourcesOf(model: ResolvedModel, { models }: Registry): string[] {
  const made = [...models.values()].flatMap((parent) =>
    Object.values(parent.fields).flatMap((field) => {
      if (field.kind !== 'toOne' || field.type !== model.type || parent.keyless) return [];
      const rows = field.derived?.('parent') ?? field.seen?.('parent', administrator);
      return rows ? [`${parent.table} parent left join lateral (${rows}) t on true`] : [];
    }),
  );
  return model.keyless && made.length > 0 ? made : [`${model.table} t`];
}

interface Text {
  field: string;
  /** domain, or `text` */
  type: string;
  /** whether a CHECK of its table speaks of its column */
  checked: boolean;
}

/** Made from texts that have a bound. */
const madeOfLines = new Set([
  'ApiKey.prefix',
  'Declaration.commodityCode',
  'OrderLineHold.placedBy',
  'OrderLineHold.clearedBy',
]);

/** What PostgreSQL says of each field that is one text. */
async function textsOf(model: ResolvedModel, from: string): Promise<Text[]> {
  const type = oracle.schema.getType(model.type) as GraphQLObjectType;
  const texts = comparedFields(model, type).flatMap(({ name, kind }) => {
    const field = model.resolved.get(name);
    return kind === 'text' && field?.kind === 'leaf' ? [{ name, sql: field.leaf.sql('t') }] : [];
  });
  if (texts.length === 0) return [];
  const selected = texts.map(({ name, sql }) => `pg_typeof(${sql})::text as "${name}"`);
  const [types = {}] = await oracle.db.query<Record<string, string>>(
    `select ${selected.join(', ')} from (select) once left join lateral (select t.* from ${from}) t on true limit 1`,
  );
  const columns = await oracle.db.query<{ column: string }>(
    `select attname as column from pg_constraint join pg_attribute
       on attrelid = conrelid and attnum = any(conkey)
     where contype = 'c' and conrelid = (select oid from pg_class
       where relname = $1 and relnamespace = 'public'::regnamespace)`,
    [model.table],
  );
  const checked = new Set(columns.map(({ column }) => `t.${column}`));
  return texts.map(({ name, sql }) => ({
    field: name,
    type: types[name] ?? '',
    checked: checked.has(sql) || madeOfLines.has(`${model.type}.${name}`),
  }));
}

test('texts without a bound are prose, prose is text, and what is prose in one type is in all', async () => {
  const { registry } = oracle.engine;
  const models = [...registry.models.values()];
  const prose = new Set(models.flatMap((model) => model.prose ?? []));
  const wrong: string[] = [];
  for (const model of models) {
    const declared = new Set(model.prose);
    const seen = new Set<string>();
    for (const source of sourcesOf(model, registry)) {
      for (const { field, type, checked } of await textsOf(model, source)) {
        seen.add(field);
        const unbounded = type === 'text' && !checked && !model.keyless;
        const bounded = type !== 'line_of_text' && !unbounded;
        const is = declared.has(field);
        if (!is && unbounded) wrong.push(`${model.type}.${field} has no bound and is not prose`);
        if (is && bounded) wrong.push(`${model.type}.${field} is prose and ${type}`);
        if (!is && prose.has(field)) wrong.push(`${model.type}.${field} is prose elsewhere`);
      }
    }
    for (const field of declared) {
      if (!seen.has(field)) wrong.push(`${model.type} has no text ${field}`);
    }
  }
  expect(wrong).toEqual([]);
});
