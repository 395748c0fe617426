import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../server/src/schema.ts';
import { aggregatesOf, everyAggregate, fieldsOf, type Row } from '../support/aggregated.ts';
import { along, ends, type Lists, listedTypes, pathTo } from '../support/lists.ts';
import { executed, type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { everything } from '../support/oracle-viewers.ts';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle({ dataset: true, story: true });
});
afterAll(() => oracle.close());

const { schema } = createSchema();
const listed = listedTypes(schema);

interface List {
  totalCount: number;
  aggregates: object;
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const read = async <Answer>(document: string, variables = {}): Promise<Answer> =>
  JSON.parse(await textOf(oracle, everything, document, variables)) as Answer;

describe('of every type', () => {
  test.each(listed)('%s: each aggregate is what the rows of the list come to', async (type) => {
    const fields = fieldsOf(schema, `${type}Counts`).map(([name]) => name);
    const own = `totalCount ${everyAggregate(schema, type)} nodes { ${fields.join(' ')} }
      pageInfo { hasNextPage endCursor }`;
    const path = pathTo(schema, type);
    const lists = path.length > 1 ? await listsBelow(path, own) : [await wholeList(path, own)];
    for (const { totalCount, aggregates, nodes } of lists) {
      if (totalCount > nodes.length) continue;
      expect(aggregates).toEqual(aggregatesOf(schema, type, nodes));
    }
  });

  async function listsBelow(path: string[], own: string): Promise<List[]> {
    return ends((await read<{ list: Lists<List> }>(`{ ${along(path, own)} }`)).list);
  }

  async function wholeList(path: string[], own: string): Promise<List> {
    const document = `query ($after: Cursor) { ${along(path, own, ', after: $after')} }`;
    const { list: first } = await read<{ list: List }>(document);
    const nodes = [...first.nodes];
    for (let page = first; page.pageInfo.hasNextPage; ) {
      const after = page.pageInfo.endCursor;
      page = (await read<{ list: List }>(document, { after })).list;
      // the whole list, whatever the page
      expect(page.aggregates).toEqual(first.aggregates);
      nodes.push(...page.nodes);
    }
    return { ...first, nodes };
  }

  test.each(listed)('%s: both outputs say the same', async (type) => {
    const own = `__typename ${everyAggregate(schema, type)} again: aggregates { n: count ...More }`;
    const sums = fieldsOf(schema, `${type}Sums`).filter(([, of]) => of === 'FigureSum');
    const figures = sums.map(
      ([name]) =>
        `${name} { low central high boundKind unit figures unknown additive claims { id } }`,
    );
    const more = figures.length > 0 ? `sum { __typename ${figures.join(' ')} }` : '__typename';
    const document = `{ ${along(pathTo(schema, type), own)} }
      fragment More on ${type}Aggregates { __typename ${more} }`;
    const text = await textOf(oracle, everything, document);
    const { data, errors } = await executed(oracle, everything, parse(document), {});
    expect(errors).toBeUndefined();
    expect(text).toBe(JSON.stringify(data));
  });
});

describe('the sum of figures', () => {
  interface Sum {
    sum: { quantity: Record<string, unknown> };
  }
  const sumOf = async (list: string) =>
    (
      await read<{ list: { aggregates: Sum } }>(`{ list: ${list} { aggregates { sum {
        quantity { low central high unit figures unknown additive claims { id } } } } } }`)
    ).list.aggregates.sum.quantity;

  test('keeps what is invented apart from the rest', async () => {
    const mixed = await sumOf('stockStatements');
    expect(mixed).toMatchObject({ low: null, central: null, high: null });
    expect(mixed.additive).toBe('NOT_ADDITIVE');
    const told = await sumOf('stockStatements(filter: { provenance: { ne: DEMONSTRATION } })');
    expect(Number(told.low)).toBeGreaterThan(0);
    expect(told.unit).toBe('chips');
  });

  test('of order lines that are exact is what SQL adds up', async () => {
    const sum = await sumOf('orderLines(filter: { order: { provenance: { eq: DEMONSTRATION } } })');
    const [exact] = await oracle.db.query<{ units: string; lines: string; known: string }>(
      `select sum(line.units)::text as units, count(*)::text as lines, count(line.units)::text as known
       from order_line line join purchase_order whole on whole.id = line.order_id
       where whole.provenance = 'DEMONSTRATION'`,
    );
    const units = exact?.units;
    expect(Number(exact?.lines)).toBeGreaterThan(1);
    expect(exact?.known).toBe(exact?.lines);
    expect(sum).toEqual({
      ...{ low: units, central: units, high: units, unit: 'chips' },
      ...{ figures: Number(exact?.lines), unknown: 0, additive: 'ADDITIVE', claims: [] },
    });
  });

  test('of nothing is nothing, and of a row without a number an unknown', async () => {
    expect(await sumOf('stockStatements(filter: { asOf: { gt: "2999-01-01" } })')).toMatchObject({
      ...{ low: null, central: null, high: null, figures: 0, unknown: 0, additive: 'ADDITIVE' },
    });
    await oracle.db.query(`insert into stock_statement (vendor_id, chip_id, as_of)
      select (select min(id) from organisation), (select min(id) from chip), '2998-01-01'`);
    expect(await sumOf('stockStatements(filter: { asOf: { eq: "2998-01-01" } })')).toMatchObject({
      ...{ low: null, central: null, high: null, figures: 1, unknown: 1 },
    });
  });
});

test('a sum beyond 64 bits is exact, and so is its mean', async () => {
  const most = 9007199254740991;
  await oracle.db.query(
    `insert into licence (direction, type, status, jurisdiction_id, published, number)
     select 'IMPORT', 'QUOTA', 'ACTIVE', min(id), true, 'BIG' from jurisdiction`,
  );
  await oracle.db.query(
    `insert into licence_line (licence_id, ordinal, control_code, authorised_units)
     select (select id from licence where number = 'BIG'), n, '3A090', ${most} - case n when 1 then 1 else 0 end
     from generate_series(1, 2000) n`,
  );
  const { licence } = await read<{ licence: { lines: { aggregates: object } } }>(
    `{ licence(number: "BIG") { lines { aggregates { count sum { available authorised { low additive } }
       avg { available } min { available } max { available } distinctCount { available } } } } }`,
  );
  const sum = String(BigInt(most) * 2000n - 1n);
  expect(licence.lines.aggregates).toEqual({
    count: 2000,
    sum: { available: sum, authorised: { low: sum, additive: 'ADDITIVE' } },
    avg: { available: '9007199254740990.9995' },
    min: { available: most - 1 },
    max: { available: most },
    distinctCount: { available: 2 },
  });
});
