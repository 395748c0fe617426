import { Field, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { Node } from '../api/node.type.ts';
import {
  IdempotencyConflict,
  NotAuthorised,
  resultOf,
  TransitionRefused,
} from '../api/refusal.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { OrderLineNotFound, OrderLineRef } from './order-ref.type.ts';

@ObjectType({
  implements: Node,
  description: 'Why an order line may not go on, from when to when.',
})
export class OrderLineHold extends Node {
  @Field(() => String, {
    description: 'The rule of the compliance check that holds it, or `MANUAL`.',
  })
  rule: string;

  @Field(() => String, { description: 'Why.' })
  reason: string;

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  since: string;

  @Field(() => String, { description: 'The key of the viewer who put it on, or who else did.' })
  placedBy: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when; null: it is open.' })
  clearedAt: string | null;

  @Field(() => String, { nullable: true, description: 'Who cleared it.' })
  clearedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was cleared.' })
  clearReason: string | null;
}

@InputType()
class OrderLineDecisionInput extends IdempotentInput {
  @Field(() => OrderLineRef, { description: 'The order line.' })
  orderLine: OrderLineRef;

  @Field(() => String, { description: 'Why. 1 to 2000 characters.' })
  reason: string;
}

@InputType({ description: 'A hold by hand.' })
export class HoldOrderLineInput extends OrderLineDecisionInput {}

@InputType({ description: 'An end of a hold by hand.' })
export class ClearOrderLineInput extends OrderLineDecisionInput {}

@ObjectType()
class OrderLineDecisionPayload extends replayable('decided it') {
  /** key from which `orderLine` is read on; not a field of its own */
  orderLineId: string;
}

@ObjectType({ description: 'The order line is on hold.' })
class HoldOrderLinePayload extends OrderLineDecisionPayload {}

@ObjectType({ description: 'The hold by hand is cleared.' })
class ClearOrderLinePayload extends OrderLineDecisionPayload {}

const refusals = [OrderLineNotFound, NotAuthorised, TransitionRefused, IdempotencyConflict];

export const HoldOrderLineResult = resultOf(
  'HoldOrderLineResult',
  'The line on hold, or why it is not.',
  HoldOrderLinePayload,
  ...refusals,
);

export const ClearOrderLineResult = resultOf(
  'ClearOrderLineResult',
  'The line without its hold by hand, or why it is not.',
  ClearOrderLinePayload,
  ...refusals,
);
