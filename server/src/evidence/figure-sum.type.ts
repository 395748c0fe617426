import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar, SafeIntScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { BoundKind } from './figure.type.ts';

export const Additivity = vocabulary('Additivity', 'Whether figures could simply be added.', {
  ADDITIVE: 'None of them counts what another counts: their bounds are added.',
  NOT_ADDITIVE:
    'Some may count the same, such as a group and a member of it: the bounds hold all the same, the lower one without counting anything twice. Of credible intervals of several series, and of what is invented for the demonstration together with the rest, there are none.',
});

@ObjectType({
  description:
    'What several figures come to. Where a source says about how many and gives no bounds, a tenth either way is taken. Null parts are unknown, never zero.',
})
export class FigureSum {
  @Field(() => DecimalScalar, { nullable: true, description: 'Lower bound; null: none is known.' })
  low: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Best single value; null unless every figure has one and they are additive.',
  })
  central: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Upper bound; null: none is known.' })
  high: string | null;

  @Field(() => BoundKind, { nullable: true, description: 'What the bounds mean.' })
  boundKind: keyof typeof BoundKind | null;

  @Field(() => String, { description: 'What is counted, such as `chips`.' })
  unit: string;

  @Field(() => SafeIntScalar, { description: 'How many figures there are.' })
  figures: number;

  @Field(() => SafeIntScalar, {
    description: 'How many of them give no number in the unit; they are in no bound.',
  })
  unknown: number;

  @Field(() => Additivity, { description: 'Whether they could simply be added.' })
  additive: keyof typeof Additivity;
}
