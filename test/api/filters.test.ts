import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { type Oracle, openOracle, textOf } from '../support/oracle.ts';
import { everything } from '../support/oracle-viewers.ts';

let oracle: Oracle;

beforeAll(async () => {
  oracle = await openOracle({ dataset: false });
  // a, b, c and d are told apart by every kind of value; null where it can be
  await oracle.db.query(`insert into source_report
      (publisher, title, url, published_at, source_count, anonymity, recorded_at) values
    ('a', 'Alpha 100% sure', null, '2026-01-01', 1, 'NAMED', '2026-02-01T00:00:00.001Z'),
    ('b', 'beta_x', 'https://b.example', '2026-01-02', 2, 'ANONYMOUS', '2026-02-01T00:00:00.002Z'),
    ('c', 'Gamma', 'https://c.example', '2026-01-03', null, 'UNKNOWN', '2026-02-02T00:00:00Z'),
    ('d', 'Ünïcode "quoted" \\ back', null, '2026-01-03', 2, 'NAMED', '2026-02-03T12:00:00Z')`);
  await oracle.db.query(`insert into jurisdiction (code, name, country_groups) values
    ('AA', 'a', '{D1,D5}'), ('BB', 'b', '{D5}'), ('CC', 'c', '{}')`);
  await oracle.db.query(`insert into organisation (name, kind, roles, jurisdiction_id, ultimate_parent_id) values
    ('a', 'COMPANY', '{BUYER,VENDOR}', 1, null), ('b', 'COMPANY', '{BUYER}', 2, 1),
    ('c', 'COMPANY', '{}', null, 1), ('d', 'COMPANY', '{VENDOR}', 2, null)`);
  await oracle.db.query(`insert into chip (name, vendor_id, non_planar) values
    ('a', 1, true), ('b', 1, false), ('c', 4, null), ('d', null, true)`);
  await oracle.db.query(`insert into throughput (chip_id, number_format, bit_length, dense_tops, source_report_id) values
    (1, 'FP8', 8, 1000, 1), (2, 'FP8', 8, 0.5, 1), (3, 'INT8', 8, 2000, 1), (3, 'FP16', 16, 900, 2)`);
  await oracle.db.query(`insert into licence (number, direction, type, status, jurisdiction_id, licensee_id) values
    ('a', 'IMPORT', 'QUOTA', 'ACTIVE', 1, 1), ('b', 'IMPORT', 'QUOTA', 'ACTIVE', 1, 2),
    ('c', 'IMPORT', 'QUOTA', 'ACTIVE', 2, null), ('d', 'EXPORT', 'QUOTA', 'ACTIVE', 2, 2)`);
  await oracle.db.query(`insert into licence_line (licence_id, ordinal, chip_id, authorised_units, reserved_units) values
    (1, 1, 1, 9007199254740991, 9007199254740990), (1, 2, 2, null, 0), (2, 1, 1, 500, 20), (4, 1, 3, 10, 10)`);
});

afterAll(() => oracle.close());

/** Letters of the rows that a filter leaves, by a field that holds the letter. */
async function left(list: string, letter: string, filter: string): Promise<string> {
  const document = `{ ${list}(filter: ${filter}) { totalCount nodes { letter: ${letter} } } }`;
  const answer = JSON.parse(await textOf(oracle, everything, document)) as Record<
    string,
    { totalCount: number; nodes: { letter: string }[] }
  >;
  const { totalCount, nodes } = answer[list] ?? { totalCount: 0, nodes: [] };
  expect(totalCount).toBe(nodes.length);
  return nodes.map((node) => node.letter).join('');
}

