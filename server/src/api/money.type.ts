import { Field, InputType, ObjectType } from 'type-graphql';
import { DecimalScalar } from './scalars.ts';

@InputType({ description: 'An amount of money.' })
export class MoneyInput {
  @Field(() => DecimalScalar, { description: 'How much, at most 2 decimals.' })
  amount: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency: string;
}

@ObjectType({ description: 'An amount of money.' })
export class Money {
  @Field(() => DecimalScalar, { description: 'How much.' })
  amount: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency: string;
}
