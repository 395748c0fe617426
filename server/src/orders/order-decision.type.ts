import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable, VersionedDecisionInput } from '../api/decision.type.ts';
import { ExternalIdInput } from '../api/external-id.type.ts';
import {
  IdempotencyConflict,
  NotAuthorised,
  Refusal,
  resultOf,
  TransitionRefused,
  VersionStale,
} from '../api/refusal.type.ts';

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
class OrderDecisionInput extends VersionedDecisionInput {
  @Field(() => OrderRef, { description: 'The order.' })
  order: OrderRef;
}

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
