import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  Refusal,
  resultOf,
  TransitionRefused,
} from '../api/refusal.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { NameTaken } from './trade-rule-decision.type.ts';

@InputType({ description: 'A round of approvals that is announced.' })
export class OpenApprovalRoundInput extends IdempotentInput {
  @Field(() => String, { description: 'Its name, which no other has. 1 to 200 characters.' })
  name: string;

  @Field(() => JurisdictionRef, { description: 'Under whose law.' })
  jurisdiction: JurisdictionRef;

  @Field(() => OrganisationRef, { nullable: true, description: 'Who approves, where known.' })
  authority?: OrganisationRef | null;

  @Field(() => Int, {
    description:
      'Its number among the rounds of its jurisdiction, 1 to 1000000. The round of that number that was expected is announced with it.',
  })
  ordinal: number;

  @Field(() => DateScalar, { description: 'The day on which it is announced.' })
  announcedAt: Date;

  @Field(() => [OrganisationRef], {
    nullable: true,
    description: 'Who is considered, at most 100; whoever was before stays.',
  })
  candidates?: OrganisationRef[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the criteria of approval are publicly known.',
  })
  criteriaKnown: boolean;
}

@InputType({ description: 'A round in which nothing more is approved.' })
export class CloseApprovalRoundInput extends IdempotentInput {
  @Field(() => ID, { description: 'The round.' })
  approvalRoundId: string;
}

@ObjectType()
class ApprovalRoundPayload extends replayable('decided it') {
  /** key from which `approvalRound` is read on; not a field of its own */
  approvalRoundId: string;
}

@ObjectType({ description: 'The round is announced.' })
class OpenApprovalRoundPayload extends ApprovalRoundPayload {}

@ObjectType({ description: 'The round is closed.' })
class CloseApprovalRoundPayload extends ApprovalRoundPayload {}

@ObjectType({ implements: Refusal, description: 'There is no such approval round.' })
export class ApprovalRoundNotFound extends Refusal {
  @Field(() => ID, { description: 'The id that was asked for.' })
  approvalRoundId: string;
}

export const OpenApprovalRoundResult = resultOf(
  'OpenApprovalRoundResult',
  'The round, or why it is not announced.',
  OpenApprovalRoundPayload,
  ...[NameTaken, TransitionRefused, InvalidReference, NotAuthorised, IdempotencyConflict],
);

export const CloseApprovalRoundResult = resultOf(
  'CloseApprovalRoundResult',
  'The round, or why it is not closed.',
  CloseApprovalRoundPayload,
  ...[ApprovalRoundNotFound, TransitionRefused, NotAuthorised, IdempotencyConflict],
);
