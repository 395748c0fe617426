import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  InvalidPeriod,
  InvalidReference,
  NotAuthorised,
  resultOf,
} from '../api/refusal.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { OrganisationRef } from '../organisations/organisation-ref.type.ts';
import { LicenceRef } from './licence-ref.type.ts';

@InputType({ description: 'What is stated about the use of chips.' })
export class RecordEndUserStatementInput extends IdempotentInput {
  @Field(() => OrganisationRef, { description: 'Who uses the chips.' })
  endUser: OrganisationRef;

  @Field(() => OrganisationRef, { description: 'Who states it: the end user or somebody for it.' })
  issuer: OrganisationRef;

  @Field(() => LicenceRef, { nullable: true, description: 'The licence it is given for.' })
  licence?: LicenceRef | null;

  @Field(() => String, { description: 'The use that is stated. 1 to 2000 characters.' })
  endUse: string;

  @Field(() => DateScalar, { description: 'First day on which it holds.' })
  validFrom: Date;

  @Field(() => DateScalar, { description: 'Last day on which it holds.' })
  validTo: Date;

  @Field(() => ID, { nullable: true, description: 'The source report in which it can be read.' })
  sourceReportId?: string | null;
}

@ObjectType({ description: 'The statement is recorded.' })
class RecordEndUserStatementPayload extends replayable('recorded it') {
  /** key from which `endUserStatement` is read on; not a field of its own */
  endUserStatementId: string;
}

export const RecordEndUserStatementResult = resultOf(
  'RecordEndUserStatementResult',
  'The statement, or why there is none.',
  RecordEndUserStatementPayload,
  ...[InvalidPeriod, InvalidReference, NotAuthorised, IdempotencyConflict],
);
