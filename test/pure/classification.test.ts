import { describe, expect, test } from 'vitest';
import {
  assessControl,
  type ControlFacts,
  type Verdict,
} from '../../server/src/chips/classification.ts';
import { performanceDensity } from '../../server/src/chips/performance.ts';

const unknown: ControlFacts = {
  tpp: null,
  performanceDensity: null,
  memoryBandwidth: null,
  marketedForDatacentre: null,
};

const facts = (known: Partial<ControlFacts>): ControlFacts => ({ ...unknown, ...known });

/** A datacentre chip by TPP and performance density. */
const datacentre = (tpp: number | null, density: number | null) =>
  assessControl(facts({ tpp, performanceDensity: density, marketedForDatacentre: true }));

const verdictOf = (rule: string, known: Partial<ControlFacts>): Verdict | undefined =>
  assessControl(facts(known)).rules.find((trace) => trace.rule === rule)?.verdict;

describe('chips', () => {
  test('H200: 3A090.a, reviewed case by case', () => {
    const h200 = facts({
      tpp: 15_840,
      performanceDensity: performanceDensity(15_840, 814, true),
      memoryBandwidth: 4_800,
      marketedForDatacentre: true,
    });
    expect(assessControl(h200)).toMatchObject({
      controlled: 'MET',
      code: '3A090.a',
      caseByCase: 'MET',
    });
  });

  test('B200: 3A090.a, over both limits of case-by-case review', () => {
    const b200 = facts({ tpp: 36_000, memoryBandwidth: 8_000, marketedForDatacentre: true });
    expect(assessControl(b200)).toMatchObject({ code: '3A090.a', caseByCase: 'NOT_MET' });
  });

  test('H20 on 814 mm²: outside .a and .b', () => {
    const h20 = facts({
      tpp: 2_368,
      performanceDensity: performanceDensity(2_368, 814, true),
      memoryBandwidth: 4_000,
      marketedForDatacentre: true,
    });
    expect(assessControl(h20)).toMatchObject({ controlled: 'NOT_MET', code: null });
  });

  test('H20 on a die of unknown area: not decided, and says what is missing', () => {
    const { controlled, code, rules } = datacentre(2_368, null);
    expect({ controlled, code }).toEqual({ controlled: 'UNKNOWN', code: null });
    expect(rules[0]).toMatchObject({ verdict: 'UNKNOWN', missing: ['performanceDensity'] });
    expect(rules[1]).toMatchObject({ verdict: 'UNKNOWN', missing: ['performanceDensity'] });
  });

  test.each([
    ['MI325X', 20_800, 6_000, 'MET'],
    ['H200 NVL', 13_364, 4_800, 'MET'],
    ['MI355X', 40_265, 8_000, 'NOT_MET'],
    ['MI355X without its bandwidth', 40_265, null, 'NOT_MET'],
    ['H200 without its bandwidth', 15_840, null, 'UNKNOWN'],
    ['at the limit of TPP', 21_000, 4_800, 'NOT_MET'],
    ['at the limit of bandwidth', 15_840, 6_500, 'NOT_MET'],
    ['just under both limits', 20_999, 6_499, 'MET'],
  ] as const)('case by case, %s: %d TPP, %s GB/s is %s', (_chip, tpp, memoryBandwidth, verdict) => {
    expect(assessControl(facts({ tpp, memoryBandwidth })).caseByCase).toBe(verdict);
  });
});

describe('paragraphs', () => {
  test.each([
    [4_800, null, '3A090.a'],
    [4_799, 5.92, '3A090.a'],
    [1_600, 5.92, '3A090.a'],
    [1_599, 10, null],
    [4_799, 1.6, '3A090.b'],
    [2_400, 1.6, '3A090.b'],
    [2_400, 1.59, null],
    [2_399, 3.19, null],
    [2_399, 3.2, '3A090.b'],
    [1_600, 5.91, '3A090.b'],
    [4_800, 4, '3A090.a'],
  ])('%d TPP at density %s: %s', (tpp, density, code) => {
    expect(datacentre(tpp, density).code).toBe(code);
  });

  test('too little performance needs no density', () => {
    expect(datacentre(1_599, null)).toMatchObject({ controlled: 'NOT_MET', code: null });
  });

  test('too little density needs performance all the same', () => {
    expect(datacentre(null, 1).controlled).toBe('UNKNOWN');
  });
});

describe('Note 2', () => {
  const exemption = '3A090 Note 2';

  test.each([
    [4_799, false, 'MET'],
    [4_800, false, 'NOT_MET'],
    [4_800, null, 'NOT_MET'],
    [4_799, true, 'NOT_MET'],
    [4_799, null, 'UNKNOWN'],
    [null, false, 'UNKNOWN'],
  ] as const)('%s TPP, marketed for datacentres %s: %s', (tpp, marketedForDatacentre, verdict) => {
    expect(verdictOf(exemption, { tpp, marketedForDatacentre })).toBe(verdict);
  });

  test('frees a dense chip for other markets', () => {
    const gaming = { tpp: 3_000, performanceDensity: 6, marketedForDatacentre: false };
    expect(assessControl(facts(gaming))).toMatchObject({ controlled: 'NOT_MET', code: null });
  });

  test('leaves it open while the market is unknown', () => {
    const dense = facts({ tpp: 3_000, performanceDensity: 6 });
    expect(assessControl(dense)).toMatchObject({ controlled: 'UNKNOWN', code: null });
  });
});

test('every rule names its version, its text and what it looked at', () => {
  const { rules } = datacentre(15_840, 19.5);
  expect(rules).toEqual([
    {
      rule: '3A090.a',
      version: '2023-11-17',
      citation: '88 FR 73458',
      verdict: 'MET',
      inputs: { tpp: 15_840, performanceDensity: 19.5 },
      missing: [],
    },
    {
      rule: '3A090.b',
      version: '2023-11-17',
      citation: '88 FR 73458',
      verdict: 'NOT_MET',
      inputs: { tpp: 15_840, performanceDensity: 19.5 },
      missing: [],
    },
    {
      rule: '3A090 Note 2',
      version: '2023-11-17',
      citation: '88 FR 73458',
      verdict: 'NOT_MET',
      inputs: { tpp: 15_840, marketedForDatacentre: true },
      missing: [],
    },
    {
      rule: 'CASE_BY_CASE',
      version: '2026-01-15',
      citation: '91 FR 1684',
      verdict: 'UNKNOWN',
      inputs: { tpp: 15_840, memoryBandwidth: null },
      missing: ['memoryBandwidth'],
    },
  ]);
});

test('nothing known, nothing decided', () => {
  const assessment = assessControl(unknown);
  expect(assessment).toMatchObject({ controlled: 'UNKNOWN', code: null, caseByCase: 'UNKNOWN' });
  expect(assessment.rules.map((trace) => trace.verdict)).toEqual(Array(4).fill('UNKNOWN'));
});
