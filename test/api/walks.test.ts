import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { addTiedLicences, type Page, page } from '../support/oracle-pages.ts';
import { everything } from '../support/oracle-viewers.ts';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
  await addTiedLicences(oracle.db);
});
afterAll(() => oracle.close());

async function read(args: string, at: string | null = null): Promise<Page> {
  const document = `query($at: Cursor) { licences(${args}) ${page} }`;
  return JSON.parse(await textOf(oracle, everything, document, { at })).licences;
}

/** The ids of a whole list, page by page from either end, in the order of the list. */
async function walk(order: string, size: number, backwards: boolean): Promise<string[]> {
  const found: string[] = [];
  for (let at: string | null = null; ; ) {
    const args = backwards ? `last: ${size}, before: $at` : `first: ${size}, after: $at`;
    const { nodes, pageInfo }: Page = await read(`${args}, ${order}`, at);
    const ids = nodes.map(({ id }) => id);
    if (backwards) found.unshift(...ids);
    else found.push(...ids);
    if (!(backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return found;
    at = backwards ? pageInfo.startCursor : pageInfo.endCursor;
  }
}

// Keys that many rows share, and that some lack.
const key = fc.record({
  field: fc.constantFrom('NUMBER', 'VALID_FROM', 'END_USE', 'STATUS_CHANGED_AT', 'PUBLISHED'),
  direction: fc.constantFrom('ASC', 'DESC'),
  nulls: fc.constantFrom('FIRST', 'LAST'),
});
const orders = fc
  .uniqueArray(key, { maxLength: 3, selector: ({ field }) => field })
  .map((keys) =>
    keys.map((one) => `{ field: ${one.field}, direction: ${one.direction}, nulls: ${one.nulls} }`),
  )
  .map((keys) => `orderBy: [${keys.join(', ')}]`);

test('walks meet each row that was there once, in order, while others are added', async () => {
  let added = 0;
  await fc.assert(
    fc.asyncProperty(orders, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (...given) => {
      const [order, size, backwards] = given;
      const before = (await read(`first: 200, ${order}`)).nodes.map(({ id }) => id);
      let walking = true;
      const writing = (async () => {
        for (let n = 0; walking && n < 12; n += 1) {
          // The same keys as those of a row that is there, or none.
          await oracle.db.query(`insert into licence (number, direction, type, status,
              jurisdiction_id, licensee_id, valid_from, end_use, published, status_changed_at)
            select number, direction, type, status, jurisdiction_id, licensee_id, valid_from,
              end_use, published, status_changed_at from licence order by random() limit 1`);
          added += 1;
        }
      })();
      const found = await walk(order, size, backwards);
      walking = false;
      await writing;
      expect(new Set(found).size).toBe(found.length);
      const there = new Set(before);
      expect(found.filter((id) => there.has(id))).toEqual(before);
    }),
    { numRuns: 12 },
  );
  expect(added).toBeGreaterThan(50);
});
