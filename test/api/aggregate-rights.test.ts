import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, type Viewer } from '../../server/src/access/viewer.ts';
import { createSchema } from '../../server/src/schema.ts';
import { everyAggregate, fieldsOf } from '../support/aggregated.ts';
import { keysOf, selected, written } from '../support/grouped.ts';
import { along, listedTypes, pathTo } from '../support/lists.ts';
import { type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { addLicences, addWholeLicence, canary, removeUnpublished } from '../support/oracle-rows.ts';
import { everything, viewerOf } from '../support/oracle-viewers.ts';

let oracle: Oracle;
let outsiders: Viewer[];
beforeAll(async () => {
  oracle = await openOracle({ dataset: true });
  await addLicences(oracle.db);
  const [nvidia] = await oracle.db.query<{ id: string }>(
    `select id::text from organisation where name = 'NVIDIA'`,
  );
  outsiders = [
    anonymous,
    viewerOf('ANALYST'),
    viewerOf('BUYER', { organisationId: nvidia?.id ?? '' }),
    viewerOf('AUTHORITY', { jurisdictions: ['JP'] }),
  ];
});
afterAll(() => oracle.close());

const { schema } = createSchema();

const mostGroups = 6;

/** Asks for every aggregate of a type, and for groups by some of its fields and of what it leads to. */
function documentsOf(type: string): string[] {
  const figures = fieldsOf(schema, `${type}Sums`)
    .filter(([, of]) => of === 'FigureSum')
    .map(([name]) => `${name} { low high figures unknown claims { id } }`);
  const sums = figures.length > 0 ? `figures: aggregates { sum { ${figures.join(' ')} } }` : '';
  const keys = keysOf(schema, type, 1);
  const every = Math.ceil(keys.length / mostGroups);
  const some = keys.filter((_, index) => index % every === 0);
  const groups = some.map(
    (key, index) => `g${index}: groups(by: [${written(key)}], first: 1000) {
      key { ${selected(key)} } aggregates { count ${figures.length > 0 ? `sum { ${figures[0]} }` : ''} } }`,
  );
  const path = pathTo(schema, type);
  const parts = [`${everyAggregate(schema, type)} ${sums}`, groups.join(' ')];
  return parts.map((own) => `{ ${along(path, own)} }`);
}

test('what others may not see is in no sum, count, extreme or group', async () => {
  const asked = listedTypes(schema).flatMap(documentsOf);
  const answers: string[] = [];
  let more = 0;
  for (const [index, document] of asked.entries()) {
    const answer = await textOf(oracle, outsiders[index % 4] ?? anonymous, document);
    expect(answer, document).not.toContain(canary);
    answers.push(answer);
    if (index % 2 === 0 && (await textOf(oracle, everything, document)) !== answer) more += 1;
  }
  // it is in many for those who may see it
  expect(more).toBeGreaterThan(5);
  await removeUnpublished(oracle.db);
  for (const [index, document] of asked.entries()) {
    const answer = await textOf(oracle, outsiders[index % 4] ?? anonymous, document);
    expect(answer, document).toBe(answers[index]);
  }
});

test('a related row that is not seen is null in the key, like one that is not there', async () => {
  const hidden = { published: false, licensee: 'ByteDance', jurisdiction: 'CN' } as const;
  const licence = await addWholeLicence(oracle.db, { ...hidden, number: `${canary}-9` });
  await oracle.db.query(
    `with hidden as (
       insert into claim (source_report_id, subject_type, subject_id, predicate, value_kind, statement)
       select min(source_report.id), 'Licence', $1,
         'STATUS', 'STATEMENT', 'Said of it.' from source_report returning id)
     insert into claim (source_report_id, subject_type, subject_id, predicate, value_kind, statement, restates_id)
     select (select min(id) from source_report), 'Chip', (select min(id) from chip), 'STATUS',
       'STATEMENT', 'Said again.', hidden.id from hidden`,
    [licence],
  );
  const document = `{ claims(filter: { statement: { eq: "Said again." } }) {
    groups(by: [{ restates: { field: PREDICATE } }, { restates: { field: ID } }]) {
      key { restates { predicate } } aggregates { count } } } }`;
  const group = async (viewer: Viewer) => {
    const { claims } = JSON.parse(await textOf(oracle, viewer, document)) as {
      claims: { groups: object[] };
    };
    return claims.groups;
  };
  const seen = { key: { restates: { predicate: 'STATUS' } }, aggregates: { count: 1 } };
  expect(await group(everything)).toEqual([seen]);
  const unseen = { key: { restates: { predicate: null } }, aggregates: { count: 1 } };
  for (const viewer of outsiders) expect(await group(viewer)).toEqual([unseen]);
});
