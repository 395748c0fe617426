import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { ExternalIdInput, ExternalIdTaken } from '../api/external-id.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  resultOf,
  TransitionRefused,
} from '../api/refusal.type.ts';
import { SafeIntScalar } from '../api/scalars.ts';
import { InvalidQuantity } from '../chips/quantity.type.ts';
import { AllocationOnHold, QuantityOutOfOrder } from '../orders/ledger-refusals.type.ts';
import { OrderLineNotFound, OrderLineRef } from '../orders/order-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { OrderLineOnHold } from './customs-refusals.type.ts';
import { AuthorisationMissing } from '../licences/authorisation-refusals.type.ts';

@InputType({ description: 'A part of an order line that is to be shipped.' })
class ShipmentLineInput {
  @Field(() => OrderLineRef, { description: 'Of which order line.' })
  orderLine: OrderLineRef;

  @Field(() => SafeIntScalar, { description: 'Chips, counted one by one, from 1.' })
  units: number;
}

@InputType({ description: 'A shipment to be put together.' })
export class PlanShipmentInput extends IdempotentInput {
  @Field(() => ExternalIdInput, {
    nullable: true,
    description: "Its name in the caller's own system; no other shipment has it there.",
  })
  external?: ExternalIdInput | null;

  @Field(() => [ShipmentLineInput], { description: '1 to 1,000 lines.' })
  lines: ShipmentLineInput[];

  @Field(() => OrganisationRef, { nullable: true, description: 'Who is to carry it.' })
  carrier?: OrganisationRef | null;

  @Field(() => OrganisationRef, {
    nullable: true,
    description: 'Which laboratory is to test it; no party to what is shipped.',
  })
  laboratory?: OrganisationRef | null;

  @Field(() => ID, { nullable: true, description: 'The site from which it leaves.' })
  originId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The site to which it goes.' })
  destinationId?: string | null;
}

@ObjectType({ description: 'The shipment is planned.' })
class PlanShipmentPayload extends replayable('planned it') {
  /** key from which `shipment` is read on; not a field of its own */
  shipmentId: string;
}

export const PlanShipmentResult = resultOf(
  'PlanShipmentResult',
  'The shipment, or why there is none.',
  PlanShipmentPayload,
  ...[OrderLineNotFound, ExternalIdTaken, InvalidReference, InvalidQuantity, QuantityOutOfOrder],
  ...[TransitionRefused, OrderLineOnHold, AuthorisationMissing, AllocationOnHold],
  ...[NotAuthorised, IdempotencyConflict],
);
