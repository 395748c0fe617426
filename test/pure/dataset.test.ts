import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDataset } from '../../server/src/dataset/dataset.ts';
import { datasetDirectory, readFiles } from '../../server/src/dataset/files.ts';
import { isKeyId, type Row } from '../../server/src/dataset/row.ts';

const files = readFiles();
const batches = readDataset(files);
const rows = batches.flatMap((batch) => batch.rows);
const dates = new Map(batches.flatMap(({ date, rows }) => rows.map((row) => [row, date] as const)));

const ofType = (type: string) => rows.filter((row) => row.type === type);
const row = (key: string): Row => {
  const found = rows.find((each) => each.key === key);
  if (!found) throw new Error(`the dataset has no ${key}`);
  return found;
};
const points = (from: Row, column: string): string | undefined => {
  const cell = from.cells[column] ?? null;
  return isKeyId(cell) ? cell.idOf : undefined;
};
/** The other ends of a record's rows in a link table. */
const linked = (table: string, own: string, key: string, other: string) =>
  rows
    .filter((each) => each.table === table && points(each, own) === key)
    .map((each) => points(each, other));
const claims = (subject: string, predicate?: string) =>
  ofType('Claim').filter(
    (claim) =>
      points(claim, 'subject_id') === subject &&
      (predicate === undefined || claim.cells.predicate === predicate),
  );

