import { type FieldNode, type OperationDefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOf, type Viewer } from '../../server/src/access/viewer.ts';
import { keptTables } from '../../server/src/reads/past/kept-tables.ts';
import { planRoot, type RootField } from '../../server/src/reads/plan/root.ts';
import { statementOf } from '../../server/src/reads/sql/statement.ts';
import { kindOf } from '../../server/src/reads/viewer-sql.ts';
import { type Oracle, openOracle } from '../support/oracle.ts';
import { pastDocuments } from '../support/past-documents.ts';
import { type Inspection, keepPastOnly } from '../support/past-only.ts';

let oracle: Oracle;
let objectionsTo: Inspection;

const party: Viewer = {
  ...{ key: 'key:1', name: 'Of both kinds', roles: ['AUTHORITY'] },
  ...{ organisationId: '1', jurisdictions: ['CN'] },
};

beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
  // one looks up a place in the log, which never changes; the other folds letters
  objectionsTo = await keepPastOnly(oracle.db, new Set(['event_place', 'folded']));
});
afterAll(() => oracle?.close());

/** The statement of each root field of a document, as the engine writes it for code to go on. */
function statementsOf(document: string, viewer: Viewer): string[] {
  const { engine, schema } = oracle;
  const operation = parse(document).definitions[0] as OperationDefinitionNode;
  const request = { fragments: {}, variables: {}, operation, viewer: factsOf(viewer) };
  return operation.selectionSet.selections.map((selection) => {
    const field = selection as FieldNode;
    const root = engine.roots.get(field.name.value) as RootField;
    const query = schema.getQueryType();
    if (!query) throw new Error('no queries');
    const plan = planRoot(engine.planning(request), query, root, field.name.value, [field]);
    return statementOf([plan], 'tree', kindOf(request.viewer)).sql;
  });
}

test('the tables that are kept are those that migrations began to keep', async () => {
  const rows = await oracle.db.query<{ name: string }>(
    "select proname as name from pg_proc where pronamespace = 'past'::regnamespace order by 1",
  );
  expect([...keptTables].sort()).toEqual(rows.map(({ name }) => name));
});

test('as of a moment no table is read without the condition of its snapshot', async () => {
  const documents = pastDocuments(oracle.schema, oracle.engine.registry);
  expect(documents.length).toBeGreaterThan(150);
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const document of documents) {
    for (const sql of statementsOf(document, party)) {
      if (seen.has(sql)) continue;
      seen.add(sql);
      for (const objection of await objectionsTo(sql)) {
        wrong.push(`${objection}: ${document}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  const unread = [...keptTables].filter(
    (table) => ![...seen].some((sql) => sql.includes(`past."${table}"(`)),
  );
  expect(unread).toEqual([]);
}, 240_000);

const planted = [
  ['a statement of the present', 'select count(*)::text from licence', 'licence'],
  ['a table named with its schema', 'select number from public.licence made', 'licence'],
  ['a function of ours', 'select xid_offset()::text from past.licence($1::pg_snapshot)', 'xid_off'],
  [
    'a table deep in a condition',
    'select 1 from past.chip($1::pg_snapshot) c where exists (select from claim where chip_id = c.id)',
    'claim',
  ],
] as const;

for (const [what, sql, found] of planted) {
  test(`${what} is found out`, async () => {
    expect(String(await objectionsTo(sql))).toContain(found);
  });
}
