import type {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  Refusal,
  TransitionRefused,
  VersionStale,
} from '../kernel/refusal.ts';

/** How a caller's own system names a record. */
export interface ExternalName {
  readonly system: string;
  readonly id: string;
}

export interface OrderNotFound extends Refusal<'OrderNotFound'> {}

export interface InvalidQuantity extends Refusal<'InvalidQuantity'> {
  /** where in the input */
  readonly field: string;
  readonly value: number;
}

export interface ExternalIdTaken extends Refusal<'ExternalIdTaken'> {
  readonly system: string;
  readonly externalId: string;
}

export interface QuantityOutOfOrder extends Refusal<'QuantityOutOfOrder'> {
  readonly asked: number;
  readonly limit: number;
}

/** @param limit what the order line still has to draw in that direction */
export function quantityOutOfOrder(asked: number, limit: number): QuantityOutOfOrder {
  return {
    kind: 'QuantityOutOfOrder',
    code: 'QUANTITY_OUT_OF_ORDER',
    message: `You asked for ${asked} chips and the order line has ${limit} for which nothing is reserved yet: ask for no more than that.`,
    asked,
    limit,
  };
}

/** One answer for what is not there and for what its reader may not see. */
export function orderNotFound(): OrderNotFound {
  return {
    kind: 'OrderNotFound',
    code: 'ORDER_NOT_FOUND',
    message: 'There is no such order that you can see: take the id from an answer.',
  };
}

export function invalidQuantity(field: string, value: number): InvalidQuantity {
  return {
    kind: 'InvalidQuantity',
    code: 'INVALID_QUANTITY',
    message: `${field} is not a quantity: it takes a whole number from 1, at most 2^53-1 chips in all; modules say how many chips each has, chips do not.`,
    field,
    value,
  };
}

export function externalIdTaken({ system, id }: ExternalName): ExternalIdTaken {
  return {
    kind: 'ExternalIdTaken',
    code: 'EXTERNAL_ID_TAKEN',
    message: `Another record has the id ${id} of the system ${system}: every record has its own.`,
    system,
    externalId: id,
  };
}

/** Why an order was not placed. */
export type PlacementRefusal =
  | ExternalIdTaken
  | InvalidReference
  | InvalidQuantity
  | NotAuthorised
  | IdempotencyConflict;

/** Why an order was not taken a step on. */
export type OrderRefusal =
  | OrderNotFound
  | TransitionRefused
  | VersionStale
  | NotAuthorised
  | IdempotencyConflict;
