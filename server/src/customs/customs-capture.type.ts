import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { IdempotencyConflict, NotAuthorised, Refusal, resultOf } from '../api/refusal.type.ts';
import { JsonScalar } from '../api/scalars.ts';
import { DeclarationNotFound, ShipmentNotFound } from './customs-refusals.type.ts';
import { DeclarationRef } from './declaration-ref.type.ts';

@InputType()
class CaptureInput extends IdempotentInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The shipment that it is about; whoever sees that sees what is captured now.',
  })
  shipmentId?: string | null;

  @Field(() => DeclarationRef, {
    nullable: true,
    description: 'The declaration that it is about; whoever sees that sees what is captured now.',
  })
  declaration?: DeclarationRef | null;
}

@InputType({ description: 'An EPCIS 2.0 document.' })
export class CaptureEpcisInput extends CaptureInput {
  @Field(() => JsonScalar, {
    description:
      'The document of up to 1,000 events, as an object or as the text of one. As text it is kept sign by sign; of an object numbers keep the digits that JSON numbers have in JavaScript.',
  })
  document: unknown;
}

@InputType({ description: 'An EPCIS 2.0 event.' })
export class RecordCustomsEventInput extends CaptureInput {
  @Field(() => JsonScalar, {
    description: 'The event, as an object or as the text of one; prefixes are in its `@context`.',
  })
  event: unknown;
}

@ObjectType({ description: 'All events of the document are here.' })
class CaptureEpcisPayload {
  /** keys from which `customsEvents` are read on; not a field of its own */
  customsEventIds: string[];

  @Field(() => Int, { description: 'Events that are new, or newly declared erroneous.' })
  captured: number;

  @Field(() => Int, { description: 'Events that you had captured before, with the same content.' })
  alreadyKnown: number;

  @Field(() => Boolean, {
    description: 'True when an earlier request with the same idempotency key had captured them.',
  })
  replayed: boolean;
}

@ObjectType({ description: 'The event is here.' })
class RecordCustomsEventPayload {
  /** key from which `customsEvent` is read on; not a field of its own */
  customsEventId: string;

  @Field(() => Boolean, {
    description: 'True when an earlier request with the same idempotency key had recorded it.',
  })
  replayed: boolean;
}

@ObjectType({ description: 'What is wrong with a document.' })
class EpcisError {
  @Field(() => Int, {
    nullable: true,
    description: 'Index of the event in the list, from 0; null: the document itself is wrong.',
  })
  event: number | null;

  @Field(() => String, {
    description: 'Where in the event, or in the document, such as `sourceList[0].type`.',
  })
  field: string;

  @Field(() => String, { description: 'What is wrong, and what is right.' })
  message: string;
}

@ObjectType({ implements: Refusal, description: 'Not EPCIS 2.0.' })
class EpcisInvalid extends Refusal {
  @Field(() => [EpcisError], { description: 'What is wrong, at most 100.' })
  errors: EpcisError[];
}

@ObjectType({
  implements: Refusal,
  description: 'You captured an event with this eventID and another content before.',
})
class EpcisConflict extends Refusal {
  @Field(() => String, { description: 'The EPCIS eventID.' })
  eventId: string;
}

const refusals = [
  EpcisInvalid,
  EpcisConflict,
  ShipmentNotFound,
  DeclarationNotFound,
  NotAuthorised,
  IdempotencyConflict,
];

export const CaptureEpcisResult = resultOf(
  'CaptureEpcisResult',
  'The captured events, or why there are none.',
  CaptureEpcisPayload,
  ...refusals,
);

export const RecordCustomsEventResult = resultOf(
  'RecordCustomsEventResult',
  'The recorded event, or why there is none.',
  RecordCustomsEventPayload,
  ...refusals,
);
