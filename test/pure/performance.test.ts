import { describe, expect, test } from 'vitest';
import { performanceDensity, type Rate, tpp } from '../../server/src/chips/performance.ts';

const rate = (
  numberFormat: string,
  bitLength: number,
  denseTops: number,
  rank: Rate['rank'] = 'NORMAL',
): Rate => ({ numberFormat, bitLength, denseTops, rank });

describe('total processing performance', () => {
  test.each([
    ['H100 SXM', [rate('FP16', 16, 989.5), rate('FP8', 8, 1979)], 15_832],
    ['H20', [rate('INT8', 8, 296), rate('FP16', 16, 148)], 2_368],
    ['B200', [rate('FP8', 8, 4500)], 36_000],
  ])('of the %s is the largest over its formats', (_chip, rates, expected) => {
    expect(tpp(rates)).toBe(expected);
  });

  test('is unknown where no rate is', () => {
    expect(tpp([])).toBeNull();
  });

  test('takes the preferred of rival figures, even where it is lower', () => {
    expect(tpp([rate('FP8', 8, 2000), rate('FP8', 8, 1979, 'PREFERRED')])).toBe(15_832);
  });

  test('compares only figures for one format as rivals', () => {
    expect(tpp([rate('FP16', 16, 100, 'PREFERRED'), rate('FP8', 8, 400)])).toBe(3_200);
  });

  test('never takes a deprecated figure', () => {
    expect(tpp([rate('FP8', 8, 3958, 'DEPRECATED'), rate('FP8', 8, 1979)])).toBe(15_832);
    expect(tpp([rate('FP8', 8, 3958, 'DEPRECATED')])).toBeNull();
  });

  test('has six digits at most', () => {
    expect(tpp([rate('FP12', 3, 0.1)])).toBe(0.3);
  });
});

describe('performance density', () => {
  test('of the H200 is about 19.5', () => {
    expect(performanceDensity(15_840, 814, true)).toBe(19.459459);
  });

  test('of an H20 on a die of 814 mm² is about 2.9', () => {
    expect(performanceDensity(2_368, 814, true)).toBe(2.909091);
  });

  test.each([
    ['its performance', null, 814, true],
    ['its die area', 15_840, null, true],
    ['its kind of transistor', 15_840, 814, null],
    ['any applicable area, being planar', 15_840, 814, false],
    ['any area at all', 15_840, 0, true],
  ])('is unknown without %s', (_what, performance, area, nonPlanar) => {
    expect(performanceDensity(performance, area, nonPlanar)).toBeNull();
  });
});
