import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable, VersionedDecisionInput } from '../api/decision.type.ts';
import {
  IdempotencyConflict,
  InvalidPeriod,
  InvalidReference,
  NotAuthorised,
  resultOf,
  TransitionRefused,
  VersionStale,
} from '../api/refusal.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { OrderLineOnHold, ShipmentNotFound } from './customs-refusals.type.ts';
import { RestrictionInForce } from '../licences/authorisation-refusals.type.ts';
import { LaboratoryResult } from './laboratory-test.type.ts';

@InputType()
class ShipmentStepInput extends VersionedDecisionInput {
  @Field(() => ID, { description: 'The shipment.' })
  shipmentId: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it happened: not before the step before it, not in the future. Now.',
  })
  occurredAt?: Date | null;
}

@InputType({ description: "A laboratory's finding." })
export class RecordLaboratoryTestInput extends ShipmentStepInput {
  @Field(() => OrganisationRef, { description: 'Which laboratory; no party to what is shipped.' })
  laboratory: OrganisationRef;

  @Field(() => LaboratoryResult, { description: 'What it found.' })
  result: keyof typeof LaboratoryResult;

  @Field(() => String, { nullable: true, description: 'A URI of its report.' })
  report?: string | null;
}

@InputType({ description: 'A departure.' })
export class DispatchShipmentInput extends ShipmentStepInput {}

@InputType({ description: 'An arrival where the goods are to be imported.' })
export class RecordArrivalInput extends ShipmentStepInput {}

@InputType({ description: 'A delivery.' })
export class DeliverShipmentInput extends ShipmentStepInput {}

@InputType({ description: 'A shipment that is called off or goes back.' })
export class ReturnShipmentInput extends ShipmentStepInput {}

@ObjectType()
class ShipmentPayload extends replayable('recorded it') {
  /** key from which `shipment` is read on; not a field of its own */
  shipmentId: string;
}

@ObjectType({ description: 'The test is recorded.' })
class RecordLaboratoryTestPayload extends ShipmentPayload {
  /** key from which `laboratoryTest` is read on; not a field of its own */
  laboratoryTestId: string;
}

@ObjectType({ description: 'The shipment has left.' })
class DispatchShipmentPayload extends ShipmentPayload {}

@ObjectType({ description: 'The shipment has arrived.' })
class RecordArrivalPayload extends ShipmentPayload {}

@ObjectType({ description: 'The shipment is delivered.' })
class DeliverShipmentPayload extends ShipmentPayload {}

@ObjectType({ description: 'The shipment is called off or went back.' })
class ReturnShipmentPayload extends ShipmentPayload {}

const refusals = [
  ShipmentNotFound,
  TransitionRefused,
  VersionStale,
  InvalidPeriod,
  NotAuthorised,
  IdempotencyConflict,
];

export const RecordLaboratoryTestResult = resultOf(
  'RecordLaboratoryTestResult',
  'The test, or why there is none.',
  RecordLaboratoryTestPayload,
  ...[InvalidReference, ...refusals],
);

export const DispatchShipmentResult = resultOf(
  'DispatchShipmentResult',
  'The departure, or why there was none.',
  DispatchShipmentPayload,
  ...[OrderLineOnHold, RestrictionInForce, ...refusals],
);

export const RecordArrivalResult = resultOf(
  'RecordArrivalResult',
  'The arrival, or why it was not recorded.',
  RecordArrivalPayload,
  ...refusals,
);

export const DeliverShipmentResult = resultOf(
  'DeliverShipmentResult',
  'The delivery, or why it was not recorded.',
  DeliverShipmentPayload,
  ...refusals,
);

export const ReturnShipmentResult = resultOf(
  'ReturnShipmentResult',
  'The return, or why there was none.',
  ReturnShipmentPayload,
  ...refusals,
);
