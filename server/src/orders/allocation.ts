import { type InvalidQuantity, invalidQuantity } from '../chips/quantity.ts';
import { type TransitionRefused, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { hasRoom, type LineBalance, type QuotaExceeded, quotaExceeded } from '../licences/quota.ts';
import { worthOf } from '../licences/value.ts';
import { type AllocationOnHold, allocationOnHold } from './ledger-refusals.ts';

export type AllocationStatus = 'RESERVED' | 'ON_HOLD' | 'USED' | 'RELEASED' | 'REVERSED';

/** Where the units of an allocation are; together they are what was reserved. */
export interface AllocationUnits {
  readonly reserved: number;
  readonly held: number;
  readonly used: number;
  readonly released: number;
  readonly reversed: number;
}

export type Step = 'USE' | 'RELEASE' | 'REVERSE' | 'HOLD' | 'UNHOLD';

type Place = keyof AllocationUnits;

/** Which units a step takes, and where it puts them. */
const steps: Readonly<Record<Step, { from: readonly Place[]; to: Place; into: AllocationStatus }>> =
  {
    USE: { from: ['reserved'], to: 'used', into: 'USED' },
    RELEASE: { from: ['reserved', 'held'], to: 'released', into: 'RELEASED' },
    REVERSE: { from: ['used'], to: 'reversed', into: 'REVERSED' },
    HOLD: { from: ['reserved'], to: 'held', into: 'ON_HOLD' },
    UNHOLD: { from: ['held'], to: 'reserved', into: 'RESERVED' },
  };

/** The steps that somebody takes by themselves; the others come with the licence. */
const byHand = ['USE', 'RELEASE', 'REVERSE'] as const;

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

interface Stepping {
  readonly step: Step;
  /** chips; null: all that the step can take */
  readonly asked: number | null;
  /** of one chip, in hundred-millionths; null: none is counted */
  readonly unitValue: bigint | null;
  readonly licenceId: string;
}

/** Takes a reservation a step on, in whole or in part, and the line it is on with it. */
export function takeStep(
  units: AllocationUnits,
  line: LineBalance,
  { step, asked, unitValue, licenceId }: Stepping,
): Result<Stepped, TransitionRefused | InvalidQuantity | AllocationOnHold | QuotaExceeded> {
  const { from, to, into } = steps[step];
  const place = from.find((each) => units[each] > 0);
  if (!place) {
    if (step === 'USE' && units.held > 0) return refused(allocationOnHold(licenceId));
    const open = byHand.filter((each) => steps[each].from.some((one) => units[one] > 0));
    return refused(
      transitionRefused(
        statusOf(units),
        into,
        open.map((each) => steps[each].into),
      ),
    );
  }
  const moved = asked ?? units[place];
  if (!Number.isSafeInteger(moved) || moved < 1 || moved > units[place]) {
    return refused(invalidQuantity('units', moved));
  }
  const after = { ...units, [place]: units[place] - moved, [to]: units[to] + moved };
  const change = difference(counted(units, unitValue), counted(after, unitValue));
  if (step === 'UNHOLD' && !hasRoom(line, moved, change.reservedValue)) {
    return refused(quotaExceeded(moved, 0));
  }
  return done({ moved, units: after, line: changed(line, change) });
}

/** What an allocation adds to the balances of its line; values in hundredths. */
interface Counted {
  readonly reserved: number;
  readonly used: number;
  readonly reservedValue: bigint;
  readonly usedValue: bigint;
}

/** Reserved and used are rounded together, so that a use never makes them worth more. */
function counted({ reserved, used }: AllocationUnits, unitValue: bigint | null): Counted {
  const usedValue = unitValue === null ? 0n : worthOf(used, unitValue);
  const both = unitValue === null ? 0n : worthOf(reserved + used, unitValue);
  return { reserved, used, reservedValue: both - usedValue, usedValue };
}

function difference(before: Counted, after: Counted): Counted {
  return {
    reserved: after.reserved - before.reserved,
    used: after.used - before.used,
    reservedValue: after.reservedValue - before.reservedValue,
    usedValue: after.usedValue - before.usedValue,
  };
}

function changed(line: LineBalance, change: Counted): LineBalance {
  const { value } = line;
  return {
    ...line,
    reserved: line.reserved + change.reserved,
    used: line.used + change.used,
    value: value && {
      ...value,
      reserved: value.reserved + change.reservedValue,
      used: value.used + change.usedValue,
    },
  };
}
