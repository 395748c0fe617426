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
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { NameTaken, RecordRuleInput, RuleTermsInput } from './trade-rule-decision.type.ts';
import { VolumeCapMetric } from './volume-cap.type.ts';

@InputType({ description: 'A cap on what goes to some destinations.' })
export class RecordVolumeCapInput extends RecordRuleInput {
  @Field(() => [JurisdictionRef], {
    description: 'The destinations that are counted together, 1 to 100.',
  })
  destinations: JurisdictionRef[];

  @Field(() => VolumeCapMetric, {
    nullable: true,
    description: 'What it counts. Absent: that is not known.',
  })
  metric?: keyof typeof VolumeCapMetric | null;

  @Field(() => String, { nullable: true, description: 'The legal text it rests on.' })
  legalReference?: string | null;
}

@InputType({ description: 'How a volume cap is settled; what is absent stays as it is.' })
export class SettleVolumeCapInput extends RuleTermsInput {
  @Field(() => ID, { description: 'The cap.' })
  volumeCapId: string;

  @Field(() => VolumeCapMetric, { nullable: true, description: 'What it counts.' })
  metric?: keyof typeof VolumeCapMetric | null;
}

@ObjectType()
class VolumeCapPayload extends replayable('decided it') {
  /** key from which `volumeCap` is read on; not a field of its own */
  volumeCapId: string;
}

@ObjectType({ description: 'The cap is recorded.' })
class RecordVolumeCapPayload extends VolumeCapPayload {}

@ObjectType({ description: 'The cap is settled.' })
class SettleVolumeCapPayload extends VolumeCapPayload {}

@ObjectType({ implements: Refusal, description: 'There is no such volume cap.' })
class VolumeCapNotFound extends Refusal {}

export const RecordVolumeCapResult = resultOf(
  'RecordVolumeCapResult',
  'The cap, or why there is none.',
  RecordVolumeCapPayload,
  ...[NameTaken, InvalidPeriod, InvalidReference, NotAuthorised, IdempotencyConflict],
);

export const SettleVolumeCapResult = resultOf(
  'SettleVolumeCapResult',
  'The cap, or why it stays as it was.',
  SettleVolumeCapPayload,
  ...[VolumeCapNotFound, TransitionRefused, InvalidPeriod, InvalidReference],
  ...[NotAuthorised, IdempotencyConflict],
);
