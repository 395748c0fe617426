import { type InvalidQuantity, invalidQuantity } from '../chips/quantity.ts';
import { type TransitionRefused, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { LineBalance } from '../licences/quota.ts';

export type AllocationStatus = 'RESERVED' | 'ON_HOLD' | 'USED' | 'RELEASED' | 'REVERSED';

/** Where the units of an allocation are; together they are what was reserved. */
export interface AllocationUnits {
  readonly reserved: number;
  readonly held: number;
  readonly used: number;
  readonly released: number;
  readonly reversed: number;
}

export type Step = 'USE' | 'RELEASE' | 'REVERSE';

/** Which units a step takes, and where it puts them. */
const steps = {
  USE: { from: 'reserved', to: 'used', into: 'USED' },
  RELEASE: { from: 'reserved', to: 'released', into: 'RELEASED' },
  REVERSE: { from: 'used', to: 'reversed', into: 'REVERSED' },
} as const;

export function statusOf(units: AllocationUnits): AllocationStatus {
  if (units.held > 0) return 'ON_HOLD';
  if (units.reserved > 0) return 'RESERVED';
  if (units.used > 0) return 'USED';
  return units.reversed > 0 ? 'REVERSED' : 'RELEASED';
}

export interface Stepped {
  readonly units: AllocationUnits;
  readonly line: LineBalance;
  /** how many the step moved */
  readonly moved: number;
}

/**
 * Takes a reservation a step on, in whole or in part.
 *
 * @param asked chips; null: all that the step can take
 */
export function takeStep(
  units: AllocationUnits,
  line: LineBalance,
  step: Step,
  asked: number | null,
): Result<Stepped, TransitionRefused | InvalidQuantity> {
  const { from, to, into } = steps[step];
  const most = units[from];
  if (most === 0) {
    const open = Object.values(steps).filter((each) => units[each.from] > 0);
    return refused(
      transitionRefused(
        statusOf(units),
        into,
        open.map((each) => each.into),
      ),
    );
  }
  const moved = asked ?? most;
  if (!Number.isSafeInteger(moved) || moved < 1 || moved > most) {
    return refused(invalidQuantity('units', moved));
  }
  return done({
    moved,
    units: { ...units, [from]: units[from] - moved, [to]: units[to] + moved },
    line: {
      ...line,
      reserved: line.reserved - (from === 'reserved' ? moved : 0),
      used: line.used + (to === 'used' ? moved : 0) - (from === 'used' ? moved : 0),
    },
  });
}
