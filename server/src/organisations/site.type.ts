import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { Provenance } from '../evidence/provenance.type.ts';

@ObjectType({
  implements: Node,
  description: 'A place an organisation runs, such as a data centre where chips are to be used.',
})
export class Site extends Node {
  @Field(() => String, { description: 'Its name, unique within the organisation.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What it is for, such as `DATACENTRE`.' })
  purpose: string | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
