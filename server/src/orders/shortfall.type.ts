import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar, SafeIntScalar } from '../api/scalars.ts';
import { Additivity } from '../evidence/figure-sum.type.ts';

@ObjectType({
  description:
    'How far orders of a chip exceed its stock: each bound is that of the orders less the opposite one of the stock. Below zero there is stock to spare.',
})
export class Shortfall {
  @Field(() => DecimalScalar, { nullable: true, description: 'At least; null: not known.' })
  low: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Best value; null: none.' })
  central: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'At most; null: not known.' })
  high: string | null;

  @Field(() => String, { description: '`chips`, counted one by one.' })
  unit: string;

  @Field(() => SafeIntScalar, { description: 'How many figures on either side give no number.' })
  unknown: number;

  @Field(() => Additivity, { description: 'Whether the figures of both sides could be added.' })
  additive: keyof typeof Additivity;
}
