import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar, JsonScalar } from '../api/scalars.ts';

@ObjectType({
  implements: Node,
  description: 'One change of a licence: which fields, from what, to what. Never changed itself.',
})
export class LicenceAmendment extends Node {
  @Field(() => Int, { description: 'The version that the licence has since this change.' })
  version: number;

  @Field(() => DateTimeScalar, { description: 'From when the change holds.' })
  effectiveAt: string;

  @Field(() => JsonScalar, {
    description: 'What changed: a list of `{field, before, after}`.',
  })
  changes: unknown;

  @Field(() => String, { nullable: true, description: 'Why, in the words of who made it.' })
  reason: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
