import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { MoneyInput } from '../api/money.type.ts';
import {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  resultOf,
} from '../api/refusal.type.ts';
import { SafeIntScalar } from '../api/scalars.ts';
import { InvalidQuantity } from '../chips/quantity.type.ts';
import { LicenceDirection } from '../licences/licence.type.ts';
import { QuantityOutOfOrder } from '../orders/ledger-refusals.type.ts';
import { OrderLineRef } from '../orders/order-ref.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { ReferenceTaken, ShipmentNotFound } from './customs-refusals.type.ts';
import { DeclarationReferenceInput } from './declaration-ref.type.ts';

@InputType({ description: 'What is declared of a shipped line.' })
class DeclarationLineInput {
  @Field(() => OrderLineRef, { description: 'Of which order line in the shipment.' })
  orderLine: OrderLineRef;

  @Field(() => SafeIntScalar, { description: 'Chips, counted one by one, from 1.' })
  units: number;

  @Field(() => String, { nullable: true, description: 'Tariff code, 4 to 12 digits.' })
  commodityCode?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Customs value of all of them.' })
  value?: MoneyInput | null;

  @Field(() => JurisdictionRef, { nullable: true, description: 'Country of origin.' })
  origin?: JurisdictionRef | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The allocation it is to use. Absent: those that are open by then, the oldest first.',
  })
  allocationId?: string | null;
}

@InputType({ description: 'A declaration to be written.' })
export class DraftDeclarationInput extends IdempotentInput {
  @Field(() => ID, { description: 'Which shipment.' })
  shipmentId: string;

  @Field(() => LicenceDirection, { description: 'For which crossing.' })
  direction: keyof typeof LicenceDirection;

  @Field(() => String, { description: 'The customs office. At most 100 characters.' })
  office: string;

  @Field(() => OrganisationRef, {
    nullable: true,
    description:
      'The authority of the office; its seat is where the goods leave, or where the orders go.',
  })
  authority?: OrganisationRef | null;

  @Field(() => DeclarationReferenceInput, {
    nullable: true,
    description: 'Its identifier; may follow when it is lodged.',
  })
  reference?: DeclarationReferenceInput | null;

  @Field(() => [DeclarationLineInput], { description: '1 to 1,000 lines.' })
  lines: DeclarationLineInput[];

  @Field(() => String, { nullable: true, description: 'The procedure. At most 20 characters.' })
  procedureCode?: string | null;
}

@ObjectType({ description: 'The declaration is drafted.' })
class DraftDeclarationPayload extends replayable('drafted it') {
  /** key from which `declaration` is read on; not a field of its own */
  declarationId: string;
}

export const DraftDeclarationResult = resultOf(
  'DraftDeclarationResult',
  'The declaration, or why there is none.',
  DraftDeclarationPayload,
  ...[ShipmentNotFound, InvalidReference, InvalidQuantity, QuantityOutOfOrder, ReferenceTaken],
  ...[NotAuthorised, IdempotencyConflict],
);
