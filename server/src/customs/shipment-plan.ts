import { type InvalidQuantity, invalidQuantity } from '../chips/quantity.ts';
import { Fault } from '../kernel/fault.ts';
import { type TransitionRefused, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { Direction } from '../licences/eligibility.ts';
import { type AllocationOnHold, allocationOnHold } from '../orders/ledger-refusals.ts';
import type { OrderStatus } from '../orders/order.ts';
import {
  type AuthorisationMissing,
  authorisationMissing,
  type OrderLineOnHold,
  orderLineOnHold,
  type QuantityOutOfOrder,
} from './refusals.ts';
import { planUnits } from './unit-chain.ts';

const mostLines = 1000;

/** @throws Fault BAD_USER_INPUT for no line and for more than 1,000 */
export function checkLineCount(lines: readonly unknown[]): void {
  if (lines.length >= 1 && lines.length <= mostLines) return;
  throw new Fault('BAD_USER_INPUT', `lines holds 1 to ${mostLines} lines.`);
}

/** A number of chips that people wrote. */
export function readUnits(field: string, units: number): Result<number, InvalidQuantity> {
  const counted = Number.isSafeInteger(units) && units >= 1;
  return counted ? done(units) : refused(invalidQuantity(field, units));
}

interface Reserved {
  /** chips reserved or used */
  readonly units: number;
  /** chips that wait with their licence */
  readonly held: number;
}

/** What planning looks at, of one order line; chips. */
export interface PlanFacts {
  readonly id: string;
  readonly orderStatus: OrderStatus;
  readonly held: boolean;
  readonly ordered: number | null;
  readonly planned: number;
  readonly live: Readonly<Record<Direction, Reserved>>;
  readonly heldLicenceId: string | null;
}

const open: ReadonlySet<OrderStatus> = new Set(['PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED']);

const drawn = ({ units, held }: Reserved): boolean => units + held > 0;

export function isDrawnOnBoth({ live }: Pick<PlanFacts, 'live'>): boolean {
  return drawn(live.EXPORT) && drawn(live.IMPORT);
}

/** The sides on which a licence is needed: the rules say so, or one is drawn on already. */
export function licensedSides(
  { live }: Pick<PlanFacts, 'live'>,
  needed: Readonly<Record<Direction, boolean>>,
): Readonly<Record<Direction, boolean>> {
  return {
    EXPORT: needed.EXPORT || drawn(live.EXPORT),
    IMPORT: needed.IMPORT || drawn(live.IMPORT),
  };
}

/**
 * Whether so many chips of an order line can be planned into a shipment. On the sides that need a
 * licence all of it has to be reserved, what other shipments took included.
 *
 * @param licensed the sides that need one
 * @returns what is planned of the line then
 */
export function planLine(
  line: PlanFacts,
  units: number,
  licensed: Readonly<Record<Direction, boolean>>,
): Result<
  number,
  TransitionRefused | OrderLineOnHold | QuantityOutOfOrder | AuthorisationMissing | AllocationOnHold
> {
  if (!open.has(line.orderStatus)) {
    return refused(transitionRefused(line.orderStatus, 'PARTIALLY_SHIPPED', []));
  }
  if (line.held) return refused(orderLineOnHold(line.id));
  const planned = planUnits(line, units);
  if (!planned.ok) return planned;
  const short = (['EXPORT', 'IMPORT'] as const).filter(
    (side) => licensed[side] && line.live[side].units < planned.value,
  );
  if (short.length === 0) return planned;
  const waits = short.every(
    (side) => line.live[side].units + line.live[side].held >= planned.value,
  );
  return refused(
    waits && line.heldLicenceId
      ? allocationOnHold(line.heldLicenceId)
      : authorisationMissing(short),
  );
}
