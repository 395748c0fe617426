import { Field, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { ExternalIdInput, ExternalIdTaken } from '../api/external-id.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { MoneyInput } from '../api/money.type.ts';
import {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  resultOf,
} from '../api/refusal.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { ChipRef } from '../chips/chip-ref.type.ts';
import { InvalidQuantity, QuantityInput } from '../chips/quantity.type.ts';
import { PartyInput } from '../licences/party-input.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';

@InputType({ description: 'A line of an order to be placed.' })
class OrderLineInput {
  @Field(() => ExternalIdInput, {
    nullable: true,
    description: "Its name in the caller's own system; no other line of the caller's has it.",
  })
  external?: ExternalIdInput | null;

  @Field(() => ChipRef, { description: 'What is ordered.' })
  chip: ChipRef;

  @Field(() => QuantityInput, { description: 'How many.' })
  quantity: QuantityInput;

  @Field(() => MoneyInput, { nullable: true, description: 'Of one unit.' })
  unitPrice?: MoneyInput | null;

  @Field(() => DateScalar, { description: 'When it is to leave.' })
  shipDate: Date;

  @Field(() => JurisdictionRef, { description: 'Where it is to go.' })
  destination: JurisdictionRef;

  @Field(() => String, { nullable: true, description: 'A word such as `AI_SERVICES`.' })
  endUse?: string | null;

  @Field(() => [PartyInput], { nullable: true, description: 'At most 20.' })
  parties?: PartyInput[] | null;
}

@InputType()
class NewOrderInput extends IdempotentInput {
  @Field(() => ExternalIdInput, {
    nullable: true,
    description: "Its name in the caller's own system; no other order of the caller's has it.",
  })
  external?: ExternalIdInput | null;

  @Field(() => OrganisationRef, { description: 'Who orders.' })
  buyer: OrganisationRef;

  @Field(() => OrganisationRef, { description: 'Who is to deliver.' })
  vendor: OrganisationRef;

  @Field(() => [OrderLineInput], { description: '1 to 1,000 lines.' })
  lines: OrderLineInput[];
}

@InputType({ description: 'An order, placed at once.' })
export class PlaceOrderInput extends NewOrderInput {}

@InputType({ description: 'An order that is not placed yet.' })
export class DraftOrderInput extends NewOrderInput {}

@ObjectType({ description: 'The order is drafted.' })
class DraftOrderPayload extends replayable('drafted it') {
  /** key from which `order` is read on; not a field of its own */
  orderId: string;
}

@ObjectType({ description: 'The order is placed.' })
class PlaceOrderPayload extends replayable('placed it') {
  /** key from which `order` is read on; not a field of its own */
  orderId: string;
}

const refusals = [
  ExternalIdTaken,
  InvalidReference,
  InvalidQuantity,
  NotAuthorised,
  IdempotencyConflict,
];

export const PlaceOrderResult = resultOf(
  'PlaceOrderResult',
  'The order, or why it was not placed.',
  PlaceOrderPayload,
  ...refusals,
);

export const DraftOrderResult = resultOf(
  'DraftOrderResult',
  'The order, or why it was not drafted.',
  DraftOrderPayload,
  ...refusals,
);
