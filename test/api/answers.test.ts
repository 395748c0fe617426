import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous } from '../../server/src/access/viewer.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { addWholeLicence } from '../support/oracle-rows.ts';
import { everything } from '../support/oracle-viewers.ts';

let oracle: Oracle;
let licence: string;

beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
  await oracle.db.query(`insert into source_report (publisher, title, published_at)
    values ('a', 'tab\t "quotes" \\ \u0001 \u2028 数 🚚 </script>', '0999-12-31')`);
  await oracle.db.query(`insert into jurisdiction (code, name, country_groups) values
    ('CN', 'China', '{D1,"D5",E1}'), ('US', 'United States', '{}')`);
  await oracle.db.query(`insert into organisation (name, kind, roles) values
    ('Authority 1', 'AUTHORITY', '{}'), ('Authority 2', 'AUTHORITY', '{}'), ('Buyer', 'COMPANY', '{BUYER}')`);
  await oracle.db.query(`insert into chip (name) values ('H200')`);
  const whole = { published: true, licensee: 'Buyer', number: 'L-1' };
  licence = await addWholeLicence(oracle.db, { ...whole, jurisdiction: 'CN' });
  await addWholeLicence(oracle.db, { ...whole, jurisdiction: 'US' });
});

afterAll(() => oracle.close());

const read = async (document: string, variables = {}) =>
  JSON.parse(await textOf(oracle, anonymous, document, variables)) as Record<string, unknown>;

describe('a lookup', () => {
  test('by a part of its key answers only where that leaves no choice', async () => {
    const found = await read(`{
      either: licence(number: "L-1") { number }
      first: licence(number: "L-1", authority: "Authority 1") { jurisdiction { code } }
      second: licence(number: "L-1", authority: "Authority 2") { jurisdiction { code } }
      neither: licence(number: "L-1", authority: "Buyer") { number }
    }`);
    expect(found).toEqual({
      either: null,
      first: { jurisdiction: { code: 'CN' } },
      second: { jurisdiction: { code: 'US' } },
      neither: null,
    });
    await oracle.db.query(`update licence set number = 'L-2' where id <> $1`, [licence]);
    expect(await read('{ licence(number: "L-1") { id } }')).toEqual({
      licence: { id: encodeId('Licence', licence) },
    });
  });

  test('counts what its viewer sees, so a number hidden elsewhere leaves no trace', async () => {
    await oracle.db.query(`update licence set number = 'L-1', published = false where id <> $1`, [
      licence,
    ]);
    const document = '{ licence(number: "L-1") { id } }';
    expect(await read(document)).toEqual({ licence: { id: encodeId('Licence', licence) } });
    expect(JSON.parse(await textOf(oracle, everything, document))).toEqual({ licence: null });
    await oracle.db.query(`update licence set published = true`);
  });
});

