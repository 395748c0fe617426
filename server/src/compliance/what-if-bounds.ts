import type { Tally } from './facts.ts';

/** A count of chips between two limits. */
export interface Bounds {
  readonly low: number;
  /** null: no limit is known */
  readonly high: number | null;
  /** records that give no number */
  readonly unknown: number;
}

export const noBounds: Bounds = { low: 0, high: 0, unknown: 0 };

/** Of nothing that is known: at least none. */
export const unknownBounds: Bounds = { low: 0, high: null, unknown: 1 };

/** @param units null: not known */
export const exactly = (units: number | null): Bounds =>
  units === null ? unknownBounds : { low: units, high: units, unknown: 0 };

export const tallied = ({ units, unknown }: Tally): Bounds => ({
  low: units,
  high: unknown > 0 ? null : units,
  unknown,
});

/** Limits add to limits; without one of them there is none. */
export function addBounds(all: readonly Bounds[]): Bounds {
  return all.reduce(
    (sum, { low, high, unknown }) => ({
      low: Math.min(sum.low + low, Number.MAX_SAFE_INTEGER),
      high: sum.high === null || high === null ? null : safe(sum.high + high),
      unknown: sum.unknown + unknown,
    }),
    noBounds,
  );
}

/** The larger of two counts. */
export function largerOf(one: Bounds, other: Bounds): Bounds {
  return {
    low: Math.max(one.low, other.low),
    high: one.high === null || other.high === null ? null : Math.max(one.high, other.high),
    unknown: Math.max(one.unknown, other.unknown),
  };
}

/** What is left of one count when another is taken from it, at least none. */
export function lessBounds(one: Bounds, taken: Bounds): Bounds {
  return {
    low: taken.high === null ? 0 : Math.max(0, one.low - taken.high),
    high: one.high === null ? null : Math.max(0, one.high - taken.low),
    unknown: one.unknown + taken.unknown,
  };
}

/** A number that does not fit is as good as no limit. */
const safe = (units: number): number | null => (Number.isSafeInteger(units) ? units : null);
