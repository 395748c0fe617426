import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { UnitOfMeasure } from '../chips/quantity.type.ts';
import { Provenance } from '../evidence/provenance.type.ts';

@ObjectType({
  implements: Node,
  description: 'Chips of its own country that a buyer bought; sourcing rules count them.',
})
export class DomesticPurchase extends Node {
  @Field(() => DateScalar, { description: 'When they were bought.' })
  purchasedAt: string;

  @Field(() => UnitOfMeasure, { description: 'How they were bought; `quantity` is in chips.' })
  unit: keyof typeof UnitOfMeasure;

  @Field(() => Int, { nullable: true, description: 'Chips in one module; null for chips.' })
  chipsPerModule: number | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
