import type { FigureValue } from './claim.ts';
import { millionths } from './decimal.ts';

/** Where a figure's value lies, in millionths; null: no bound on that side. */
export interface Interval {
  readonly low: bigint | null;
  readonly high: bigint | null;
  /** whether the bounds themselves are left out */
  readonly open: boolean;
}

/** "About" is taken to mean within a tenth: no source says how near it means. */
const NEAR = 10n;

/** The interval that a figure's words describe; undefined where they describe none. */
export function intervalOf(figure: FigureValue): Interval | undefined {
  const low = bound(figure.low);
  const high = bound(figure.high);
  const value = bound(figure.central) ?? low ?? high;
  switch (figure.qualifier) {
    case 'UNKNOWN':
      return undefined;
    case 'MORE_THAN':
    case 'LESS_THAN':
      return { low, high, open: true };
    case 'EXACT':
      return { low: value, high: value, open: false };
    case 'ABOUT':
      if (low !== null || high !== null || value === null) return { low, high, open: false };
      return around(value);
    default:
      return { low, high, open: false };
  }
}

/** Whether no number lies in both. */
export function disjoint(a: Interval, b: Interval): boolean {
  return below(a, b) || below(b, a);
}

function below(a: Interval, b: Interval): boolean {
  if (a.high === null || b.low === null) return false;
  return a.high < b.low || (a.high === b.low && (a.open || b.open));
}

function around(value: bigint): Interval {
  const reach = (value < 0n ? -value : value) / NEAR;
  return { low: value - reach, high: value + reach, open: false };
}

function bound(decimal: string | null): bigint | null {
  return decimal === null ? null : (millionths(decimal) ?? null);
}
