import type { InvalidQuantity } from '../chips/quantity.ts';
import type { ExternalIdTaken } from '../kernel/external-id.ts';
import {
  type IdempotencyConflict,
  type InvalidReference,
  type NotAuthorised,
  notFound,
  type Refusal,
  type TransitionRefused,
  type VersionStale,
} from '../kernel/refusal.ts';

export const orderNotFound = () => notFound('OrderNotFound', 'order');
export const orderLineNotFound = () => notFound('OrderLineNotFound', 'order line');

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

/** Why an order was not placed. */
export type PlacementRefusal =
  | ExternalIdTaken
  | InvalidReference
  | InvalidQuantity
  | NotAuthorised
  | IdempotencyConflict;

/** Why an order was not taken a step on. */
export type OrderRefusal =
  | ReturnType<typeof orderNotFound>
  | TransitionRefused
  | VersionStale
  | NotAuthorised
  | IdempotencyConflict;

/** Why an order line was not held or cleared. */
export type HoldRefusal = ReturnType<typeof orderLineNotFound> | TransitionRefused | NotAuthorised;
