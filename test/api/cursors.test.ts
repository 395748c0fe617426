import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { addTiedLicences, type Page, page } from '../support/oracle-pages.ts';
import { everything } from '../support/oracle-viewers.ts';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
  await addTiedLicences(oracle.db);
});

afterAll(() => oracle.close());

async function read(args: string, variables: Record<string, unknown> = {}): Promise<Page> {
  const document = `query($at: Cursor) { licences(${args}) ${page} }`;
  return JSON.parse(await textOf(oracle, everything, document, variables)).licences;
}

describe('pages', () => {
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
