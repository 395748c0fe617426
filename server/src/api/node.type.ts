import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({ description: 'Anything that can be found again by its `id`.' })
export abstract class Node {
  @Field(() => ID, { description: 'Unique over all types; opaque, and stable for ever.' })
  id: string;
}
