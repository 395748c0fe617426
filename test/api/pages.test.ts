import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { addTiedLicences, type Page, page, rows } from '../support/oracle-pages.ts';
import { everything } from '../support/oracle-viewers.ts';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
  await addTiedLicences(oracle.db);
});

afterAll(() => oracle.close());

async function read(args: string, variables: Record<string, unknown> = {}): Promise<Page> {
  const document = `query($n: Int, $at: Cursor) { licences(${args}) ${page} }`;
  const text = await textOf(oracle, everything, document, variables);
  const { licences } = JSON.parse(text) as { licences: Page };
  const { nodes, edges, pageInfo } = licences;
  expect(edges.map(({ node }) => node)).toEqual(nodes);
  expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
  expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
  return licences;
}

/** Every row from one end to the other, page by page, each page checked against the whole. */
async function walk(order: string, size: number, backward: boolean): Promise<string[]> {
  const found: string[] = [];
  for (let at: string | null = null; ; ) {
    const sides = backward ? 'last: $n, before: $at' : 'first: $n, after: $at';
    const got: Page = await read(`${sides}, orderBy: [${order}]`, { n: size, at });
    expect(got.totalCount).toBe(rows);
    const ids = got.nodes.map(({ id }) => id);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = got.pageInfo;
    const [behind, ahead] = backward
      ? [hasNextPage, hasPreviousPage]
      : [hasPreviousPage, hasNextPage];
    expect(behind).toBe(found.length > 0);
    expect(ahead).toBe(found.length + ids.length < rows);
    if (backward) found.unshift(...ids);
    else found.push(...ids);
    at = backward ? startCursor : endCursor;
    if (!ahead) return found;
    expect(ids).toHaveLength(size);
  }
}

async function sorted(sql: string): Promise<string[]> {
  const found = await oracle.db.query<{ text: string }>(
    `select translate(encode(('Licence:' || id)::bytea, 'base64'), '+/=', '-_') as text from licence order by ${sql}`,
  );
  return found.map(({ text }) => text);
}

const single: [string, string][] = ['VALID_FROM', 'NUMBER', 'END_USE', 'STATUS_CHANGED_AT'].flatMap(
  (field) =>
    ['ASC', 'DESC'].flatMap((direction) =>
      ['FIRST', 'LAST'].map((nulls): [string, string] => [
        `{ field: ${field}, direction: ${direction}, nulls: ${nulls} }`,
        `${field.toLowerCase()} ${direction} nulls ${nulls}, id ${direction}`,
      ]),
    ),
);

const several: [string, string][] = [
  ['', 'id'],
  ['{ field: NUMBER }', 'number asc nulls last, id'],
  ['{ field: PUBLISHED, direction: DESC }', 'published desc, id desc'],
  ['{ field: RECORDED_AT }', 'recorded_at, id'],
  ['{ field: ID, direction: DESC }', 'id desc'],
  ['{ field: STATUS }, { field: VERSION }', 'status, version, id'],
  [
    '{ field: NUMBER, direction: DESC, nulls: FIRST }, { field: VALID_FROM }',
    'number desc nulls first, valid_from asc nulls last, id',
  ],
  [
    '{ field: VALID_FROM, nulls: FIRST }, { field: END_USE, direction: DESC, nulls: LAST }, { field: NUMBER, direction: DESC, nulls: FIRST }',
    'valid_from asc nulls first, end_use desc nulls last, number desc nulls first, id desc',
  ],
  [
    '{ field: PUBLISHED }, { field: PUBLISHED, direction: DESC }, { field: STATUS_CHANGED_AT, direction: DESC }',
    'published, status_changed_at desc nulls last, id desc',
  ],
];

describe('pages of a list', () => {
  test.each([...single, ...several])(
    'ordered by [%s] lose and repeat nothing',
    async (order, sql) => {
      const expected = await sorted(sql);
      for (const size of [1, 2, 3, 7]) {
        expect(await walk(order, size, false), `first: ${size}`).toEqual(expected);
        expect(await walk(order, size, true), `last: ${size}`).toEqual(expected);
      }
    },
  );

  test('between two cursors tell of what lies outside them', async () => {
    const whole = await read('first: 200');
    const at = (index: number) => whole.edges[index]?.cursor;
    const between = (from: number, to: number) => whole.nodes.slice(from, to);
    const inside = `after: "${at(4)}", before: "${at(10)}"`;
    const sides = ({ pageInfo }: Page) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage];

    const all = await read(`first: 50, ${inside}`);
    expect(all.nodes).toEqual(between(5, 10));
    expect(sides(all)).toEqual([true, true]);
    expect(all.totalCount).toBe(rows);
    expect((await read(`last: 2, ${inside}`)).nodes).toEqual(between(8, 10));
    expect((await read(`first: 2, ${inside}`)).nodes).toEqual(between(5, 7));

    const upTo = await read(`first: 50, before: "${at(3)}"`);
    expect(upTo.nodes).toEqual(between(0, 3));
    expect(sides(upTo)).toEqual([false, true]);
    const from = await read(`last: 50, after: "${at(rows - 3)}"`);
    expect(from.nodes).toEqual(between(rows - 2, rows));
    expect(sides(from)).toEqual([true, false]);
    const nothing = await read(`first: 5, after: "${at(rows - 1)}"`);
    expect(nothing).toEqual({
      totalCount: rows,
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  test('are 50 rows where no size is given, and count the whole list under their filter', async () => {
    await oracle.db.query(
      `insert into chip (name) select 'chip ' || n from generate_series(1, 60) n`,
    );
    const document = `{ chips { totalCount nodes { id } pageInfo { hasNextPage } }
      some: chips(first: 1, filter: { name: { startsWith: "chip 1" } }) { totalCount }
      none: chips(filter: { name: { eq: "none" } }) { ${page.slice(1, -1)} } }`;
    const { chips, some, none } = JSON.parse(await textOf(oracle, everything, document)) as Record<
      string,
      Page
    >;
    expect(chips?.nodes).toHaveLength(50);
    expect(chips).toMatchObject({ totalCount: 60, pageInfo: { hasNextPage: true } });
    expect(some?.totalCount).toBe(11);
    expect(none).toEqual({
      totalCount: 0,
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});
