import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { everything } from '../support/oracle-viewers.ts';

let oracle: Oracle;
const rows = 23;

beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
  await oracle.db.query(`insert into jurisdiction (code, name) values ('AA', 'a')`);
  await oracle.db.query(
    `insert into organisation (name, kind) values ('a', 'COMPANY'), ('b', 'COMPANY')`,
  );
  // most values are shared by several rows or missing, so that cursors stand among ties
  await oracle.db.query(`insert into licence (number, direction, type, status, jurisdiction_id,
      licensee_id, valid_from, end_use, published, status_changed_at)
    select nullif('n "\\' || n % 4, 'n "\\0'), 'IMPORT', 'QUOTA', 'ACTIVE', 1, 1 + n % 2,
      case when n % 5 > 1 then date '2026-01-01' + n % 3 end,
      case when n % 3 > 0 then 'USE_' || n % 2 end, n % 2 = 0,
      case when n % 7 > 0 then timestamptz '2026-02-01T00:00:00.120Z' + n % 4 * interval '7 milliseconds' end
    from generate_series(1, ${rows}) n`);
});

afterAll(() => oracle.close());

interface Page {
  totalCount: number;
  nodes: { id: string }[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

const page = `{ totalCount nodes { id } edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;

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

  test('of a nested list go on from its cursors, and only from its own', async () => {
    const document = `query($id: String, $at: Cursor) { organisation(name: $id) { licences(first: 4, after: $at, orderBy: [{ field: END_USE }]) ${page} } }`;
    for (const id of ['a', 'b']) {
      const found: string[] = [];
      let at: string | null = null;
      do {
        const text = await textOf(oracle, everything, document, { id, at });
        const { licences }: { licences: Page } = JSON.parse(text).organisation;
        found.push(...licences.nodes.map((node) => node.id));
        at = licences.pageInfo.hasNextPage ? licences.pageInfo.endCursor : null;
      } while (at);
      const own = await oracle.db.query(
        'select id from licence where licensee_id = (select id from organisation where name = $1)',
        [id],
      );
      expect(new Set(found).size).toBe(own.length);
      expect(found).toHaveLength(own.length);
    }
    const { pageInfo } = await read('first: 1, orderBy: [{ field: END_USE }]');
    await expect(
      textOf(oracle, everything, document, { id: 'a', at: pageInfo.endCursor }),
    ).rejects.toMatchObject({ code: 'MALFORMED_CURSOR' });
  });

  test('hold while rows are added: those that were there come once, in order', async () => {
    const order = 'orderBy: [{ field: VALID_FROM, direction: DESC }]';
    const before = (await read(`first: 200, ${order}`)).nodes.map(({ id }) => id);
    const found: string[] = [];
    let at: string | null = null;
    for (let turn = 0; ; turn += 1) {
      const got: Page = await read(`first: 3, after: $at, ${order}`, { at });
      found.push(...got.nodes.map(({ id }) => id));
      at = got.pageInfo.endCursor;
      if (!got.pageInfo.hasNextPage) break;
      if (turn < 6) {
        await oracle.db.query(`insert into licence (direction, type, status, jurisdiction_id, valid_from)
          values ('IMPORT', 'QUOTA', 'ACTIVE', 1, '2027-01-01'), ('IMPORT', 'QUOTA', 'ACTIVE', 1, '2026-01-02'),
            ('IMPORT', 'QUOTA', 'ACTIVE', 1, null)`);
      }
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found.filter((id) => before.includes(id))).toEqual(before);
    expect(found.length).toBeGreaterThan(before.length);
  });
});

describe('a cursor', () => {
  test('holds the longest texts', async () => {
    const document = `query($at: Cursor) { restrictions(first: 1, after: $at,
      orderBy: [{ field: DESCRIPTION }, { field: LEGAL_REFERENCE }, { field: NAME }]) ${page} }`;
    const longest = '\u0001'.repeat(1999);
    for (const last of ['a', 'b']) {
      await oracle.db.query(
        `insert into restriction (name, jurisdiction_id, procedure, status, description, legal_reference)
         values ($1, 1, 'USE', 'REPORTED', $2, $2)`,
        [longest + last, '🚚'.repeat(2000)],
      );
    }
    const restrictions = async (at: string | null): Promise<Page> =>
      JSON.parse(await textOf(oracle, everything, document, { at })).restrictions;
    const first = await restrictions(null);
    const second = await restrictions(first.pageInfo.endCursor);
    expect(second.nodes).toHaveLength(1);
    expect(second.nodes).not.toEqual(first.nodes);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});

describe('an order', () => {
  test('may be a single key, a variable, or parts of one', async () => {
    const document = `query($orders: [LicenceOrder!], $one: LicenceOrder!, $way: OrderDirection!) {
      a: licences(orderBy: { field: NUMBER, direction: DESC }, first: 9) { nodes { id } }
      b: licences(orderBy: $orders, first: 9) { nodes { id } }
      c: licences(orderBy: [$one], first: 9) { nodes { id } }
      d: licences(orderBy: [{ field: NUMBER, direction: $way }], first: 9) { nodes { id } }
    }`;
    const one = { field: 'NUMBER', direction: 'DESC' };
    const variables = { orders: [one], one, way: 'DESC' };
    const { a, b, c, d } = JSON.parse(
      await textOf(oracle, everything, document, variables),
    ) as Record<string, Page>;
    expect(a?.nodes).toHaveLength(9);
    expect([b, c, d]).toEqual([a, a, a]);
  });
});
