import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../server/src/schema.ts';
import { aggregatesOf, everyAggregate, fieldsOf, type Row } from '../support/aggregated.ts';
import {
  groupsOf,
  type Key,
  keysOf,
  selected,
  steps,
  valueAt,
  written,
} from '../support/grouped.ts';
import { along, ends, type Lists, listedTypes, pathTo } from '../support/lists.ts';
import { executed, type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { everything } from '../support/oracle-viewers.ts';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle({ dataset: true, story: true });
});
afterAll(() => oracle.close());

const { schema } = createSchema();

interface Group {
  key: unknown;
  aggregates: { count: number };
}
type List = { totalCount: number; nodes: Row[] } & { [alias: `g${number}`]: Group[] };

/** What both outputs answer; they answer the same. */
async function read<Answer>(document: string, variables = {}): Promise<Answer> {
  expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
  const text = await textOf(oracle, everything, document, variables);
  const { data, errors } = await executed(oracle, everything, parse(document), variables);
  expect(errors).toBeUndefined();
  expect(text).toBe(JSON.stringify(data));
  return JSON.parse(text) as Answer;
}

const refused = (document: string, variables = {}): Promise<string> =>
  textOf(oracle, everything, document, variables).then(
    () => 'answered',
    (error: { code?: string; message: string }) => `${error.code}: ${error.message}`,
  );

/** How many groups were compared with those of the rows of the lists. */
async function compare(type: string, all: readonly Key[][]): Promise<number> {
  const fields = fieldsOf(schema, `${type}Counts`).map(([name]) => name);
  const groups = all.map(
    (keys, index) => `g${index}: groups(by: [${keys.map(written).join(', ')}], first: 1000) {
      key { ${keys.map(selected).join(' ')} }
      ${index === 0 ? everyAggregate(schema, type) : 'aggregates { count }'} }`,
  );
  const own = `totalCount nodes { ${[...fields, ...all.flat().map(selected)].join(' ')} } ${groups.join(' ')}`;
  const { list } = await read<{ list: Lists<List> }>(`{ ${along(pathTo(schema, type), own)} }`);
  let compared = 0;
  for (const found of ends(list)) {
    if (found.totalCount > found.nodes.length) continue;
    for (const [index, keys] of all.entries()) {
      const wanted = groupsOf(found.nodes, keys).map(({ values, rows }) => ({
        values,
        aggregates: index === 0 ? aggregatesOf(schema, type, rows) : { count: rows.length },
      }));
      const given = (found[`g${index}`] ?? []).map(({ key, aggregates }) => ({
        values: keys.map(({ path }) => valueAt(key, path)),
        aggregates,
      }));
      expect(given, keys.map(written).join()).toEqual(wanted);
      compared += given.length;
    }
  }
  return compared;
}

describe.each(listedTypes(schema))('%s', (type) => {
  test('by each of its fields', async () => {
    await compare(
      type,
      keysOf(schema, type, 0).map((key) => [key]),
    );
  });

  test('by what it leads to, two at a time', async () => {
    const further = keysOf(schema, type, 2).filter(({ path }) => path.length > 1);
    // some of each relation
    const some = further.filter((_, index) => index % 13 === 0);
    const pairs = some.map((key, index) => {
      const other = further[(index * 11 + 3) % further.length];
      return other && other !== key ? [key, other] : [key];
    });
    for (let start = 0; start < pairs.length; start += 5) {
      await compare(type, pairs.slice(start, start + 5));
    }
  });
});

test.each(steps)('a day and an instant are cut to the %s', async (step) => {
  const instant: Key = { path: ['lodgedAt'], type: 'DateTime', step };
  expect(await compare('Declaration', [[instant]])).toBeGreaterThan(0);
  const day: Key = { path: ['publishedAt'], type: 'Date', step };
  expect(await compare('SourceReport', [[day]])).toBeGreaterThan(0);
  await compare('PolicyEvent', [[{ path: ['announcedAt'], type: 'Date' }]]);
});

