import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { DatePrecision } from './date-precision.type.ts';
import { ClaimPredicate } from './predicate.type.ts';
import { Provenance } from './provenance.type.ts';

export const ClaimValueKind = vocabulary('ClaimValueKind', 'Which field holds what is claimed.', {
  FIGURE: 'A number with bounds, in `figure`.',
  STATEMENT: 'Words, in `statement`.',
  ORGANISATION: 'An organisation, in `organisation`.',
  DATE: 'A date, in `valueDate`.',
});

export const ClaimModality = vocabulary('ClaimModality', 'How its source stands to a claim.', {
  ASSERTED: 'The source says it is so.',
  CONSIDERED: 'The source says that somebody considers it.',
  INFERRED: 'It follows from what the source says.',
  DENIED: 'The source says it is not so.',
});

export const ClaimRank = vocabulary('ClaimRank', 'Which of rival values counts.', {
  PREFERRED: 'Counts before its rivals.',
  NORMAL: 'Counts while no rival is preferred.',
  DEPRECATED: 'Kept because it was said; never counts.',
});

@ObjectType({
  implements: Node,
  description:
    'One thing that one source says about one subject. Claims are never changed: a correction supersedes, a rival contradicts, a repetition restates.',
})
export class Claim extends Node {
  @Field(() => String, {
    description: 'GraphQL type of the subject; present even where the subject may not be seen.',
  })
  subjectType: string;

  @Field(() => ClaimPredicate, { description: 'What is claimed of the subject.' })
  predicate: keyof typeof ClaimPredicate;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the time it speaks of.' })
  periodStart: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of the time it speaks of.' })
  periodEnd: string | null;

  @Field(() => ClaimValueKind, { description: 'Which field holds the value.' })
  valueKind: keyof typeof ClaimValueKind;

  @Field(() => String, { nullable: true, description: 'What is said, where it is not a number.' })
  statement: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The date that is claimed.' })
  valueDate: string | null;

  @Field(() => DatePrecision, { nullable: true, description: 'How much of `valueDate` is known.' })
  valueDatePrecision: keyof typeof DatePrecision | null;

  @Field(() => ClaimModality, { description: 'How the source stands to it.' })
  modality: keyof typeof ClaimModality;

  @Field(() => ClaimRank, { description: 'Whether it counts before or after its rivals.' })
  rank: keyof typeof ClaimRank;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of which the claim speaks; its publication may be later.',
  })
  asOf: string | null;

  @Field(() => DatePrecision, { nullable: true, description: 'How much of `asOf` is known.' })
  asOfPrecision: keyof typeof DatePrecision | null;

  @Field(() => Boolean, {
    description: 'False where nobody could confirm that the source says this.',
  })
  confirmed: boolean;

  @Field(() => String, { nullable: true, description: 'A remark of whoever recorded it.' })
  note: string | null;

  @Field(() => String, { description: 'Publisher of its source report, to filter and order by.' })
  publisher: string;

  @Field(() => DateScalar, {
    description: 'Publication of its source report, to filter and order by.',
  })
  publishedAt: string;

  @Field(() => Provenance, { description: 'Who vouches for its source report.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
