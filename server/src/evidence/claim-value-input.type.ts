import { Field, ID, InputType } from 'type-graphql';
import { DateScalar, DecimalScalar } from '../api/scalars.ts';
import type { ClaimValueInput as PureValue, FigureInput as PureFigure } from './claim-value.ts';
import { DatePrecision } from './date-precision.type.ts';
import { BoundKind, FigureQualifier } from './figure.type.ts';

const number = (what: string) => `${what} At most 6 decimals.`;

@InputType({
  description:
    'A number as its source words it. `EXACT` and `ABOUT` take `central` (or bounds too), `AT_LEAST` and `MORE_THAN` take `low`, `AT_MOST` and `LESS_THAN` take `high`, `RANGE` takes `low` and `high`, `UNKNOWN` none.',
})
export class FigureInput implements PureFigure {
  @Field(() => FigureQualifier, { description: 'How the source words it.' })
  qualifier: keyof typeof FigureQualifier;

  @Field(() => DecimalScalar, { nullable: true, description: number('Lower bound.') })
  low?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: number('Best single value.') })
  central?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: number('Upper bound.') })
  high?: string | null;

  @Field(() => BoundKind, {
    nullable: true,
    description: 'What the bounds mean. Absent: `LIMIT` where there are bounds.',
  })
  boundKind?: keyof typeof BoundKind | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Probability, between 0 and 1, that credible bounds hold the value.',
  })
  level?: string | null;

  @Field(() => String, {
    description:
      'What is counted or measured. `ClaimPredicate` says in what: `chips` (one by one) or `modules`, `GB`, `GB/s`, `mm2`, `W`, `TPP`, `percent`, `USD` and so on; anything else is `BAD_USER_INPUT`.',
  })
  unit: string;
}

@InputType({
  description:
    'What is claimed: exactly one of `figure`, `statement`, `organisationId` and `date`.',
})
export class ClaimValueInput implements PureValue {
  @Field(() => FigureInput, { nullable: true, description: 'A number.' })
  figure?: FigureInput | null;

  @Field(() => String, { nullable: true, description: 'What is said, in words.' })
  statement?: string | null;

  @Field(() => ID, { nullable: true, description: 'An organisation.' })
  organisationId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'A date.' })
  date?: Date | null;

  @Field(() => DatePrecision, {
    nullable: true,
    description: 'How much of `date` is known. Absent: the day.',
  })
  datePrecision?: keyof typeof DatePrecision | null;
}
