import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';

export const FigureQualifier = vocabulary('FigureQualifier', 'How a source words a number.', {
  EXACT: 'The number itself.',
  AT_LEAST: 'The number or more.',
  MORE_THAN: 'More than the number.',
  AT_MOST: 'The number or less.',
  LESS_THAN: 'Less than the number.',
  ABOUT: 'Near the number.',
  RANGE: 'Between two numbers.',
  UNKNOWN: 'The source speaks of a figure and gives no number.',
});

export const BoundKind = vocabulary('BoundKind', 'What `low` and `high` of a figure mean.', {
  LIMIT: 'The value lies within them, as the source says. Limits of several figures add.',
  CREDIBLE:
    'The value lies within them with the probability `level`. They add only within one series of one source.',
});

@ObjectType({
  description:
    'What is known of a number: bounds, a best value, how it is worded. Null parts are unknown, never zero.',
})
export class Figure {
  @Field(() => DecimalScalar, { nullable: true, description: 'Lower bound; null: none is known.' })
  low: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Best single value; null: none.' })
  central: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Upper bound; null: none is known.' })
  high: string | null;

  @Field(() => BoundKind, { nullable: true, description: 'What the bounds mean.' })
  boundKind: keyof typeof BoundKind | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Probability that credible bounds hold the value, between 0 and 1.',
  })
  level: string | null;

  @Field(() => FigureQualifier, { description: 'How the source words it.' })
  qualifier: keyof typeof FigureQualifier;

  @Field(() => String, {
    description:
      'What is counted or measured, such as `chips` (one by one), `modules`, `GB/s` or `mm2`.',
  })
  unit: string;
}
