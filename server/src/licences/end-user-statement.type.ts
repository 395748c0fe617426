import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { Provenance } from '../evidence/provenance.type.ts';

@ObjectType({
  implements: Node,
  description:
    'What an end user, or somebody for it, states about the use of chips, and until when. Seen by the end user, the issuer, whom it was recorded for, and the authority of the end user.',
})
export class EndUserStatement extends Node {
  @Field(() => String, { description: 'The use that is stated.' })
  endUse: string;

  @Field(() => DateScalar, { description: 'First day on which it holds.' })
  validFrom: string;

  @Field(() => DateScalar, { description: 'Last day on which it holds.' })
  validTo: string;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
