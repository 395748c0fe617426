import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, type Viewer } from '../../server/src/access/viewer.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { addLicences, addWholeLicence, canary } from '../support/oracle-rows.ts';
import { everything, viewerOf } from '../support/oracle-viewers.ts';

let oracle: Oracle;
/** keys of a licence that only its parties see, and of what belongs to it */
let licence: string;
let parts: { type: string; id: string }[];
let outsiders: Viewer[];
let insiders: Viewer[];

beforeAll(async () => {
  oracle = await openOracle({ dataset: true });
  const organisation = async (name: string) =>
    (
      await oracle.db.query<{ id: string }>('select id::text from organisation where name = $1', [
        name,
      ])
    )[0]?.id ?? '';
  await addLicences(oracle.db);
  licence = await addWholeLicence(oracle.db, {
    published: false,
    licensee: 'ByteDance',
    jurisdiction: 'CN',
    number: `${canary}-9`,
  });
  parts = await partsOf(licence);
  outsiders = [
    anonymous,
    viewerOf('ANALYST'),
    viewerOf('INTEGRATOR'),
    viewerOf('BUYER', { organisationId: await organisation('NVIDIA') }),
    viewerOf('AUTHORITY', { jurisdictions: ['JP'] }),
  ];
  insiders = [
    everything,
    viewerOf('AUTHORITY', { jurisdictions: ['US', 'CN'] }),
    viewerOf('BUYER', { organisationId: await organisation('ByteDance') }),
  ];
});

afterAll(() => oracle.close());

async function partsOf(key: string): Promise<{ type: string; id: string }[]> {
  const rows = await oracle.db.query<{ type: string; id: string }>(
    `select 'Licence' as type, ($1::bigint)::text as id
     union all select 'LicenceParty', id::text from licence_party where licence_id = $1::bigint
     union all select 'LicenceLine', id::text from licence_line where licence_id = $1::bigint
     union all select 'Condition', id::text from licence_condition where licence_id = $1::bigint
     union all select 'LicenceAmendment', id::text from licence_amendment where licence_id = $1::bigint
     union all select 'Event', id::text from event where licence_id = $1::bigint`,
    [key],
  );
  return rows.map(({ type, id }) => ({ type, id: encodeId(type, id) }));
}

async function read(
  viewer: Viewer,
  document: string,
  variables = {},
): Promise<Record<string, unknown>> {
  return JSON.parse(await textOf(oracle, viewer, document, variables)) as Record<string, unknown>;
}

const countOf = 'totalCount nodes { id }';
/** Lists that could lead to it, each narrowed to it alone. */
const waysTo = `query($id: ID!, $number: String!) {
  licences(filter: { id: { eq: $id } }) { ${countOf} }
  byLines: licences(filter: { number: { eq: $number }, lines: { some: { controlCode: { eq: "CANARY1" } } } }) { ${countOf} }
  licenceEvents(filter: { licence: { id: { eq: $id } } }) { ${countOf} }
  conditions(filter: { licence: { id: { eq: $id } } }) { ${countOf} }
  buyers: organisations(filter: { licences: { some: { number: { eq: $number } } } }) { ${countOf} }
  parties: organisations(filter: { licenceParties: { some: { licence: { number: { eq: $number } } } } }) { ${countOf} }
  chips(filter: { licenceLines: { some: { licence: { number: { eq: $number } } } } }) { ${countOf} }
  jurisdictions(filter: { licences: { some: { number: { eq: $number } } } }) { ${countOf} }
  approvalRounds(filter: { licences: { some: { number: { startsWith: $number } } } }) { ${countOf} }
}`;

describe('an unpublished licence', () => {
  test('is there for its parties, with all that belongs to it', async () => {
    const ids = parts.map(({ id }) => id);
    expect(new Set(parts.map(({ type }) => type)).size).toBe(6);
    for (const viewer of insiders) {
      const { nodes } = await read(viewer, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids,
      });
      expect(nodes, viewer.name).toEqual(ids.map((id) => ({ id })));
      const found = await read(viewer, waysTo, { id: ids[0], number: `${canary}-9` });
      for (const [way, list] of Object.entries(found)) {
        expect(
          (list as { totalCount: number }).totalCount,
          `${viewer.name} ${way}`,
        ).toBeGreaterThan(0);
      }
    }
  });

  test('is not there for anybody else, by no way', async () => {
    const ids = parts.map(({ id }) => id);
    for (const viewer of outsiders) {
      const { nodes } = await read(viewer, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids,
      });
      expect(nodes, viewer.name).toEqual(ids.map(() => null));
      for (const id of ids) {
        expect(await read(viewer, `{ node(id: "${id}") { id } }`)).toEqual({ node: null });
      }
      const found = await read(viewer, waysTo, { id: ids[0], number: `${canary}-9` });
      for (const [way, list] of Object.entries(found)) {
        expect(list, `${viewer.name} ${way}`).toEqual({ totalCount: 0, nodes: [] });
      }
      expect(
        await read(
          viewer,
          'query($id: ID, $n: String) { a: licence(id: $id) { id } b: licence(number: $n) { id } }',
          { id: ids[0], n: `${canary}-9` },
        ),
      ).toEqual({ a: null, b: null });
    }
  });

  test('hides what is claimed about it and its parts from those who do not see it', async () => {
    const document = `{ claims(filter: { statement: { eq: "Somebody said so." } }, first: 200) { totalCount nodes { subject { id } } } }`;
    const ids = new Set(parts.map(({ id }) => id));
    const about = async (viewer: Viewer) => {
      const { claims } = await read(viewer, document);
      const { nodes } = claims as { nodes: { subject: { id: string } | null }[] };
      const seen = nodes.filter(({ subject }) => subject && ids.has(subject.id)).length;
      return { seen, unseen: nodes.filter(({ subject }) => !subject).length };
    };
    for (const viewer of insiders) expect(await about(viewer)).toEqual({ seen: 4, unseen: 0 });
    for (const viewer of outsiders) expect(await about(viewer)).toEqual({ seen: 0, unseen: 0 });
  });
});