describe('a filter on', () => {
  test.each([
    // texts
    ['{ title: { eq: "Gamma" } }', 'c'],
    ['{ title: { eq: "gamma" } }', ''],
    ['{ title: { ne: "Gamma" } }', 'abd'],
    ['{ title: { in: ["Gamma", "beta_x", "none"] } }', 'bc'],
    ['{ title: { in: [] } }', ''],
    ['{ title: { in: "Gamma" } }', 'c'],
    ['{ publisher: { gt: "b" } }', 'cd'],
    ['{ publisher: { gte: "b", lt: "d" } }', 'bc'],
    ['{ publisher: { lte: "b" } }', 'ab'],
    ['{ title: { contains: "A" } }', 'abcd'],
    ['{ title: { contains: "unICODE" } }', 'd'],
    ['{ title: { contains: "ünïcode" } }', 'd'],
    ['{ title: { startsWith: "U\\u0308NI" } }', 'd'],
    ['{ title: { contains: "ＧＡＭＭＡ" } }', 'c'],
    ['{ title: { contains: "0%" } }', 'a'],
    ['{ title: { contains: "%" } }', 'a'],
    ['{ title: { contains: "_" } }', 'b'],
    ['{ title: { contains: "\\"QUOTED\\" \\\\" } }', 'd'],
    ['{ title: { startsWith: "ALPHA" } }', 'a'],
    ['{ title: { startsWith: "lpha" } }', ''],
    // no value
    ['{ url: { eq: null } }', 'ad'],
    ['{ url: { ne: null } }', 'bc'],
    ['{ url: { isNull: true } }', 'ad'],
    ['{ url: { isNull: false } }', 'bc'],
    ['{ url: { isNull: null } }', 'abcd'],
    ['{ url: { ne: "https://b.example" } }', 'acd'],
    ['{ url: { contains: "example" } }', 'bc'],
    ['{ not: { url: { contains: "b.ex" } } }', 'acd'],
    ['{ url: { contains: null } }', 'abcd'],
    ['{ url: null }', 'abcd'],
    ['{ title: { eq: null } }', ''],
    // whole numbers
    ['{ sourceCount: { eq: 2 } }', 'bd'],
    ['{ sourceCount: { ne: 2 } }', 'ac'],
    ['{ sourceCount: { in: [1, 3] } }', 'a'],
    ['{ sourceCount: { gt: 1 } }', 'bd'],
    ['{ sourceCount: { gte: 1, lt: 2 } }', 'a'],
    ['{ sourceCount: { lte: 1 } }', 'a'],
    ['{ not: { sourceCount: { gt: 1 } } }', 'ac'],
    ['{ not: { sourceCount: { lte: 1 } } }', 'bcd'],
    // days
    ['{ publishedAt: { eq: "2026-01-03" } }', 'cd'],
    ['{ publishedAt: { ne: "2026-01-03" } }', 'ab'],
    ['{ publishedAt: { gt: "2026-01-01", lte: "2026-01-02" } }', 'b'],
    ['{ publishedAt: { in: ["2026-01-01", "2026-01-03"] } }', 'acd'],
    // instants
    ['{ recordedAt: { eq: "2026-02-01T00:00:00.002Z" } }', 'b'],
    ['{ recordedAt: { gt: "2026-02-01T00:00:00.001Z" } }', 'bcd'],
    ['{ recordedAt: { lte: "2026-02-02T01:00:00+01:00" } }', 'abc'],
    ['{ recordedAt: { in: ["2026-02-03T13:00:00+01:00"] } }', 'd'],
    // words
    ['{ anonymity: { eq: NAMED } }', 'ad'],
    ['{ anonymity: { ne: NAMED } }', 'bc'],
    ['{ anonymity: { in: [NAMED, UNKNOWN] } }', 'acd'],
    // together
    ['{}', 'abcd'],
    ['{ and: [] }', 'abcd'],
    ['{ or: [] }', ''],
    ['{ not: {} }', ''],
    ['{ not: { not: { publisher: { eq: "a" } } } }', 'a'],
    ['{ or: [{ publisher: { eq: "a" } }, { sourceCount: { eq: 2 } }] }', 'abd'],
    [
      '{ and: [{ sourceCount: { eq: 2 } }, { or: [{ url: { isNull: true } }, { publisher: { eq: "c" } }] }] }',
      'd',
    ],
    [
      '{ sourceCount: { eq: 2 }, publishedAt: { eq: "2026-01-03" }, not: { publisher: { eq: "b" } } }',
      'd',
    ],
    ['{ or: { publisher: { eq: "c" } } }', 'c'],
    [`{ id: { eq: "${encodeId('SourceReport', 2)}" } }`, 'b'],
    [`{ id: { ne: "${encodeId('SourceReport', 2)}" } }`, 'acd'],
    [`{ id: { in: ["${encodeId('SourceReport', 4)}", "${encodeId('SourceReport', 1)}"] } }`, 'ad'],
  ])('source reports %s', async (filter, expected) => {
    expect(await left('sourceReports', 'publisher', filter)).toBe(expected);
  });

  test.each([
    ['{ nonPlanar: { eq: true } }', 'ad'],
    ['{ nonPlanar: { eq: false } }', 'b'],
    ['{ nonPlanar: { ne: true } }', 'bc'],
    ['{ nonPlanar: { isNull: true } }', 'c'],
    ['{ not: { nonPlanar: { eq: true } } }', 'bc'],
    // what SQL computes, as exact numbers
    ['{ tpp: { eq: "8000" } }', 'a'],
    ['{ tpp: { eq: 8000.0 } }', 'a'],
    ['{ tpp: { gte: "8000" } }', 'ac'],
    ['{ tpp: { lt: "4.000001" } }', 'b'],
    ['{ tpp: { in: ["4", "16000.00"] } }', 'bc'],
    ['{ tpp: { isNull: true } }', 'd'],
    ['{ tppRank: { lte: 2 } }', 'ac'],
    // to one
    ['{ vendor: { name: { eq: "a" } } }', 'ab'],
    ['{ vendor: { isNull: true } }', 'd'],
    ['{ vendor: { isNull: false } }', 'abc'],
    ['{ vendor: {} }', 'abcd'],
    ['{ vendor: { not: { name: { eq: "a" } } } }', 'c'],
    ['{ not: { vendor: { name: { eq: "a" } } } }', 'cd'],
    ['{ vendor: { jurisdiction: { code: { eq: "BB" } } } }', 'c'],
    // to many
    ['{ throughputs: { some: {} } }', 'abc'],
    ['{ throughputs: { none: {} } }', 'd'],
    ['{ throughputs: { every: {} } }', 'abcd'],
    ['{ throughputs: { some: { numberFormat: { eq: "FP8" } } } }', 'ab'],
    ['{ throughputs: { none: { numberFormat: { eq: "FP8" } } } }', 'cd'],
    ['{ throughputs: { every: { bitLength: { eq: 8 } } } }', 'abd'],
    [
      '{ throughputs: { some: { denseTops: { gt: "999.9" } }, every: { bitLength: { lt: 9 } } } }',
      'a',
    ],
    ['{ licenceLines: { some: { licence: { licensee: { name: { eq: "b" } } } } } }', 'ac'],
    ['{ licenceLines: { some: { reserved: { gte: 9007199254740990 } } } }', 'a'],
    ['{ reachedBy: { some: { name: { eq: "a" } } } }', 'b'],
  ])('chips %s', async (filter, expected) => {
    expect(await left('chips', 'name', filter)).toBe(expected);
  });

  test.each([
    ['{ roles: { contains: "BUYER" } }', 'ab'],
    ['{ not: { roles: { contains: "BUYER" } } }', 'cd'],
    ['{ ultimateParent: { name: { eq: "a" } } }', 'bc'],
    ['{ subsidiaries: { some: { name: { eq: "c" } } } }', 'a'],
    ['{ jurisdiction: { countryGroups: { contains: "D5" } } }', 'abd'],
    ['{ jurisdiction: { isNull: true } }', 'c'],
    ['{ jurisdiction: { isNull: true, code: { eq: "AA" } } }', ''],
    ['{ licences: { some: { lines: { some: { reserved: { eq: 10 } } } } } }', 'b'],
    ['{ licences: { every: { direction: { eq: IMPORT } } } }', 'acd'],
  ])('organisations %s', async (filter, expected) => {
    expect(await left('organisations', 'name', filter)).toBe(expected);
  });

  test.each([
    ['{ lines: { some: { authorised: { central: { eq: 500 } } } } }', 'b'],
    ['{ lines: { some: { authorised: { high: { gte: 9007199254740991 } } } } }', 'a'],
    ['{ lines: { some: { authorised: { isNull: true } } } }', 'a'],
    ['{ lines: { every: { authorised: { isNull: false } } } }', 'bcd'],
    ['{ lines: { some: { available: { eq: 0 } } } }', 'd'],
    ['{ licensee: { isNull: true }, status: { eq: ACTIVE } }', 'c'],
  ])('licences %s', async (filter, expected) => {
    expect(await left('licences', 'number', filter)).toBe(expected);
  });

  test('the filter of a nested list counts and lists the same rows', async () => {
    const document = `{ organisations(filter: { name: { eq: "a" } }) { nodes {
      all: chips { totalCount } some: chips(filter: { nonPlanar: { eq: false } }) { totalCount nodes { name } }
    } } }`;
    expect(JSON.parse(await textOf(oracle, everything, document))).toEqual({
      organisations: {
        nodes: [{ all: { totalCount: 2 }, some: { totalCount: 1, nodes: [{ name: 'b' }] } }],
      },
    });
  });
});
