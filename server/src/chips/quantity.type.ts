import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Refusal } from '../api/refusal.type.ts';
import { SafeIntScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';

export const UnitOfMeasure = vocabulary('UnitOfMeasure', 'What an order counts.', {
  EA: 'Chips.',
  MODULE: 'Modules of a number of chips each.',
});

@InputType({ description: 'So many chips, or so many modules of a number of chips each.' })
export class QuantityInput {
  @Field(() => SafeIntScalar, { description: 'How many of `unit`, from 1.' })
  value: number;

  @Field(() => UnitOfMeasure, { defaultValue: 'EA', description: 'What is counted.' })
  unit: keyof typeof UnitOfMeasure;

  @Field(() => Int, { nullable: true, description: 'Chips in one module; of modules only.' })
  chipsPerModule?: number | null;
}

@ObjectType({
  implements: Refusal,
  description: 'Not a count of at least one chip and at most 2^53-1 chips.',
})
export class InvalidQuantity extends Refusal {
  @Field(() => String, { description: 'Where in the input.' })
  field: string;

  @Field(() => SafeIntScalar, { description: 'What was written there.' })
  value: number;
}
