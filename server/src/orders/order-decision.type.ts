import { Field, InputType, ObjectType } from 'type-graphql';
import { replayable, VersionedDecisionInput } from '../api/decision.type.ts';
import {
  IdempotencyConflict,
  NotAuthorised,
  resultOf,
  TransitionRefused,
  VersionStale,
} from '../api/refusal.type.ts';
import { OrderNotFound, OrderRef } from './order-ref.type.ts';

@InputType()
class OrderDecisionInput extends VersionedDecisionInput {
  @Field(() => OrderRef, { description: 'The order.' })
  order: OrderRef;
}

@InputType({ description: 'A placement of an order that was drafted.' })
export class SubmitOrderInput extends OrderDecisionInput {}

@InputType({ description: 'An acceptance of an order.' })
export class ConfirmOrderInput extends OrderDecisionInput {}

@InputType({ description: 'An end of an order of which everything has left.' })
export class CloseOrderInput extends OrderDecisionInput {}

@InputType({ description: 'An end of an order of which nothing has left.' })
export class CancelOrderInput extends OrderDecisionInput {}

@ObjectType()
class OrderDecisionPayload extends replayable('decided it') {
  /** key from which `order` is read on; not a field of its own */
  orderId: string;
}

@ObjectType({ description: 'The order is placed.' })
class SubmitOrderPayload extends OrderDecisionPayload {}

@ObjectType({ description: 'The order is confirmed.' })
class ConfirmOrderPayload extends OrderDecisionPayload {}

@ObjectType({ description: 'The order is closed.' })
class CloseOrderPayload extends OrderDecisionPayload {}

@ObjectType({ description: 'The order is cancelled.' })
class CancelOrderPayload extends OrderDecisionPayload {}

const refusals = [
  OrderNotFound,
  NotAuthorised,
  TransitionRefused,
  VersionStale,
  IdempotencyConflict,
];

export const SubmitOrderResult = resultOf(
  'SubmitOrderResult',
  'The placement, or why there was none.',
  SubmitOrderPayload,
  ...refusals,
);

export const ConfirmOrderResult = resultOf(
  'ConfirmOrderResult',
  'The confirmation, or why there was none.',
  ConfirmOrderPayload,
  ...refusals,
);

export const CloseOrderResult = resultOf(
  'CloseOrderResult',
  'The end, or why there was none.',
  CloseOrderPayload,
  ...refusals,
);

export const CancelOrderResult = resultOf(
  'CancelOrderResult',
  'The cancellation, or why there was none.',
  CancelOrderPayload,
  ...refusals,
);
