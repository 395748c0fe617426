import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../api/scalars.ts';
import { DatePrecision } from '../evidence/date-precision.type.ts';

@ObjectType({
  implements: Node,
  description: 'A model of AI accelerator. Its figures are claims, each with who says so.',
})
export class Chip extends Node {
  @Field(() => String, { description: 'The model with its variant, such as `H200 SXM`; unique.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'The design it belongs to.' })
  family: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How it is built, such as `SXM`, `PCIE` or `OAM`.',
  })
  formFactor: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of memory, such as HBM3e.' })
  memoryType: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is designed or marketed for datacentres, which decides on the exemption of Note 2 to 3A090.',
  })
  marketedForDatacentre: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether its logic dies are made on a non-planar transistor node; only their area counts for performance density.',
  })
  nonPlanar: boolean | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it was released.' })
  releasedAt: string | null;

  @Field(() => DatePrecision, { nullable: true, description: 'How much of `releasedAt` is known.' })
  releasedPrecision: keyof typeof DatePrecision | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Total processing performance: the published figure that counts, else `computedTpp` (Technical Notes to 3A090, 88 FR 73458).',
  })
  tpp: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Total processing performance from its throughputs: the largest of dense TOPS × bit length over the number formats.',
  })
  computedTpp: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      '`tpp` over the applicable die area in mm²; null where the area or its kind of transistor is not known.',
  })
  performanceDensity: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place among all chips recorded by `tpp`, 1 being the most powerful.',
  })
  tppRank: number | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