describe('the groups of declarations', () => {
  test('have what is left, in the order asked for, as SQL says', async () => {
    const { declarations } = await read<{ declarations: { groups: object[] } }>(`{
      declarations { groups(
        by: [{ field: OFFICE }, { field: LODGED_AT, to: MONTH }]
        having: { count: { gte: 1 }, sum: { units: { gt: "0" } }, not: { max: { units: { lt: 1 } } } }
        orderBy: [{ aggregate: SUM, field: UNITS, direction: DESC }, { key: { field: OFFICE }, direction: DESC }]
        first: 3
      ) { key { office lodgedAt } aggregates { count sum { units } } } } }`);
    const rows = await oracle.db.query<Row>(
      `select office, to_char(date_trunc('month', lodged_at at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as lodged,
         count(*)::int as count, sum(units)::text as units
       from (select declared.*, (select sum(units) from declaration_line where declaration_id = declared.id) as units
         from declaration declared) each
       group by 1, 2 having sum(units) > 0 order by sum(units) desc, 1 desc, 2 limit 3`,
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(declarations.groups).toEqual(
      rows.map(({ office, lodged, count, units }) => ({
        key: { office, lodgedAt: lodged },
        aggregates: { count, sum: { units } },
      })),
    );
  });

  test('can be asked for with variables, fragments and directives, and beside a page', async () => {
    const document = `query ($by: [DeclarationGroupBy!]!, $step: DateStep, $with: Boolean!, $first: Int = 2,
        $direction: OrderDirection = ASC) {
      declarations(first: 1) { totalCount
        own: groups(by: $by, first: $first) { ...Counted }
        monthly: groups(by: [{ field: LODGED_AT, to: $step }], orderBy: [{ aggregate: COUNT, direction: $direction }]) {
          __typename key { __typename lodgedAt @include(if: $with) } ...Counted }
        nodes { id } } }
      fragment Counted on DeclarationGroup { aggregates { __typename n: count again: count @skip(if: $with) } }`;
    interface Answer {
      declarations: { own: unknown[]; monthly: { key: { lodgedAt?: string } }[] };
    }
    const lodged = async (variables: object): Promise<string[]> => {
      const by = [{ field: 'OFFICE' }];
      const answer = await read<Answer>(document, { by, with: true, ...variables });
      return answer.declarations.monthly.map(({ key }) => String(key.lodgedAt));
    };
    const years = await lodged({ step: 'YEAR' });
    const days = await lodged({ step: 'DAY' });
    expect(years.every((at) => at.includes('-01-01T'))).toBe(true);
    expect(days.length).toBeGreaterThan(years.length);
    const turned = await lodged({ step: 'DAY', direction: 'DESC' });
    expect(turned).not.toEqual(days);
    expect([...turned].sort()).toEqual([...days].sort());
    await lodged({ step: 'DAY', with: false });
    await lodged({
      step: 'DAY',
      first: 1,
      by: [{ field: 'STATUS' }, { jurisdiction: { field: 'CODE' } }],
    });
  });
});

test('a group has the sum of its own figures', async () => {
  const quantity = 'quantity { low central high figures unknown additive claims { id } }';
  const { stockStatements } = await read<{ stockStatements: { groups: StockGroup[] } }>(`{
    stockStatements { groups(by: [{ vendor: { field: ID } }, { field: PROVENANCE }]) {
      key { vendor { id } provenance } aggregates { count sum { ${quantity} } } } } }`);
  expect(stockStatements.groups.length).toBeGreaterThan(1);
  for (const { key, aggregates } of stockStatements.groups) {
    const alone = await read<{ list: { aggregates: object } }>(`{ list: stockStatements(filter: {
      vendor: { id: { eq: "${key.vendor.id}" } }, provenance: { eq: ${key.provenance} } }) {
      aggregates { count sum { ${quantity} } } } }`);
    expect(aggregates).toEqual(alone.list.aggregates);
  }
});

interface StockGroup {
  key: { vendor: { id: string }; provenance: string };
  aggregates: object;
}

const by = (element: string) => `{ licences { groups(by: ${element}) { key { status } } } }`;
const deep = `${'{ parent: '.repeat(4)}{ parent: { field: NAME } }${' }'.repeat(4)}`;

test.each<[string, string, string]>([
  [by('[{ field: STATUS_REASON }]'), 'BAD_USER_INPUT', 'free text'],
  [by('[{ field: RECORDED_AT }]'), 'BAD_USER_INPUT', 'cut it with `to`'],
  [by('[{ field: STATUS, to: MONTH }]'), 'BAD_USER_INPUT', 'leave out `to`'],
  [by('[]'), 'BAD_USER_INPUT', '1 to 5'],
  [by('[{}]'), 'BAD_USER_INPUT', 'names one `field`'],
  [by('[{ licensee: {} }]'), 'BAD_USER_INPUT', '`field` of Organisation'],
  [by('[{ licensee: null }]'), 'BAD_USER_INPUT', 'names one `field`'],
  [by('[{ field: STATUS, licensee: { field: NAME } }]'), 'BAD_USER_INPUT', 'for each'],
  [by('[{ to: DAY, licensee: { field: NAME } }]'), 'BAD_USER_INPUT', '`to` stands beside'],
  [by('[{ field: STATUS }, { field: STATUS }]'), 'BAD_USER_INPUT', 'status twice'],
  [by('[{ field: TYPE }]'), 'BAD_USER_INPUT', 'not formed by status'],
  [by('[{ field: STATUS }], first: 0'), 'PAGE_SIZE', '1 to 1000'],
  [by('[{ field: STATUS }], first: 1001'), 'PAGE_SIZE', '1 to 1000'],
  [by('[{ field: STATUS }], orderBy: [{}]'), 'BAD_USER_INPUT', 'names an `aggregate`'],
  [by('[{ field: STATUS }], orderBy: [{ aggregate: SUM }]'), 'BAD_USER_INPUT', 'name it'],
  [
    by('[{ field: STATUS }], orderBy: [{ aggregate: SUM, field: STATUS }]'),
    'BAD_USER_INPUT',
    'no SUM of STATUS',
  ],
  [
    by('[{ field: STATUS }], orderBy: [{ aggregate: COUNT, field: STATUS }]'),
    'BAD_USER_INPUT',
    'DISTINCT_COUNT',
  ],
  [
    by('[{ field: STATUS }], orderBy: [{ key: { field: TYPE } }]'),
    'BAD_USER_INPUT',
    'not formed by type',
  ],
  [
    by('[{ field: STATUS }], orderBy: [{ aggregate: COUNT, key: { field: STATUS } }]'),
    'BAD_USER_INPUT',
    'not both',
  ],
  [
    by(`[{ field: STATUS }], having: ${'{ not: '.repeat(21)}{}${' }'.repeat(21)}`),
    'DOCUMENT_LIMIT',
    '20 deep',
  ],
  [
    `{ organisations { groups(by: [${deep.replaceAll('parent', 'ultimateParent')}]) { key { name } } } }`,
    'DOCUMENT_LIMIT',
    'over at most 4',
  ],
])('%s is %s: %s', async (document, code, message) => {
  expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([]);
  const answer = await refused(document);
  expect(answer).toContain(`${code}: `);
  expect(answer).toContain(message);
});
