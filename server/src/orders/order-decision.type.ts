import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  NotAuthorised,
  Refusal,
  resultOf,
  TransitionRefused,
  VersionStale,
} from '../api/refusal.type.ts';
import { ExternalIdInput } from './order.type.ts';

@InputType({ description: 'An order, named in exactly one way.' })
class OrderRef {
  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;

  @Field(() => ExternalIdInput, {
    nullable: true,
    description: "Its name in the caller's own system.",
  })
  external?: ExternalIdInput | null;
}

@InputType()
class OrderDecisionInput extends IdempotentInput {
  @Field(() => OrderRef, { description: 'The order.' })
  order: OrderRef;

  @Field(() => Int, { description: 'The version that was read; otherwise `VersionStale`.' })
  expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'Why. 1 to 2000 characters.' })
  reason?: string | null;
}

@InputType({ description: 'An acceptance of an order.' })
export class ConfirmOrderInput extends OrderDecisionInput {}

@InputType({ description: 'An end of an order of which everything has left.' })
export class CloseOrderInput extends OrderDecisionInput {}

@InputType({ description: 'An end of an order of which nothing has left.' })
export class CancelOrderInput extends OrderDecisionInput {}

@ObjectType()
class OrderDecisionPayload {
  /** key from which `order` is read on; not a field of its own */
  orderId: string;

  @Field(() => Boolean, {
    description: 'True when an earlier request with the same idempotency key had decided it.',
  })
  replayed: boolean;
}

@ObjectType({ description: 'The order is confirmed.' })
class ConfirmOrderPayload extends OrderDecisionPayload {}

@ObjectType({ description: 'The order is closed.' })
class CloseOrderPayload extends OrderDecisionPayload {}

@ObjectType({ description: 'The order is cancelled.' })
class CancelOrderPayload extends OrderDecisionPayload {}

@ObjectType({
  implements: Refusal,
  description: 'There is no such order, or the viewer may not see it.',
})
class OrderNotFound extends Refusal {}

const refusals = [
  OrderNotFound,
  NotAuthorised,
  TransitionRefused,
  VersionStale,
  IdempotencyConflict,
];

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
