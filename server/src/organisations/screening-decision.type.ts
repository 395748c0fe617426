import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  InvalidPeriod,
  InvalidReference,
  NotAuthorised,
  Refusal,
  resultOf,
  TransitionRefused,
} from '../api/refusal.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { OrganisationRef } from './organisation-ref.type.ts';
import { ScreeningResult } from './screening.type.ts';

@InputType({ description: 'A comparison of an organisation with a list, and what came of it.' })
export class RecordScreeningInput extends IdempotentInput {
  @Field(() => OrganisationRef, { description: 'Who was screened.' })
  organisation: OrganisationRef;

  @Field(() => String, { description: 'The list. 1 to 200 characters.' })
  list: string;

  @Field(() => ScreeningResult, {
    description: 'What came of it; an override is a decision of its own.',
  })
  result: keyof typeof ScreeningResult;

  @Field(() => DateTimeScalar, { description: 'When the comparison was made; not to come.' })
  screenedAt: Date;

  @Field(() => String, { nullable: true, description: 'What was found. 1 to 2000 characters.' })
  reason?: string | null;

  @Field(() => ID, { nullable: true, description: 'The source report that shows it.' })
  evidenceId?: string | null;
}

@InputType({ description: 'A finding that a match does not count.' })
export class OverrideScreeningInput extends IdempotentInput {
  @Field(() => ID, { description: 'The screening.' })
  screeningId: string;

  @Field(() => String, { description: 'Why it does not count. 1 to 2000 characters.' })
  reason: string;

  @Field(() => ID, { description: 'The source report that shows it.' })
  evidenceId: string;
}

@ObjectType()
class ScreeningPayload extends replayable('decided it') {
  /** key from which `screening` is read on; not a field of its own */
  screeningId: string;
}

@ObjectType({ description: 'The screening is recorded.' })
class RecordScreeningPayload extends ScreeningPayload {}

@ObjectType({ description: 'The match does not count.' })
class OverrideScreeningPayload extends ScreeningPayload {}

@ObjectType({
  implements: Refusal,
  description: 'There is no such screening, or the viewer may not see it.',
})
class ScreeningNotFound extends Refusal {}

export const RecordScreeningResult = resultOf(
  'RecordScreeningResult',
  'The screening, or why there is none.',
  RecordScreeningPayload,
  ...[InvalidReference, InvalidPeriod, NotAuthorised, IdempotencyConflict],
);

export const OverrideScreeningResult = resultOf(
  'OverrideScreeningResult',
  'The overridden screening, or why it stands.',
  OverrideScreeningPayload,
  ...[ScreeningNotFound, TransitionRefused, InvalidReference, NotAuthorised, IdempotencyConflict],
);
