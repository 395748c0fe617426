import type { InvalidQuantity } from '../chips/quantity.ts';
import {
  type IdempotencyConflict,
  type NotAuthorised,
  notFound,
  type Refusal,
  type TransitionRefused,
} from '../kernel/refusal.ts';
import type { CurrencyMismatch } from '../licences/drawing-refusals.ts';
import type { Ineligible } from '../licences/eligibility.ts';
import type { QuantityUnknown, QuotaExceeded } from '../licences/quota.ts';
import type { OutsideValidity } from '../licences/refusals.ts';
import type { QuantityOutOfOrder } from './refusals.ts';

export const allocationNotFound = () => notFound('AllocationNotFound', 'allocation');

export interface AllocationOnHold extends Refusal<'AllocationOnHold'> {
  /** key in the database */
  readonly licenceId: string;
}

export function allocationOnHold(licenceId: string): AllocationOnHold {
  return {
    kind: 'AllocationOnHold',
    code: 'ALLOCATION_ON_HOLD',
    message:
      'The reservation is on hold because its licence is: wait until the licence is reinstated, or release it.',
    licenceId,
  };
}

/** Of refusals about the numbers of a line: which line. */
export interface OnLine {
  /** key in the database */
  readonly licenceLineId: string;
}

/** Why a step of an allocation was not taken. */
export type StepRefusal =
  | TransitionRefused
  | InvalidQuantity
  | AllocationOnHold
  | OutsideValidity
  | (QuotaExceeded & OnLine)
  | IdempotencyConflict;

/** Why nothing was reserved, what a guard says left aside. */
export type ReserveRefusal =
  | Ineligible
  | CurrencyMismatch
  | QuantityOutOfOrder
  | InvalidQuantity
  | TransitionRefused
  | ((QuotaExceeded | QuantityUnknown) & OnLine)
  | IdempotencyConflict;

export type LedgerRefusal = StepRefusal | ReserveRefusal;

/** Why a viewer could not take a step of an allocation. */
export type AllocationRefusal = ReturnType<typeof allocationNotFound> | NotAuthorised | StepRefusal;
