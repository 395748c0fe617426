import { millionths } from '../evidence/decimal.ts';
import type { Tally } from './facts.ts';

/** What rules on volumes count. */
export type Metric = 'UNITS' | 'TPP';

const one = 1_000_000n;

/** What a tally comes to, in millionths. What is not known in it is left out: see `unknown`. */
export function measured(tally: Tally, metric: Metric): bigint {
  return metric === 'UNITS' ? BigInt(tally.units) * one : (millionths(tally.tpp) ?? 0n);
}

/** What a line comes to, in millionths; null where it is not known. */
export function measuredLine(
  units: number | null,
  tpp: number | null,
  metric: Metric,
): bigint | null {
  if (units === null || (metric === 'TPP' && tpp === null)) return null;
  if (metric === 'UNITS') return BigInt(units) * one;
  const each = millionths(String(tpp));
  return each === undefined ? null : BigInt(units) * each;
}

/** A share of an amount, rounded up to whole millionths; null for a ratio that cannot be read. */
export function share(ratio: string, amount: bigint): bigint | null {
  const each = millionths(ratio);
  return each === undefined ? null : (each * amount + one - 1n) / one;
}

/** Whole units in an amount, rounded up, as text. */
export const wholeUnits = (amount: bigint): string => ((amount + one - 1n) / one).toString();
