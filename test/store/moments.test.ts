import type { OperationDefinitionNode } from 'graphql';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { factsOf, type Viewer } from '../../server/src/access/viewer.ts';
import type { PastState } from '../../server/src/reads/plan/plan.ts';
import { NOTHING } from '../../server/src/events/moment.ts';
import { Moments } from '../../server/src/events/moments.ts';
import { type Oracle, openOracle } from '../support/oracle.ts';
import { createDataSource } from '../../server/src/database/data-source.ts';

let oracle: Oracle;
let moments: Moments;
let database: ReturnType<typeof createDataSource>;

const anybody: Viewer = {
  ...{ key: 'anonymous', name: 'Anybody', roles: [] },
  ...{ organisationId: null, jurisdictions: [] },
};

beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
  database = await createDataSource(oracle.url, { poolSize: 10 }).initialize();
  moments = new Moments(database);
});
afterAll(async () => {
  await database?.destroy();
  await oracle?.close();
});

async function at(moment: PastState | undefined, query: string, viewer = anybody) {
  const operation = parse(query).definitions[0] as OperationDefinitionNode;
  const text = await oracle.engine.text({
    ...{ fragments: {}, variables: {}, operation, viewer: factsOf(viewer), moment },
  });
  return JSON.parse(String(text));
}

const journalled = async (): Promise<number> => {
  const [row] = await oracle.db.query<{ n: number }>('select count(*)::int as n from journal');
  return row?.n ?? 0;
};

test('before the first entry there is nothing, and nothing can be seen in it', async () => {
  const first = await moments.at('known', new Date('2020-01-01T00:00:00Z'));
  expect(first).toMatchObject({ state: NOTHING, position: 0, knownAt: null, recordedAt: null });
  const [row] = await oracle.db.query<{ seen: boolean }>(
    `select bool_or(pg_visible_in_snapshot(id::text::xid8, '${NOTHING}')) as seen
     from unnest(array[1, 2, 3, 700, 9007199254740991]) id`,
  );
  expect(row?.seen).toBe(false);
});

test('rows that were changed, deleted or hidden since are there as of a moment', async () => {
  const seen =
    '{ organisations(filter: { name: { startsWith: "Past" } }) { totalCount nodes { name } } }';
  const none = { organisations: { totalCount: 0, nodes: [] } };
  const one = (name: string) => ({ organisations: { totalCount: 1, nodes: [{ name }] } });
  const before = await moments.present();
  await oracle.db.query("insert into organisation (name, kind) values ('Past Ltd', 'COMPANY')");
  const first = await moments.present();
  await oracle.db.query("update organisation set name = 'Past Inc' where name = 'Past Ltd'");
  const second = await moments.present();
  await oracle.db.query("delete from organisation where name = 'Past Inc'");
  expect(await at(before, seen)).toEqual(none);
  expect(await at(first, seen)).toEqual(one('Past Ltd'));
  expect(await at(second, seen)).toEqual(one('Past Inc'));
  expect(await at(undefined, seen)).toEqual(none);
  expect(await at(await moments.present(), seen)).toEqual(none);
});

test('who could see a row of then sees it: not before it was published, also when it is hidden since', async () => {
  const [place] = await oracle.db.query<{ id: string }>(
    "insert into jurisdiction (code, name) values ('ZZ', 'Somewhere') returning id",
  );
  const write = (sql: string) => oracle.db.query(sql);
  await write(`insert into licence (direction, type, status, jurisdiction_id, number, published, provenance)
    values ('EXPORT', 'INDIVIDUAL', 'ACTIVE', ${place?.id}, 'PAST-1', false, 'RECORDED')`);
  const hidden = await moments.present();
  await write("update licence set published = true where number = 'PAST-1'");
  const open = await moments.present();
  await write("update licence set published = false where number = 'PAST-1'");
  const query = '{ licence(number: "PAST-1") { number status } licences { totalCount } }';
  const found = { licence: { number: 'PAST-1', status: 'ACTIVE' }, licences: { totalCount: 1 } };
  const nothing = { licence: null, licences: { totalCount: 0 } };
  expect(await at(hidden, query)).toEqual(nothing);
  expect(await at(open, query)).toEqual(found);
  expect(await at(undefined, query)).toEqual(nothing);
  const authority: Viewer = { ...anybody, roles: ['AUTHORITY'], jurisdictions: ['ZZ'] };
  expect(await at(hidden, query, authority)).toEqual(found);
});

test('an instant means the same moment for ever, and its own argument goes before the request’s', async () => {
  await moments.present();
  const instant = new Date(Date.now() - 5);
  const [one, other] = [
    await moments.at('known', instant),
    await new Moments(database).at('known', instant),
  ];
  expect(other).toEqual(one);
  await oracle.db.query("insert into organisation (name, kind) values ('Later Ltd', 'COMPANY')");
  expect((await new Moments(database).at('known', instant)).state).toBe(one.state);
  const both = '{ organisation(name: "Later Ltd", asOf: "2001-01-01T00:00:00Z") { name } }';
  expect(await at(await moments.present(), both)).toEqual({ organisation: null });
});

test('an instant is a parameter of the one statement of the document', async () => {
  const ran = vi.spyOn(oracle.engine.pool, 'read');
  try {
    const query = `query($a: DateTime, $b: DateTime) {
      a: organisations(asOf: $a) { totalCount } b: organisations(asOf: $b) { totalCount } }`;
    const operation = parse(query).definitions[0] as OperationDefinitionNode;
    for (const year of [2001, 2002]) {
      const variables = { a: new Date(`${year}-01-01`), b: new Date(`${year}-06-01`) };
      const viewer = factsOf(anybody);
      await oracle.engine.text({ fragments: {}, variables, operation, viewer });
    }
    const statements = ran.mock.calls.map(([statement]) => statement);
    expect(statements).toHaveLength(2);
    expect(statements[1]).toBe(statements[0]);
  } finally {
    ran.mockRestore();
  }
});

test('the clock of the database bounds what can be asked, by a fault that says so', async () => {
  const ahead = new Date(Date.now() + 60_000);
  await expect(moments.at('known', ahead)).rejects.toMatchObject({ code: 'AS_OF_FUTURE' });
  await expect(moments.at('recorded', ahead)).rejects.toMatchObject({ code: 'AS_OF_FUTURE' });
});

test('however many ask for now, few entries are written, and all get an answer', async () => {
  const [before, begun] = [await journalled(), performance.now()];
  const others = [moments, new Moments(database), new Moments(database)];
  const asked = Array.from({ length: 300 }, (_, index) =>
    others[index % 3]?.at('known', new Date(Date.now() - (index % 50))),
  );
  expect((await Promise.all(asked)).every((moment) => moment?.state)).toBe(true);
  const seconds = (performance.now() - begun) / 1000;
  expect((await journalled()) - before).toBeLessThanOrEqual(2 + seconds * 4);
});
