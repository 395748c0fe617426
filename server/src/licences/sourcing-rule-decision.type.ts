import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import {
  IdempotencyConflict,
  InvalidPeriod,
  InvalidReference,
  NotAuthorised,
  Refusal,
  resultOf,
  TransitionRefused,
} from '../api/refusal.type.ts';
import { RuleMetric, SourcingBasis } from './sourcing-rule.type.ts';
import { NameTaken, RecordRuleInput, RuleTermsInput } from './trade-rule-decision.type.ts';

@InputType({ description: 'A rule that ties imports to the purchase of domestic chips.' })
export class RecordSourcingRuleInput extends RecordRuleInput {
  @Field(() => SourcingBasis, { description: 'How it is put: it never changes.' })
  basis: keyof typeof SourcingBasis;

  @Field(() => RuleMetric, { defaultValue: 'UNITS', description: 'What it counts.' })
  metric: keyof typeof RuleMetric;
}

@InputType({ description: 'How a sourcing rule is settled; what is absent stays as it is.' })
export class SettleSourcingRuleInput extends RuleTermsInput {
  @Field(() => ID, { description: 'The rule.' })
  sourcingRuleId: string;
}

@ObjectType()
class SourcingRulePayload extends replayable('decided it') {
  /** key from which `sourcingRule` is read on; not a field of its own */
  sourcingRuleId: string;
}

@ObjectType({ description: 'The rule is recorded.' })
class RecordSourcingRulePayload extends SourcingRulePayload {}

@ObjectType({ description: 'The rule is settled.' })
class SettleSourcingRulePayload extends SourcingRulePayload {}

@ObjectType({ implements: Refusal, description: 'There is no such sourcing rule.' })
class SourcingRuleNotFound extends Refusal {}

export const RecordSourcingRuleResult = resultOf(
  'RecordSourcingRuleResult',
  'The rule, or why there is none.',
  RecordSourcingRulePayload,
  ...[NameTaken, InvalidPeriod, InvalidReference, NotAuthorised, IdempotencyConflict],
);

export const SettleSourcingRuleResult = resultOf(
  'SettleSourcingRuleResult',
  'The rule, or why it stays as it was.',
  SettleSourcingRulePayload,
  ...[SourcingRuleNotFound, TransitionRefused, InvalidPeriod, InvalidReference],
  ...[NotAuthorised, IdempotencyConflict],
);
