import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ExternalIdInput } from '../api/external-id.type.ts';
import { Refusal } from '../api/refusal.type.ts';

@InputType()
class NamedRef {
  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;

  @Field(() => ExternalIdInput, {
    nullable: true,
    description: "Its name in the caller's own system.",
  })
  external?: ExternalIdInput | null;
}

@InputType({ description: 'An order, named in exactly one way.' })
export class OrderRef extends NamedRef {}

@InputType({ description: 'An order line, named in exactly one way.' })
export class OrderLineRef extends NamedRef {}

@ObjectType({
  implements: Refusal,
  description: 'There is no such order, or the viewer may not see it.',
})
export class OrderNotFound extends Refusal {}

@ObjectType({
  implements: Refusal,
  description: 'There is no such order line, or the viewer may not see it.',
})
export class OrderLineNotFound extends Refusal {}
