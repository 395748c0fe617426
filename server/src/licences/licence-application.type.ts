import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable, VersionedDecisionInput } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { MoneyInput } from '../api/money.type.ts';
import {
  IdempotencyConflict,
  InvalidPeriod,
  InvalidReference,
  NotAuthorised,
  Refusal,
  resultOf,
  TransitionRefused,
  VersionStale,
} from '../api/refusal.type.ts';
import { DateScalar, SafeIntScalar } from '../api/scalars.ts';
import { ChipRef } from '../chips/chip-ref.type.ts';
import { InvalidQuantity } from '../chips/quantity.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { LicenceDirection, LicenceType } from './licence.type.ts';
import { LicenceNotFound } from './licence-decision.type.ts';
import { LicensedBy } from './licence-line.type.ts';
import { LicenceRef } from './licence-ref.type.ts';
import { PartyInput } from './party-input.type.ts';

@InputType({ description: 'A good that is applied for.' })
class LicenceLineInput {
  @Field(() => ChipRef, { nullable: true, description: 'Which chip; or give `controlCode`.' })
  chip?: ChipRef | null;

  @Field(() => String, {
    nullable: true,
    description: 'A control classification such as `3A090.a`, instead of a chip or beside it.',
  })
  controlCode?: string | null;

  @Field(() => LicensedBy, { defaultValue: 'NUMBER', description: 'What limits it.' })
  licensedBy: keyof typeof LicensedBy;

  @Field(() => SafeIntScalar, { nullable: true, description: 'Chips, from 1.' })
  authorisedUnits?: number | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Value of all of them.' })
  authorisedValue?: MoneyInput | null;
}

@InputType({ description: 'An application for a licence, not yet handed in.' })
export class DraftLicenceInput extends IdempotentInput {
  @Field(() => LicenceDirection, { description: 'Which crossing it is to allow.' })
  direction: keyof typeof LicenceDirection;

  @Field(() => LicenceType, { description: 'What kind of document it is to be.' })
  type: keyof typeof LicenceType;

  @Field(() => JurisdictionRef, { description: 'Under whose law.' })
  jurisdiction: JurisdictionRef;

  @Field(() => OrganisationRef, { nullable: true, description: 'Who is to give it.' })
  authority?: OrganisationRef | null;

  @Field(() => OrganisationRef, {
    nullable: true,
    description: 'Who is to have it; the organisation of the caller when absent.',
  })
  licensee?: OrganisationRef | null;

  @Field(() => ID, { nullable: true, description: 'The round of approvals it belongs to.' })
  approvalRoundId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its number; for who may give it one. At most 100 characters.',
  })
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'A word such as `AI_SERVICES`.' })
  endUse?: string | null;

  @Field(() => JurisdictionRef, { nullable: true, description: 'Where the chips are to go.' })
  destination?: JurisdictionRef | null;

  @Field(() => [PartyInput], { nullable: true, description: 'At most 20.' })
  parties?: PartyInput[] | null;

  @Field(() => [LicenceLineInput], { description: '1 to 200 lines.' })
  lines: LicenceLineInput[];

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it is to hold.' })
  validFrom?: Date | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it is to hold.' })
  validTo?: Date | null;
}

@InputType()
class ApplicationStepInput extends VersionedDecisionInput {
  @Field(() => LicenceRef, { description: 'The application.' })
  licence: LicenceRef;
}

@InputType({ description: 'An application that is handed in.' })
export class SubmitLicenceInput extends ApplicationStepInput {}

@InputType({ description: 'An application that is taken back.' })
export class WithdrawLicenceInput extends ApplicationStepInput {}

@ObjectType()
abstract class ApplicationPayload extends replayable('done it') {
  /** keys from which `licence` and `event` are read on; not fields of their own */
  licenceId: string;
  eventId: string;
}

@ObjectType({ description: 'There is an application. Nobody but those it concerns sees it.' })
class DraftLicencePayload extends ApplicationPayload {}

@ObjectType({ description: 'The application is with the authority.' })
class SubmitLicencePayload extends ApplicationPayload {}

@ObjectType({ description: 'The application was taken back, for good.' })
class WithdrawLicencePayload extends ApplicationPayload {}

@ObjectType({
  implements: Refusal,
  description: 'The authority has given this number to another licence.',
})
export class LicenceNumberTaken extends Refusal {
  @Field(() => String, { description: 'The number.' })
  number: string;
}

export const DraftLicenceResult = resultOf(
  'DraftLicenceResult',
  'The application, or why there is none.',
  DraftLicencePayload,
  InvalidReference,
  InvalidQuantity,
  InvalidPeriod,
  LicenceNumberTaken,
  NotAuthorised,
  IdempotencyConflict,
);

const refusals = [
  LicenceNotFound,
  NotAuthorised,
  TransitionRefused,
  VersionStale,
  IdempotencyConflict,
];

export const SubmitLicenceResult = resultOf(
  'SubmitLicenceResult',
  'The application as it stands now, or why it does not.',
  SubmitLicencePayload,
  ...refusals,
);

export const WithdrawLicenceResult = resultOf(
  'WithdrawLicenceResult',
  'The application as it stands now, or why it does not.',
  WithdrawLicencePayload,
  ...refusals,
);
