import { describe, expect, test } from 'vitest';
import { readDataset } from '../../server/src/dataset/dataset.ts';

const SOURCE = `
- key: paper-2026-01-28
  publisher: Paper
  title: A report
  published: 2026-01-28
`;
const CHIP = '- { key: chip/x, name: X, source: paper-2026-01-28';
const FIGURE = '{ predicate: MEMORY, figure: { exact: 96, unit: GB }, source: paper-2026-01-28 }';
const CLAIM = '- { key: claim/x, subject: chip/x, predicate: MEMORY, source: paper-2026-01-28';

const read = (texts: Readonly<Record<string, string>>) =>
  readDataset(
    Object.entries({ 'sources.yaml': SOURCE, ...texts }).map(([name, text]) => ({ name, text })),
  );

test('a record becomes rows on the day of its source', () => {
  const [batch, ...others] = read({ 'chips.yaml': `${CHIP}, figures: [${FIGURE}] }` });
  expect(others).toEqual([]);
  expect(batch?.date).toBe('2026-01-28');
  expect(batch?.rows.map((row) => row.key)).toEqual([
    'paper-2026-01-28',
    'chip/x',
    'chip/x/memory/paper-2026-01-28',
  ]);
});

test('a record waits for what it speaks of', () => {
  const later = SOURCE + SOURCE.replaceAll('2026-01-28', '2026-03-18');
  const chip = CHIP.replace('2026-01-28', '2026-03-18');
  const batches = read({ 'sources.yaml': later, 'chips.yaml': `${chip}, figures: [${FIGURE}] }` });
  expect(batches.map(({ date, rows }) => [date, rows.length])).toEqual([
    ['2026-01-28', 1],
    ['2026-03-18', 3],
  ]);
});

describe('a sentence names the file and the key of', () => {
  test.each<[what: string, texts: Record<string, string>, sentence: string]>([
    [
      'a figure without a source',
      {
        'chips.yaml': `${CHIP}, figures: [{ predicate: MEMORY, figure: { exact: 96, unit: GB } }] }`,
      },
      'server/dataset/chips.yaml: chip/x, figures 1: has no source.',
    ],
    [
      'a rate without a source',
      { 'chips.yaml': `${CHIP}, throughputs: [{ format: FP8, bits: 8, tops: 296 }] }` },
      'server/dataset/chips.yaml: chip/x, throughputs 1: has no source.',
    ],
    [
      'a policy event without a source',
      {
        'policy-events.yaml':
          '- { key: policy-event/x, jurisdiction: jurisdiction/cn, kind: RULE, title: X, announced: 2026, sources: [] }',
      },
      'server/dataset/policy-events.yaml: policy-event/x: has no source.',
    ],
    [
      'a source that is not there',
      { 'chips.yaml': '- { key: chip/x, name: X, source: rumour }' },
      'server/dataset/chips.yaml: chip/x: names the source rumour, which is not in sources.',
    ],
    [
      'a source without a date',
      { 'sources.yaml': '- { key: paper, publisher: Paper, title: A report }' },
      'server/dataset/sources.yaml: paper: published is missing.',
    ],
    [
      'a day that does not exist',
      { 'sources.yaml': SOURCE.replace('published: 2026-01-28', 'published: 2026-02-30') },
      'server/dataset/sources.yaml: paper-2026-01-28: published must be a date as 2026, 2026-01 or 2026-01-28, not "2026-02-30".',
    ],
    [
      'a key that is nowhere',
      { 'claims.yaml': `${CLAIM}, statement: It is. }` },
      'server/dataset/claims.yaml: claim/x: names chip/x, which is nowhere.',
    ],
    [
      'a key of another type',
      { 'chips.yaml': `${CHIP}, vendor: paper-2026-01-28 }` },
      'server/dataset/chips.yaml: chip/x: names paper-2026-01-28 as Organisation, and it is SourceReport.',
    ],
    [
      'a key twice',
      { 'chips.yaml': `${CHIP} }\n${CHIP} }` },
      'server/dataset/chips.yaml: chip/x: is a key twice, also in chips.yaml.',
    ],
    [
      'bounds upside down',
      {
        'chips.yaml': `${CHIP} }`,
        'claims.yaml': `${CLAIM}, figure: { range: [2, 1], unit: GB } }`,
      },
      'server/dataset/claims.yaml: claim/x: figure has its lower bound above its upper.',
    ],
    [
      'a figure without a unit',
      { 'chips.yaml': `${CHIP} }`, 'claims.yaml': `${CLAIM}, figure: { exact: 2 } }` },
      'server/dataset/claims.yaml: claim/x: figure has no unit.',
    ],
    [
      'two values',
      {
        'chips.yaml': `${CHIP} }`,
        'claims.yaml': `${CLAIM}, statement: It is., figure: { exact: 2, unit: GB } }`,
      },
      'server/dataset/claims.yaml: claim/x: must hold exactly one of figure, statement, organisation, date.',
    ],
    [
      'a word that is not one',
      { 'claims.yaml': `${CLAIM.replace('MEMORY', 'COLOUR')}, statement: It is. }` },
      'server/dataset/claims.yaml: claim/x: predicate must be one of AUTHORISED_UNITS, ',
    ],
    [
      'an unknown entry',
      { 'chips.yaml': `${CHIP}, colour: green }` },
      'server/dataset/chips.yaml: chip/x: unknown entry colour; it may hold key, name, ',
    ],
    [
      'claims that restate each other',
      {
        'chips.yaml': `${CHIP} }`,
        'claims.yaml': `${CLAIM}, statement: It is., restates: claim/y }\n${CLAIM.replace('claim/x', 'claim/y')}, statement: It is., restates: claim/x }`,
      },
      'points back to itself.',
    ],
    [
      'a file that is not YAML',
      { 'chips.yaml': '- { key: [ }' },
      'server/dataset/chips.yaml: line 1: is not YAML',
    ],
    [
      'a file nobody knows',
      { 'boats.yaml': '[]' },
      'server/dataset/boats.yaml: the file: must be named after one of sources, ',
    ],
  ])('%s', (_what, texts, sentence) => {
    expect(() => read(texts)).toThrow(sentence);
  });
});
