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

/** A tally with so many chips more. */
export function counted(tally: Tally, units: number, tpp: number | null): Tally {
  const each = tpp === null ? undefined : millionths(String(tpp));
  const before = millionths(tally.tpp);
  if (each === undefined || before === undefined) {
    return { ...tally, units: tally.units + units, unknown: tally.unknown + (units > 0 ? 1 : 0) };
  }
  return { ...tally, units: tally.units + units, tpp: decimal(before + BigInt(units) * each) };
}

function decimal(amount: bigint): string {
  const rest = String(amount % one)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(amount / one) : `${amount / one}.${rest}`;
}
