import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';

@ObjectType({
  implements: Node,
  description: 'A country or customs territory whose law decides over trade in chips.',
})
export class Jurisdiction extends Node {
  @Field(() => String, {
    description: 'ISO 3166-1 code of two letters, or three for a union such as `EU`.',
  })
  code: string;

  @Field(() => String, { description: 'Its name in English.' })
  name: string;

  @Field(() => [String], {
    description: 'Country groups of the US export regulations it belongs to, such as `D:5`.',
  })
  countryGroups: string[];
}