describe('an answer', () => {
  test('writes texts, days, instants, numbers and lists as JSON does', async () => {
    const found = await read(`{
      sourceReports { nodes { title publishedAt url sourceCount } }
      jurisdictions(orderBy: [{ field: CODE }]) { nodes { countryGroups } }
      licenceLines: licence(id: "${encodeId('Licence', licence)}") {
        statusChangedAt validFrom published version
        lines { nodes { ordinal authorisedValue reserved used available
          authorised { low central high boundKind level qualifier unit claims { id } } } }
        amendments { nodes { changes } }
      }
    }`);
    expect(found).toEqual({
      sourceReports: {
        nodes: [
          {
            title: 'tab\t "quotes" \\ \u0001 \u2028 数 🚚 </script>',
            publishedAt: '0999-12-31',
            url: null,
            sourceCount: null,
          },
        ],
      },
      jurisdictions: { nodes: [{ countryGroups: ['D1', 'D5', 'E1'] }, { countryGroups: [] }] },
      licenceLines: {
        statusChangedAt: '2026-03-01T10:00:00.120Z',
        validFrom: '2026-02-01',
        published: true,
        version: 1,
        lines: {
          nodes: [
            {
              ordinal: 1,
              authorisedValue: '12.5',
              reserved: 30,
              used: 0,
              available: 670,
              authorised: {
                low: '700',
                central: '700',
                high: '700',
                boundKind: 'LIMIT',
                level: null,
                qualifier: 'EXACT',
                unit: 'chips',
                claims: [],
              },
            },
            {
              ordinal: 2,
              authorisedValue: null,
              reserved: 0,
              used: 0,
              available: null,
              authorised: null,
            },
          ],
        },
        amendments: { nodes: [{ changes: [{ field: 'endUse', before: null, after: 'OPEN' }] }] },
      },
    });
  });

  test('has the fields of a connection in whatever choice', async () => {
    const found = await read(`{
      count: chips(first: 1) { totalCount }
      name: chips(filter: { name: { eq: "none" } }, last: 3) { __typename }
      info: chips { pageInfo { __typename } }
      before: chips { pageInfo { hasPreviousPage } }
      empty: sites { pageInfo { hasPreviousPage hasNextPage } edges { cursor } nodes { id } }
      both: chips { a: edges { node { name } } b: nodes { family } edges { __typename node { __typename } } }
      leftOut: chips { nodes { name @include(if: false) } pageInfo @skip(if: true) { hasNextPage } }
    }`);
    expect(found).toEqual({
      count: { totalCount: 1 },
      name: { __typename: 'ChipConnection' },
      info: { pageInfo: { __typename: 'PageInfo' } },
      before: { pageInfo: { hasPreviousPage: false } },
      empty: { pageInfo: { hasPreviousPage: false, hasNextPage: false }, edges: [], nodes: [] },
      both: {
        a: [{ node: { name: 'H200' } }],
        b: [{ family: null }],
        edges: [{ __typename: 'ChipEdge', node: { __typename: 'Chip' } }],
      },
      leftOut: { nodes: [{}] },
    });
  });

  test('tells the types of one list apart, and of a subject that can be anything', async () => {
    const found = await read(`{
      licenceEvents(first: 2) { nodes { __typename type ...Told ... on LicenceSuspended { statusAfter version reason } } }
      claims { nodes { subjectType subject { __typename id
        ... on Licence { number } ... on LicenceLine { ordinal } ... on Condition { kind }
        ... on LicenceEvent { type } ... on LicenceRecorded { recorded: position } } } }
    } fragment Told on LicenceEvent { ... on LicenceRecorded { position } licence { number } }`);
    expect(found).toMatchObject({
      licenceEvents: {
        nodes: [
          { __typename: 'LicenceRecorded', position: 1, licence: { number: 'L-1' } },
          { __typename: 'LicenceSuspended', statusAfter: 'SUSPENDED', version: 2, reason: 'OPEN' },
        ],
      },
    });
    const { claims } = found as { claims: { nodes: { subject: object }[] } };
    expect(claims.nodes.slice(0, 4).map(({ subject }) => subject)).toEqual([
      { __typename: 'Licence', id: encodeId('Licence', licence), number: 'L-1' },
      { __typename: 'LicenceLine', id: expect.any(String), ordinal: 1 },
      { __typename: 'Condition', id: expect.any(String), kind: 'KYC' },
      {
        __typename: 'LicenceRecorded',
        id: expect.any(String),
        type: 'LICENCE_RECORDED',
        recorded: 1,
      },
    ]);
  });

  test('has pages of the size that is asked for this time', async () => {
    const document = `query($n: Int, $back: Int) { jurisdictions(first: $n) { nodes { code } }
      back: jurisdictions(last: $back) { nodes { code } pageInfo { hasPreviousPage } } }`;
    for (const [n, back] of [
      [1, 2],
      [2, 1],
      [1, 1],
      [2, 2],
      [1, null],
      [null, 1],
    ]) {
      const { jurisdictions, back: last } = (await read(document, { n, back })) as Record<
        string,
        { nodes: object[]; pageInfo?: object }
      >;
      expect(jurisdictions?.nodes).toHaveLength(n ?? 2);
      expect(last?.nodes).toHaveLength(back ?? 2);
      expect(last?.pageInfo).toEqual({ hasPreviousPage: back === 1 });
    }
    await expect(read(document, { n: 201 })).rejects.toMatchObject({ code: 'PAGE_SIZE' });
  });

  test('keeps apart what variables say, for a document that is asked again', async () => {
    const document = `query($n: Int, $name: String, $f: ChipFilter, $in: Boolean!) {
      chips(first: $n, filter: $f) { totalCount nodes { name @include(if: $in) } } chip(name: $name) { name } }`;
    const one = { totalCount: 1, nodes: [{ name: 'H200' }] };
    const none = { totalCount: 0, nodes: [] };
    const cases: [Record<string, unknown>, unknown, unknown][] = [
      [{ in: true, name: 'H200' }, one, { name: 'H200' }],
      [{ in: false, name: 'H200', n: 1 }, { ...one, nodes: [{}] }, { name: 'H200' }],
      [{ in: true, name: 'H100', f: { name: { eq: 'H200' } } }, one, null],
      [{ in: true, name: 'H100', f: { name: { eq: null } } }, none, null],
      [{ in: true, name: 'H100', f: { name: { ne: 'H200' } } }, none, null],
      [{ in: true, name: 'H100', f: null }, one, null],
      [{ in: true, name: 'H100', f: { name: { isNull: false } } }, one, null],
      [{ in: true, name: 'H100', f: { name: { isNull: true } } }, none, null],
      [{ in: true, name: 'H100', f: { or: [] } }, none, null],
      [{ in: true, name: 'H100', f: { or: [{}, { name: { eq: 'x' } }] } }, one, null],
      [
        { in: true, name: 'H100', f: { or: [{ name: { eq: 'y' } }, { name: { eq: 'x' } }] } },
        none,
        null,
      ],
    ];
    for (const [variables, chips, chip] of [...cases, ...cases.toReversed()]) {
      expect(await read(document, variables), JSON.stringify(variables)).toEqual({ chips, chip });
    }
  });
});
