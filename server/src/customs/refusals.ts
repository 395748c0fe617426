import type { InvalidQuantity } from '../chips/quantity.ts';
import type { ExternalIdTaken } from '../kernel/external-id.ts';
import {
  type IdempotencyConflict,
  type InvalidPeriod,
  type InvalidReference,
  type NotAuthorised,
  notFound,
  type Refusal,
  type TransitionRefused,
  type VersionStale,
} from '../kernel/refusal.ts';
import type { ConditionUnsatisfied } from '../licences/drawing-refusals.ts';
import type { Direction } from '../licences/eligibility.ts';
import type { OutsideValidity } from '../licences/refusals.ts';
import type { AllocationOnHold } from '../orders/ledger-refusals.ts';
import type { QuantityOutOfOrder } from '../orders/refusals.ts';

export type { QuantityOutOfOrder };

/** @param left what the limit counts, to follow a number of chips */
export function unitsOutOfOrder(asked: number, limit: number, left: string): QuantityOutOfOrder {
  return {
    kind: 'QuantityOutOfOrder',
    code: 'QUANTITY_OUT_OF_ORDER',
    message: `You asked for ${asked} chips and ${limit} are ${left}: ask for no more than that.`,
    asked,
    limit,
  };
}

export interface AuthorisationMissing extends Refusal<'AuthorisationMissing'> {
  readonly directions: readonly Direction[];
}

export function authorisationMissing(directions: readonly Direction[]): AuthorisationMissing {
  return {
    kind: 'AuthorisationMissing',
    code: 'AUTHORISATION_MISSING',
    message: `No licence serves for ${directions.map((each) => each.toLowerCase()).join(' and ')}: reserve on one that is in force and fits chip, parties and jurisdictions.`,
    directions,
  };
}

export interface RestrictionInForce extends Refusal<'RestrictionInForce'> {
  /** keys in the database */
  readonly restrictionIds: readonly string[];
}

export function restrictionInForce(restrictionIds: readonly string[]): RestrictionInForce {
  return {
    kind: 'RestrictionInForce',
    code: 'RESTRICTION_IN_FORCE',
    message: `A restriction of the jurisdiction bars it on that day (${restrictionIds.length} in force): wait until it is lifted.`,
    restrictionIds,
  };
}

export interface LaboratoryTestMissing extends Refusal<'LaboratoryTestMissing'> {
  /** key in the database */
  readonly shipmentId: string;
}

export function laboratoryTestMissing(shipmentId: string): LaboratoryTestMissing {
  return {
    kind: 'LaboratoryTestMissing',
    code: 'LABORATORY_TEST_MISSING',
    message:
      'Such goods leave the United States only after an independent laboratory with its seat there has tested the shipment, and the newest test has to be passed: have it tested first.',
    shipmentId,
  };
}

export interface ReferenceTaken extends Refusal<'ReferenceTaken'> {
  readonly scheme: string;
  readonly reference: string;
}

export function referenceTaken({
  scheme,
  value,
}: {
  readonly scheme: string;
  readonly value: string;
}): ReferenceTaken {
  return {
    kind: 'ReferenceTaken',
    code: 'REFERENCE_TAKEN',
    message: `The ${scheme} ${value} stands for another declaration: look up what the office gave to this one.`,
    scheme,
    reference: value,
  };
}

export interface OrderLineOnHold extends Refusal<'OrderLineOnHold'> {
  /** key in the database */
  readonly orderLineId: string;
}

export function orderLineOnHold(orderLineId: string): OrderLineOnHold {
  return {
    kind: 'OrderLineOnHold',
    code: 'ORDER_LINE_ON_HOLD',
    message: 'The order line is on hold and may not go on: have its holds cleared first.',
    orderLineId,
  };
}

export const orderLineNotFound = () => notFound('OrderLineNotFound', 'order line');
export const shipmentNotFound = () => notFound('ShipmentNotFound', 'shipment');
export const declarationNotFound = () => notFound('DeclarationNotFound', 'declaration');

type Always = NotAuthorised | IdempotencyConflict;

/** Why a use of a licence at the border was not possible. */
export type CrossingRefusal =
  | AuthorisationMissing
  | AllocationOnHold
  | OutsideValidity
  | ConditionUnsatisfied;

/** Why a shipment was not planned. */
export type PlanRefusal =
  | ReturnType<typeof orderLineNotFound>
  | ExternalIdTaken
  | InvalidReference
  | InvalidQuantity
  | QuantityOutOfOrder
  | TransitionRefused
  | OrderLineOnHold
  | AuthorisationMissing
  | AllocationOnHold
  | Always;

/** Why a shipment was not taken a step on. */
export type ShipmentRefusal =
  | ReturnType<typeof shipmentNotFound>
  | TransitionRefused
  | VersionStale
  | OrderLineOnHold
  | RestrictionInForce
  | InvalidReference
  | InvalidPeriod
  | Always;

/** Why a declaration was not drafted. */
export type DraftRefusal =
  | ReturnType<typeof shipmentNotFound>
  | ReferenceTaken
  | InvalidReference
  | InvalidQuantity
  | QuantityOutOfOrder
  | Always;

/** Why a declaration was not taken a step on. */
export type DeclarationRefusal =
  | ReturnType<typeof declarationNotFound>
  | TransitionRefused
  | VersionStale
  | ReferenceTaken
  | InvalidPeriod
  | InvalidQuantity
  | QuantityOutOfOrder
  | CrossingRefusal
  | RestrictionInForce
  | LaboratoryTestMissing
  | Always;