describe('every record', () => {
  test('rests on a source that has a date and stands in SOURCES.md', () => {
    const told = readFileSync(`${datasetDirectory}/SOURCES.md`, 'utf8');
    const sources = new Map(ofType('SourceReport').map((source) => [source.key, source]));
    for (const [key, source] of sources) {
      expect(source.cells.published_at, key).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(told, key).toContain(`| \`${key}\` |`);
    }
    for (const each of rows) {
      if (each.type === undefined || each.type === 'SourceReport') continue;
      expect(each.sources.length, each.at).toBeGreaterThan(0);
      for (const source of each.sources) expect(sources.has(source), each.at).toBe(true);
    }
  });

  test('is not known before its source', () => {
    for (const each of rows) {
      const first = each.sources.map((source) => String(row(source).cells.published_at)).sort()[0];
      expect((dates.get(each) ?? '') >= (first ?? ''), each.at).toBe(true);
    }
  });

  test('names no share of the 400,000', () => {
    for (const { name, text } of files) expect(text, name).not.toMatch(/133[ ,._']?333/);
  });
});

test('batches lie in order of publication', () => {
  const order = batches.map(({ date }) => date);
  expect(order).toEqual([...new Set(order)].sort());
});

describe('what the report says', () => {
  test('S1: the H200 has figures, a place in its vendor’s line, and domestic chips beside it', () => {
    expect(row('chip/h200/tpp/reuters-2025-12-09').cells).toMatchObject({
      central: '15840',
      rank: 'PREFERRED',
    });
    expect(claims('chip/h200', 'RANK').map(({ cells }) => cells.low)).toEqual(['2', '2', '2']);
    expect(claims('chip/h200', 'COMPARISON').some(({ cells }) => cells.statement)).toBe(true);
    const domestic = ofType('Chip').filter(
      (chip) => points(chip, 'origin_id') === 'jurisdiction/cn',
    );
    expect(domestic.length).toBeGreaterThan(20);
  });

  test('S2: one total for three companies, none for each; the next round’s criteria unknown', () => {
    const [total, ...restated] = claims('round/cn-1', 'AUTHORISED_UNITS');
    expect(total?.cells).toMatchObject({ qualifier: 'MORE_THAN', low: '400000', high: null });
    for (const each of restated) expect(points(each, 'restates_id')).toBe(total?.key);
    expect(restated.map((each) => each.sources[0])).toContain('business-am-2026-01');

    const imports = ofType('Licence').filter(({ cells }) => cells.direction === 'IMPORT');
    expect(imports.map((each) => points(each, 'licensee_id'))).toEqual([
      'organisation/bytedance',
      'organisation/alibaba',
      'organisation/tencent',
    ]);
    for (const licence of imports) {
      expect(licence.cells).toMatchObject({
        status: 'CONDITIONALLY_APPROVED',
        number: null,
        authority_id: null,
      });
      const lines = ofType('LicenceLine').filter(
        (line) => points(line, 'licence_id') === licence.key,
      );
      expect(lines.map((line) => line.cells.authorised_units)).toEqual([null]);
      expect(lines.map((line) => points(line, 'chip_id'))).toEqual(['chip/h200']);
      for (const { cells } of lines.flatMap((line) => claims(line.key ?? ''))) {
        expect(cells).toMatchObject({ qualifier: 'UNKNOWN', low: null, central: null, high: null });
      }
    }
    expect(row('round/cn-2').cells).toMatchObject({ status: 'EXPECTED', criteria_known: false });
    expect(
      linked('approval_round_candidate', 'approval_round_id', 'round/cn-2', 'organisation_id'),
    ).toEqual(['organisation/waiting-companies']);
    expect(claims('round/cn-2', 'CRITERIA').length).toBeGreaterThan(0);
  });

  test('S3: conditions under discussion stand between approval and order', () => {
    const conditions = ofType('Condition').filter(
      (each) => points(each, 'approval_round_id') === 'round/cn-1',
    );
    expect(conditions.map(({ cells }) => [cells.kind, cells.status, cells.blocking])).toEqual([
      ['UNDISCLOSED', 'UNDER_NEGOTIATION', true],
      ['SOURCING', 'UNDER_NEGOTIATION', true],
    ]);
  });

  test('S4: an export licence with the conditions of the rule of the United States', () => {
    const licence = row('licence/us-2026-02/nvidia');
    expect(licence.cells).toMatchObject({ direction: 'EXPORT', status: 'ACTIVE', number: null });
    expect(points(licence, 'authority_id')).toBe('organisation/bis');
    expect(row('line/us-2026-02/nvidia').cells.authorised_units).toBeNull();
    const conditions = ofType('Condition').filter(
      (each) => points(each, 'licence_id') === licence.key,
    );
    expect(new Set(conditions.map(({ cells }) => cells.kind))).toEqual(
      new Set(['CERTIFICATION', 'VOLUME_CAP', 'TEST', 'KYC', 'END_USE']),
    );
    for (const { cells } of conditions) expect(cells.legal_reference).toBe('91 FR 1684');
  });

  test('S5: orders of an open group, and the stock they exceed', () => {
    expect(row('organisation/chinese-companies').cells).toMatchObject({ closed: false });
    expect(row('claim/orders/chinese-companies').cells).toMatchObject({ low: '2000000' });
    expect(row('claim/stock/nvidia').cells).toMatchObject({
      qualifier: 'ABOUT',
      central: '700000',
    });
  });

  test('S6, S9: restrictions, guidance and the visit before the approvals', () => {
    expect(row('restriction/cn-customs-h200').cells).toMatchObject({
      procedure: 'IMPORT',
      status: 'REPORTED',
    });
    const before = ofType('PolicyEvent').filter(
      ({ cells }) => String(cells.announced_at) < '2026-01-28',
    );
    expect(before.map((each) => each.key)).toContain('policy-event/cn-restraint');
    expect(
      linked(
        'policy_event_participant',
        'policy_event_id',
        'policy-event/huang-visit',
        'organisation_id',
      ),
    ).toEqual(['organisation/jensen-huang', 'organisation/nvidia']);
  });

  test('S7: a ratio and a quota are two rules, and neither figure is known', () => {
    expect(ofType('SourcingRule').map(({ cells }) => cells.basis)).toEqual(['RATIO', 'ABSOLUTE']);
    const figures = [
      ...claims('sourcing-rule/cn-ratio', 'DOMESTIC_RATIO'),
      ...claims('sourcing-rule/cn-quota', 'DOMESTIC_QUOTA'),
    ];
    expect(figures.length).toBeGreaterThan(1);
    for (const { cells } of figures) {
      expect(cells).toMatchObject({ qualifier: 'UNKNOWN', modality: 'CONSIDERED' });
    }
  });

  test('S8: rival claims are linked both ways', () => {
    const pairs = rows.filter((each) => each.table === 'claim_contradiction');
    const names = pairs.map(
      (each) => `${points(each, 'claim_id')} ${points(each, 'contradicts_id')}`,
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(names).toContain(name.split(' ').reverse().join(' '));
    for (const pair of [
      'claim/shipments/prism claim/shipments/reuters-2025-12-22',
      'claim/shipments/none claim/shipments/reuters-2025-12-22',
      'claim/10q/revenue claim/orders/huang-march',
      'chip/ascend-910c/memory/awesomeagents-2026 chip/ascend-910c/memory/epoch-hardware-2025-12-16',
      'chip/b200/memory/haink-2026 chip/b200/memory/epoch-hardware-2025-12-16',
      'chip/h200/tpp/epoch-hardware-2025-12-16 chip/h200/tpp/reuters-2025-12-09',
    ]) {
      expect(names).toContain(pair);
    }
  });

  test('S10: who goes first, with sector and end use', () => {
    const [priority] = claims('round/cn-2', 'PRIORITY');
    expect(priority && points(priority, 'value_organisation_id')).toBe(
      'organisation/large-internet-companies',
    );
    expect(row('organisation/large-internet-companies').cells.sector).toBe('INTERNET');
    expect(claims('organisation/large-internet-companies', 'END_USE').length).toBe(1);
  });
});

describe('Epoch AI', () => {
  test('all 128 models, and every figure of them with the day it is of', () => {
    const models = new Set(
      rows
        .filter((each) => each.sources[0] === 'epoch-hardware-2025-12-16')
        .flatMap((each) => {
          if (each.type === 'Chip') return [each.key];
          return each.table === 'claim' ? [points(each, 'subject_id')] : [];
        }),
    );
    expect([...models].filter((key) => key?.startsWith('chip/'))).toHaveLength(128);
    expect(ofType('Throughput').length).toBeGreaterThan(100);
  });

  test('quarters are credible intervals of chips that are told apart', () => {
    const quarters = ofType('Claim').filter(({ cells }) => cells.bound_kind === 'CREDIBLE');
    expect(quarters).toHaveLength(20);
    for (const quarter of quarters) {
      expect(quarter.cells).toMatchObject({ predicate: 'SHIPPED_UNITS', level: '0.9' });
      expect(points(quarter, 'chip_id')).not.toBe('chip/h200');
    }
    expect(row('claim/epoch-china/h20/through-2025').cells.central).toBe('1489899');
  });
});
