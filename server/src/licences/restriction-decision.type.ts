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
import { DateScalar } from '../api/scalars.ts';
import { ChipRef } from '../chips/chip-ref.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { RestrictionProcedure } from './restriction.type.ts';
import { NameTaken } from './trade-rule-decision.type.ts';

@InputType({ description: 'A restriction, which begins as reported.' })
export class RecordRestrictionInput extends IdempotentInput {
  @Field(() => String, { description: 'Its name, which no other has. 1 to 200 characters.' })
  name: string;

  @Field(() => String, { description: 'What is known of its content. 1 to 2000 characters.' })
  description: string;

  @Field(() => JurisdictionRef, { description: 'Under whose law.' })
  jurisdiction: JurisdictionRef;

  @Field(() => OrganisationRef, { nullable: true, description: 'Who set it, where known.' })
  authority?: OrganisationRef | null;

  @Field(() => RestrictionProcedure, { description: 'What it bars or limits.' })
  procedure: keyof typeof RestrictionProcedure;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether it asks for a licence, which may then permit it, instead of barring.',
  })
  licensable: boolean;

  @Field(() => [ChipRef], {
    nullable: true,
    description: 'The chips it concerns, at most 100; none: it is for all.',
  })
  chips?: ChipRef[] | null;

  @Field(() => [OrganisationRef], {
    nullable: true,
    description: 'Whom it concerns, at most 100; none: it is for all.',
  })
  parties?: OrganisationRef[] | null;

  @Field(() => String, { nullable: true, description: 'The legal text it rests on.' })
  legalReference?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Since when it is said to hold.' })
  from?: Date | null;

  @Field(() => ID, { nullable: true, description: 'The source report that says so.' })
  sourceReportId?: string | null;
}

@InputType()
class RestrictionDecisionInput extends IdempotentInput {
  @Field(() => ID, { description: 'The restriction.' })
  restrictionId: string;

  @Field(() => ID, { nullable: true, description: 'The source report that says so.' })
  sourceReportId?: string | null;
}

@InputType({ description: 'A restriction that holds.' })
export class EnforceRestrictionInput extends RestrictionDecisionInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'From which day on. Absent: the day that was recorded before, else today (UTC).',
  })
  from?: Date | null;
}

@InputType({ description: 'A restriction that ends.' })
export class LiftRestrictionInput extends RestrictionDecisionInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'From which day on it is lifted. Absent: today (UTC).',
  })
  from?: Date | null;
}

@ObjectType()
class RestrictionPayload extends replayable('decided it') {
  /** key from which `restriction` is read on; not a field of its own */
  restrictionId: string;
}

@ObjectType({ description: 'The restriction is recorded.' })
class RecordRestrictionPayload extends RestrictionPayload {}

@ObjectType({ description: 'The restriction is in force.' })
class EnforceRestrictionPayload extends RestrictionPayload {}

@ObjectType({ description: 'The restriction is lifted.' })
class LiftRestrictionPayload extends RestrictionPayload {}

@ObjectType({ implements: Refusal, description: 'There is no such restriction.' })
class RestrictionNotFound extends Refusal {}

export const RecordRestrictionResult = resultOf(
  'RecordRestrictionResult',
  'The restriction, or why there is none.',
  RecordRestrictionPayload,
  ...[NameTaken, InvalidReference, NotAuthorised, IdempotencyConflict],
);

const changing = [
  RestrictionNotFound,
  TransitionRefused,
  InvalidPeriod,
  InvalidReference,
  NotAuthorised,
  IdempotencyConflict,
];

export const EnforceRestrictionResult = resultOf(
  'EnforceRestrictionResult',
  'The restriction, or why it is not enforced.',
  EnforceRestrictionPayload,
  ...changing,
);

export const LiftRestrictionResult = resultOf(
  'LiftRestrictionResult',
  'The restriction, or why it is not lifted.',
  LiftRestrictionPayload,
  ...changing,
);
