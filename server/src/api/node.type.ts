import { Field, ID, InterfaceType } from 'type-graphql';

/** What graphql-js is told about a row of an interface: the row says it itself. */
export const typeName = (row: { __typename: string }): string => row.__typename;

@InterfaceType({
  description: 'Anything that can be found again by its `id`.',
  resolveType: typeName,
})
export abstract class Node {
  @Field(() => ID, { description: 'Unique over all types; opaque, and stable for ever.' })
  id: string;
}
