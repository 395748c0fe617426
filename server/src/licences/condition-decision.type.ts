import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DecisionInput, replayable } from '../api/decision.type.ts';
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
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { ApprovalRoundNotFound } from './approval-round-decision.type.ts';
import { ConditionKind } from './condition.type.ts';
import { LicenceNotFound } from './licence-decision.type.ts';

@InputType({ description: 'A condition to be put on a licence, or on all licences of a round.' })
export class ImposeConditionInput extends IdempotentInput {
  @Field(() => ID, { nullable: true, description: 'The licence; or give `approvalRoundId`.' })
  licenceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The round; or give `licenceId`.' })
  approvalRoundId?: string | null;

  @Field(() => ConditionKind, { description: 'What it asks for.' })
  kind: keyof typeof ConditionKind;

  @Field(() => Boolean, {
    description: 'Whether no order may be placed until it is satisfied or waived.',
  })
  blocking: boolean;

  @Field(() => String, { description: 'Its content. 1 to 2000 characters.' })
  description: string;

  @Field(() => OrganisationRef, { nullable: true, description: 'Who has to show it is met.' })
  owedBy?: OrganisationRef | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day by which it must be met.' })
  dueAt?: Date | null;
}

@InputType()
class ConditionDecisionInput extends DecisionInput {
  @Field(() => ID, { description: 'The condition.' })
  conditionId: string;
}

@InputType({ description: 'What shows that a condition is met.' })
export class SatisfyConditionInput extends ConditionDecisionInput {
  @Field(() => ID, { description: 'The source report that shows it.' })
  evidenceId: string;
}

@InputType({ description: 'A condition that is no longer asked for.' })
export class WaiveConditionInput extends ConditionDecisionInput {
  @Field(() => ID, { nullable: true, description: 'The source report that says so.' })
  evidenceId?: string | null;
}

@InputType({ description: 'A condition that was broken.' })
export class RecordConditionBreachInput extends ConditionDecisionInput {
  @Field(() => ID, { nullable: true, description: 'The source report that shows it.' })
  evidenceId?: string | null;
}

@ObjectType()
class ConditionDecisionPayload extends replayable('decided it') {
  /** keys from which `condition` and `event` are read on; not fields of their own */
  conditionId: string;
  eventId: string | null;
}

@ObjectType({ description: 'The condition is imposed; it is pending.' })
class ImposeConditionPayload extends ConditionDecisionPayload {}

@ObjectType({ description: 'The condition is met.' })
class SatisfyConditionPayload extends ConditionDecisionPayload {}

@ObjectType({ description: 'The condition is no longer asked for.' })
class WaiveConditionPayload extends ConditionDecisionPayload {}

@ObjectType({ description: 'The condition is broken.' })
class RecordConditionBreachPayload extends ConditionDecisionPayload {}

@ObjectType({
  implements: Refusal,
  description: 'There is no such condition, or the viewer may not see it.',
})
class ConditionNotFound extends Refusal {
  @Field(() => ID, { description: 'The id that was asked for.' })
  conditionId: string;
}

const always = [InvalidReference, TransitionRefused, NotAuthorised, IdempotencyConflict];

export const ImposeConditionResult = resultOf(
  'ImposeConditionResult',
  'The condition, or why there is none.',
  ImposeConditionPayload,
  ...[LicenceNotFound, ApprovalRoundNotFound, ...always],
);

const decided = <Payload extends new () => object>(payload: Payload, name: string) =>
  resultOf(
    name,
    'The condition as it stands now, or why it does not.',
    payload,
    ...[ConditionNotFound, ...always],
  );

export const SatisfyConditionResult = decided(SatisfyConditionPayload, 'SatisfyConditionResult');
export const WaiveConditionResult = decided(WaiveConditionPayload, 'WaiveConditionResult');
export const RecordConditionBreachResult = decided(
  RecordConditionBreachPayload,
  'RecordConditionBreachResult',
);
