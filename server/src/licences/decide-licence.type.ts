import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable, VersionedDecisionInput } from '../api/decision.type.ts';
import { MoneyInput } from '../api/money.type.ts';
import {
  IdempotencyConflict,
  InvalidPeriod,
  InvalidReference,
  NotAuthorised,
  resultOf,
  TransitionRefused,
  VersionStale,
} from '../api/refusal.type.ts';
import { DateScalar, SafeIntScalar } from '../api/scalars.ts';
import { InvalidQuantity } from '../chips/quantity.type.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { ConditionKind } from './condition.type.ts';
import { LicenceNumberTaken } from './licence-application.type.ts';
import { LicenceNotFound } from './licence-decision.type.ts';
import { LicenceOutcome } from './licence-outcome.type.ts';
import { LicenceRef } from './licence-ref.type.ts';

@InputType({ description: 'The answer to one line of an application.' })
class LineOutcomeInput {
  @Field(() => ID, { description: 'The line.' })
  lineId: string;

  @Field(() => LicenceOutcome, { description: 'The answer.' })
  outcome: keyof typeof LicenceOutcome;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description: 'Chips that are allowed, from 1; as applied for when absent.',
  })
  authorisedUnits?: number | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Value that is allowed; as applied for when absent.',
  })
  authorisedValue?: MoneyInput | null;
}

@InputType({ description: 'A condition under which a licence is given. It begins as `PENDING`.' })
class ConditionInput {
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

@InputType({ description: 'The answer of an authority to an application.' })
export class DecideLicenceInput extends VersionedDecisionInput {
  @Field(() => LicenceRef, { description: 'The application.' })
  licence: LicenceRef;

  @Field(() => LicenceOutcome, { description: 'The answer to the whole.' })
  outcome: keyof typeof LicenceOutcome;

  @Field(() => [LineOutcomeInput], {
    nullable: true,
    description:
      'Lines that are answered otherwise than the whole, or not as applied for. A line that is denied or returned allows nothing.',
  })
  lines?: LineOutcomeInput[] | null;

  @Field(() => [ConditionInput], { nullable: true, description: 'At most 50.' })
  conditions?: ConditionInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The number it gets, unique with its authority. At most 100 characters.',
  })
  number?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it holds; as applied for when absent.',
  })
  validFrom?: Date | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day on which it holds; as applied for when absent.',
  })
  validTo?: Date | null;
}

@ObjectType({ description: 'The application is answered. What is approved can be seen by all.' })
class DecideLicencePayload extends replayable('decided it') {
  /** keys from which `licence` and `event` are read on; not fields of their own */
  licenceId: string;
  eventId: string;
}

export const DecideLicenceResult = resultOf(
  'DecideLicenceResult',
  'The licence as it was answered, or why it was not.',
  DecideLicencePayload,
  LicenceNotFound,
  InvalidReference,
  InvalidQuantity,
  InvalidPeriod,
  LicenceNumberTaken,
  TransitionRefused,
  VersionStale,
  NotAuthorised,
  IdempotencyConflict,
);
