import { millionths } from '../evidence/decimal.ts';
import type { Tally } from './facts.ts';

/** What rules on volumes count. */
export type Metric = 'UNITS' | 'TPP';

const one = 1_000_000n;

/** What a tally comes to, in millionths; null: not known. What is unknown in it is left out. */
export function measured({ units, tpp }: Tally, metric: Metric): bigint | null {
  if (metric === 'UNITS') return BigInt(units) * one;
  return tpp === null ? null : (millionths(tpp) ?? null);
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
  if (units === 0) return tally;
  const each = tpp === null ? undefined : millionths(String(tpp));
  const before = tally.tpp === null ? undefined : millionths(tally.tpp);
  const known = each !== undefined && before !== undefined;
  const together = known ? decimal(before + BigInt(units) * each) : null;
  return { ...tally, units: tally.units + units, tpp: together };
}

function decimal(amount: bigint): string {
  const rest = String(amount % one)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(amount / one) : `${amount / one}.${rest}`;
}
