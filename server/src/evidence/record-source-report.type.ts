import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { replayable } from '../api/decision.type.ts';
import { IdempotentInput } from '../api/idempotency.type.ts';
import { IdempotencyConflict, NotAuthorised, resultOf } from '../api/refusal.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { DatePrecision } from './date-precision.type.ts';
import type { SourceReportInput } from './source-report.ts';
import { SourceAnonymity } from './source-report.type.ts';

@InputType({ description: 'A publication to be recorded. It cannot be changed later.' })
export class RecordSourceReportInput extends IdempotentInput implements SourceReportInput {
  @Field(() => String, { description: 'Who published it.' })
  publisher: string;

  @Field(() => String, { description: 'Its headline or title.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Where it can be read: http or https.' })
  url?: string | null;

  @Field(() => DateScalar, { description: 'When it was published.' })
  publishedAt: Date;

  @Field(() => DatePrecision, {
    nullable: true,
    description: 'How much of `publishedAt` is known. Absent: the day.',
  })
  publishedPrecision?: keyof typeof DatePrecision | null;

  @Field(() => String, {
    nullable: true,
    description: 'Through whom it was read, when not from the publisher.',
  })
  via?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many sources of its own it mentions, up to 1000000.',
  })
  sourceCount?: number | null;

  @Field(() => SourceAnonymity, {
    nullable: true,
    description: 'Whether it names its sources. Absent: `UNKNOWN`.',
  })
  anonymity?: keyof typeof SourceAnonymity | null;

  @Field(() => String, {
    nullable: true,
    description: 'Language of the text, a BCP 47 tag. Absent: `en`.',
  })
  language?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who checked the facts taken from it against the text.',
  })
  verifiedBy?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'On which terms facts may be taken from it, such as `CC BY 4.0`.',
  })
  terms?: string | null;
}

@ObjectType({ description: 'The source report is recorded.' })
class RecordSourceReportPayload extends replayable('recorded it, and nothing was written now') {
  /** key from which `sourceReport` is read on; not a field of its own */
  sourceReportId: string;
}

export const RecordSourceReportResult = resultOf(
  'RecordSourceReportResult',
  'The recorded source report, or why there is none.',
  RecordSourceReportPayload,
  NotAuthorised,
  IdempotencyConflict,
);
