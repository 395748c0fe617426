import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  Refusal,
  resultOf,
} from '../api/refusal.type.ts';
import { DateScalar, DecimalScalar, SafeIntScalar } from '../api/scalars.ts';
import { LicencePartyRole } from '../licences/licence-party.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { ExternalIdInput } from './order.type.ts';
import { UnitOfMeasure } from './order-line.type.ts';

@InputType({ description: 'A chip, named in exactly one way.' })
class ChipRef {
  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name as recorded.' })
  name?: string | null;
}

@InputType({ description: 'An amount of money.' })
class MoneyInput {
  @Field(() => DecimalScalar, { description: 'How much, at most 2 decimals.' })
  amount: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency: string;
}

@InputType({ description: 'So many chips, or so many modules of a number of chips each.' })
class QuantityInput {
  @Field(() => SafeIntScalar, { description: 'How many of `unit`, from 1.' })
  value: number;

  @Field(() => UnitOfMeasure, { defaultValue: 'EA', description: 'What is counted.' })
  unit: keyof typeof UnitOfMeasure;

  @Field(() => Int, { nullable: true, description: 'Chips in one module; of modules only.' })
  chipsPerModule?: number | null;
}

@InputType({ description: 'An organisation and its role.' })
class PartyInput {
  @Field(() => LicencePartyRole, { description: 'Its role.' })
  role: keyof typeof LicencePartyRole;

  @Field(() => OrganisationRef, { description: 'Which organisation.' })
  organisation: OrganisationRef;
}

@InputType({ description: 'A line of an order to be placed.' })
class OrderLineInput {
  @Field(() => ExternalIdInput, {
    nullable: true,
    description: "Its name in the caller's own system; no other line has it.",
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

@InputType({ description: 'An order, placed at once.' })
export class PlaceOrderInput extends IdempotentInput {
  @Field(() => ExternalIdInput, {
    nullable: true,
    description: "Its name in the caller's own system; no other order has it.",
  })
  external?: ExternalIdInput | null;

  @Field(() => OrganisationRef, { description: 'Who orders.' })
  buyer: OrganisationRef;

  @Field(() => OrganisationRef, { description: 'Who is to deliver.' })
  vendor: OrganisationRef;

  @Field(() => [OrderLineInput], { description: '1 to 1,000 lines.' })
  lines: OrderLineInput[];
}

@ObjectType({ description: 'The order is placed.' })
class PlaceOrderPayload {
  /** key from which `order` is read on; not a field of its own */
  orderId: string;

  @Field(() => Boolean, {
    description: 'True when an earlier request with the same idempotency key had placed it.',
  })
  replayed: boolean;
}

@ObjectType({ implements: Refusal, description: 'Another record of the kind has this id.' })
class ExternalIdTaken extends Refusal {
  @Field(() => String, { description: 'Which system.' })
  system: string;

  @Field(() => String, { description: 'The id there.' })
  externalId: string;
}

@ObjectType({
  implements: Refusal,
  description: 'Not a count of at least one chip and at most 2^53-1 chips.',
})
class InvalidQuantity extends Refusal {
  @Field(() => String, { description: 'Where in the input.' })
  field: string;

  @Field(() => SafeIntScalar, { description: 'What was written there.' })
  value: number;
}

export const PlaceOrderResult = resultOf(
  'PlaceOrderResult',
  'The order, or why it was not placed.',
  PlaceOrderPayload,
  ExternalIdTaken,
  InvalidReference,
  InvalidQuantity,
  NotAuthorised,
  IdempotencyConflict,
);
