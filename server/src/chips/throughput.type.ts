import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar, DecimalScalar } from '../api/scalars.ts';
import { ClaimRank } from '../evidence/claim.type.ts';

@ObjectType({
  implements: Node,
  description: 'How fast a chip works in one number format, as one source says.',
})
export class Throughput extends Node {
  @Field(() => String, { description: 'Number format, such as `FP8`, `INT8` or `BF16`.' })
  numberFormat: string;

  @Field(() => Int, { description: 'Bits of one operand.' })
  bitLength: number;

  @Field(() => DecimalScalar, {
    description:
      'Tera-operations a second without sparsity; a multiply-accumulate counts as two operations.',
  })
  denseTops: string;

  @Field(() => DecimalScalar, {
    description: 'What it gives towards the TPP: dense TOPS × bit length.',
  })
  tpp: string;

  @Field(() => ClaimRank, { description: 'Whether it counts before or after its rivals.' })
  rank: keyof typeof ClaimRank;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
