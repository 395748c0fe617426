import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { DatePrecision } from './date-precision.type.ts';
import { Provenance } from './provenance.type.ts';

@ObjectType({
  implements: Node,
  description:
    'Something a government, an authority or a company did that bears on trade in chips: a rule, guidance, an announcement, a visit.',
})
export class PolicyEvent extends Node {
  @Field(() => String, {
    description: 'What kind of event, such as `RULE`, `GUIDANCE` or `VISIT`.',
  })
  kind: string;

  @Field(() => String, { description: 'What happened, in a line.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'What it meant, in a few sentences.' })
  summary: string | null;

  @Field(() => DateScalar, { description: 'When it became known or was announced.' })
  announcedAt: string;

  @Field(() => DatePrecision, { description: 'How much of `announcedAt` is known.' })
  announcedPrecision: keyof typeof DatePrecision;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From when it applies; null when it has no such day or none is known.',
  })
  effectiveAt: string | null;

  @Field(() => String, { nullable: true, description: 'Its legal text, such as `91 FR 1684`.' })
  legalReference: string | null;

  @Field(() => Boolean, { description: 'False where it is reported and not confirmed.' })
  confirmed: boolean;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
