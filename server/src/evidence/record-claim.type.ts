import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  resultOf,
} from '../api/refusal.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { ClaimModality, ClaimRank } from './claim.type.ts';
import type { ClaimInput } from './claim-input.ts';
import { ClaimValueInput } from './claim-value-input.type.ts';
import { DatePrecision } from './date-precision.type.ts';
import { ClaimPredicate } from './predicate.type.ts';

@InputType({ description: 'What a source says about a subject. It cannot be changed later.' })
export class RecordClaimInput extends IdempotentInput implements ClaimInput {
  @Field(() => ID, { description: 'The source report that says so.' })
  sourceReportId: string;

  @Field(() => ID, { description: 'What it is about: anything with an `id` that you can see.' })
  subjectId: string;

  @Field(() => ClaimPredicate, { description: 'What is claimed of the subject.' })
  predicate: keyof typeof ClaimPredicate;

  @Field(() => ID, { nullable: true, description: 'The chip it is about beside its subject.' })
  chipId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The jurisdiction it is about beside its subject.',
  })
  jurisdictionId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the time it speaks of.' })
  periodStart?: Date | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of the time it speaks of.' })
  periodEnd?: Date | null;

  @Field(() => ClaimValueInput, { description: 'What is claimed.' })
  value: ClaimValueInput;

  @Field(() => ClaimModality, {
    nullable: true,
    description: 'How the source stands to it. Absent: `ASSERTED`.',
  })
  modality?: keyof typeof ClaimModality | null;

  @Field(() => ClaimRank, {
    nullable: true,
    description: 'Whether it counts before or after its rivals. Absent: `NORMAL`.',
  })
  rank?: keyof typeof ClaimRank | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of which it speaks.' })
  asOf?: Date | null;

  @Field(() => DatePrecision, {
    nullable: true,
    description: 'How much of `asOf` is known. Absent: the day.',
  })
  asOfPrecision?: keyof typeof DatePrecision | null;

  @Field(() => String, { nullable: true, description: 'A remark of yours.' })
  note?: string | null;

  @Field(() => ID, { nullable: true, description: 'The claim that it only repeats.' })
  restatesId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The earlier claim that it corrects.' })
  supersedesId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Claims that cannot be true together with it, at most 100. Those that numbers or a denial give away are found without being named.',
  })
  contradicts?: string[] | null;
}

@ObjectType({ description: 'The claim is recorded.' })
class RecordClaimPayload extends replayable('recorded it, and nothing was written now') {
  /** keys from which `claim` and `contradictions` are read on; not fields of their own */
  claimId: string;
  contradictionIds: string[];
}

export const RecordClaimResult = resultOf(
  'RecordClaimResult',
  'The recorded claim, or why there is none.',
  RecordClaimPayload,
  NotAuthorised,
  InvalidReference,
  IdempotencyConflict,
);
