import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
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
import { DateScalar, DateTimeScalar, DecimalScalar, SafeIntScalar } from '../api/scalars.ts';
import { ChipRef } from '../chips/chip-ref.type.ts';
import { InvalidQuantity } from '../chips/quantity.type.ts';
import { LicenceNotFound, OutsideValidity } from './licence-decision.type.ts';
import { LicensedBy } from './licence-line.type.ts';
import { LicenceRef } from './licence-ref.type.ts';
import { PartyInput } from './party-input.type.ts';

@InputType({ description: 'A line that changes, or a new one.' })
class LineAmendmentInput {
  @Field(() => ID, { nullable: true, description: 'The line; absent: a new one.' })
  lineId?: string | null;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description: 'Chips that are allowed from now on; as before when absent.',
  })
  authorisedUnits?: number | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Value that is allowed from now on; as before when absent.',
  })
  authorisedValue?: MoneyInput | null;

  @Field(() => ChipRef, {
    nullable: true,
    description: 'Another chip, while nothing was ever drawn on the line; or that of a new line.',
  })
  chip?: ChipRef | null;

  @Field(() => String, { nullable: true, description: 'Of a new line.' })
  controlCode?: string | null;

  @Field(() => LicensedBy, {
    nullable: true,
    description: 'Of a new line; `NUMBER` when absent.',
  })
  licensedBy?: keyof typeof LicensedBy | null;
}

@InputType({ description: 'A change of what a licence allows, as its next version.' })
export class AmendLicenceInput extends IdempotentInput {
  @Field(() => LicenceRef, { description: 'The licence.' })
  licence: LicenceRef;

  @Field(() => Int, { description: 'The version that was read; otherwise `VersionStale`.' })
  expectedVersion: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'From when it holds: not before the version that it follows, and not later than now, which it is when absent.',
  })
  effectiveAt?: Date | null;

  @Field(() => String, {
    description: 'Why, for the licensee and the record. 1 to 2000 characters.',
  })
  reason: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it holds; as before when absent.',
  })
  validFrom?: Date | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day on which it holds; as before when absent.',
  })
  validTo?: Date | null;

  @Field(() => [LineAmendmentInput], { nullable: true, description: 'Lines that change.' })
  lines?: LineAmendmentInput[] | null;

  @Field(() => [PartyInput], {
    nullable: true,
    description: 'All parties from now on, at most 20; as before when absent.',
  })
  parties?: PartyInput[] | null;
}

@ObjectType({ description: 'The licence has a new version.' })
class AmendLicencePayload extends replayable('made it') {
  /** keys from which the fields below are read on; not fields of their own */
  licenceId: string;
  eventId: string;
  amendmentId: string;
  heldAllocationIds: string[];
}

@ObjectType({
  implements: Refusal,
  description: 'A line would allow less than is used of it, or another chip than was drawn.',
})
class BelowDrawn extends Refusal {
  @Field(() => String, { description: 'Where in the input.' })
  field: string;

  @Field(() => SafeIntScalar, { nullable: true, description: 'Chips that were asked for.' })
  asked: number | null;

  @Field(() => SafeIntScalar, { description: 'Chips that are used.' })
  used: number;

  @Field(() => SafeIntScalar, { description: 'Chips that are reserved.' })
  reserved: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'Value that was asked for.' })
  askedValue: string | null;

  @Field(() => DecimalScalar, { description: 'Value that is used.' })
  usedValue: string;

  @Field(() => DecimalScalar, { description: 'Value that is reserved.' })
  reservedValue: string;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 4217 code of the values; null where the line has none.',
  })
  currency: string | null;
}

export const AmendLicenceResult = resultOf(
  'AmendLicenceResult',
  'The new version, or why there is none.',
  AmendLicencePayload,
  LicenceNotFound,
  BelowDrawn,
  OutsideValidity,
  InvalidReference,
  InvalidQuantity,
  InvalidPeriod,
  TransitionRefused,
  VersionStale,
  NotAuthorised,
  IdempotencyConflict,
);
