import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { DatePrecision } from '../evidence/date-precision.type.ts';
import { Provenance } from '../evidence/provenance.type.ts';

@ObjectType({ implements: Node, description: 'What a vendor holds of a chip on a day.' })
export class StockStatement extends Node {
  @Field(() => DateScalar, { description: 'The day of which it speaks.' })
  asOf: string;

  @Field(() => DatePrecision, { description: 'How much of `asOf` is known.' })
  asOfPrecision: keyof typeof DatePrecision;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
