import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A jurisdiction, named in exactly one way.' })
export class JurisdictionRef {
  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166 alpha-2, or `EU`.' })
  code?: string | null;
}
