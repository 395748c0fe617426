import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DecisionInput, replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  Refusal,
  resultOf,
  TransitionRefused,
  VersionStale,
} from '../api/refusal.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { LicenceRef } from './licence-ref.type.ts';

@InputType()
class LicenceDecisionInput extends IdempotentInput {
  @Field(() => ID, { description: 'The licence.' })
  licenceId: string;

  @Field(() => String, {
    description: 'Why, for the licensee and the record. 1 to 2000 characters.',
  })
  reason: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Decide only if the licence is still at this `version`; otherwise `VersionStale`. Absent: whatever the version.',
  })
  expectedVersion?: number | null;
}

@InputType({ description: 'The coming into force of an approved licence.' })
export class ActivateLicenceInput extends DecisionInput {
  @Field(() => LicenceRef, { description: 'The licence.' })
  licence: LicenceRef;

  @Field(() => Int, {
    description: 'The `version` that was read; at another one it is `VersionStale`.',
  })
  expectedVersion: number;
}

@InputType({ description: 'A suspension of a licence.' })
export class SuspendLicenceInput extends LicenceDecisionInput {}

@InputType({ description: 'A return of a suspended licence to the status it had before.' })
export class ReinstateLicenceInput extends LicenceDecisionInput {}

@InputType({ description: 'A final end of a licence, or of some of its lines, by its authority.' })
export class RevokeLicenceInput extends LicenceDecisionInput {
  @Field(() => [ID], {
    nullable: true,
    description:
      'Revoke only these lines, at least one: they allow what is used of them and no more. Absent: the whole licence.',
  })
  lineIds?: string[] | null;
}

@ObjectType()
class LicenceDecisionPayload extends replayable('decided it, and nothing was changed now') {
  /** keys from which `licence` and `event` are read on; not fields of their own */
  licenceId: string;
  eventId: string;
}

@ObjectType({ description: 'The licence is in force: chips can be drawn from it.' })
class ActivateLicencePayload extends LicenceDecisionPayload {}

@ObjectType({ description: 'The licence is suspended.' })
class SuspendLicencePayload extends LicenceDecisionPayload {}

@ObjectType({ description: 'The licence is back in the status it had before its suspension.' })
class ReinstateLicencePayload extends LicenceDecisionPayload {}

@ObjectType({ description: 'The licence, or the lines that were named, are revoked, for good.' })
class RevokeLicencePayload extends LicenceDecisionPayload {}

@ObjectType({
  implements: Refusal,
  description: 'There is no such licence, or the viewer may not see it.',
})
export class LicenceNotFound extends Refusal {
  @Field(() => ID, { description: 'The id that was asked for.' })
  licenceId: string;
}

@ObjectType({ implements: Refusal, description: 'The day lies outside the validity of a licence.' })
export class OutsideValidity extends Refusal {
  @Field(() => DateScalar, { description: 'The day.' })
  date: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds.' })
  validFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it holds.' })
  validTo: string | null;
}

const refusals = [
  LicenceNotFound,
  NotAuthorised,
  TransitionRefused,
  VersionStale,
  IdempotencyConflict,
];

export const ActivateLicenceResult = resultOf(
  'ActivateLicenceResult',
  'The licence in force, or why it is not.',
  ActivateLicencePayload,
  ...[OutsideValidity, ...refusals],
);

export const SuspendLicenceResult = resultOf(
  'SuspendLicenceResult',
  'The suspension, or why there was none.',
  SuspendLicencePayload,
  ...refusals,
);

export const ReinstateLicenceResult = resultOf(
  'ReinstateLicenceResult',
  'The reinstatement, or why there was none.',
  ReinstateLicencePayload,
  ...refusals,
);

export const RevokeLicenceResult = resultOf(
  'RevokeLicenceResult',
  'The revocation, or why there was none.',
  RevokeLicencePayload,
  ...[InvalidReference, OutsideValidity, ...refusals],
);
