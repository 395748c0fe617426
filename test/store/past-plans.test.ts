import { type OperationDefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOf, type Viewer } from '../../server/src/access/viewer.ts';
import { createDataSource } from '../../server/src/database/data-source.ts';
import type { Moment } from '../../server/src/events/moment.ts';
import { Moments } from '../../server/src/events/moments.ts';
import { type Oracle, openOracle } from '../support/oracle.ts';

let oracle: Oracle;
let database: ReturnType<typeof createDataSource>;
let moment: Moment;

const anybody: Viewer = {
  ...{ key: 'anonymous', name: 'Anybody', roles: [] },
  ...{ organisationId: null, jurisdictions: [] },
};

beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
  database = await createDataSource(oracle.url, { poolSize: 2 }).initialize();
  const run = (sql: string) => oracle.db.query(sql);
  await run("insert into jurisdiction (code, name) values ('ZZ', 'Somewhere')");
  await run(`insert into licence (direction, type, status, jurisdiction_id, number, published, provenance)
    select 'EXPORT', 'INDIVIDUAL', 'ACTIVE', (select id from jurisdiction where code = 'ZZ'),
      'N-' || n, true, 'RECORDED' from generate_series(1, 10000) n`);
  // each of them has two versions that are over at the moment, and a fifth one that is not
  await run('update licence set version = version + 1');
  await run('update licence set version = version + 1');
  moment = await new Moments(database).present();
  await run('update licence set version = version + 1 where id % 5 = 0');
  await run('analyze licence');
  await run('analyze history.licence');
});
afterAll(async () => {
  await database?.destroy();
  await oracle?.close();
});

/** PostgreSQL's plan of a document as of the moment, after it ran. */
async function planOf(document: string): Promise<string> {
  const operation = parse(document).definitions[0] as OperationDefinitionNode;
  const request = {
    ...{ fragments: {}, variables: {}, operation },
    ...{ viewer: factsOf(anybody), moment },
  };
  const { compiled } = oracle.engine.admit(request);
  const moments = new Map(compiled?.asked.map((asked) => [asked, moment]));
  const values = compiled?.params.map((param) => param.read({ ...request, keys: [], moments }));
  const rows: { 'QUERY PLAN': string }[] = await database.transaction(async (tx) => {
    await tx.query('set local random_page_cost = 1.1; set local jit = off');
    return tx.query(`explain (analyze, costs off, timing off) ${compiled?.statement.sql}`, values);
  });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

test('a page by key as of a moment merges two indexes and reads no more than the page', async () => {
  const plan = await planOf('{ licences(first: 50) { nodes { number version } } }');
  expect(plan).toContain('Merge Append');
  expect(plan).toContain('licence_pkey');
  expect(plan).not.toContain('Seq Scan on licence');
  expect(plan).not.toMatch(/-> +Sort/);
});

test('a row by key as of a moment is found in two indexes', async () => {
  const id = Buffer.from('Licence:5000').toString('base64url');
  const plan = await planOf(`{ licence(id: "${id}") { number version } }`);
  expect(plan).not.toContain('Seq Scan');
  expect(plan.match(/Index Scan/g)).toHaveLength(2);
});
