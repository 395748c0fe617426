import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'An organisation, named in exactly one way.' })
export class OrganisationRef {
  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name as recorded.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Its legal entity identifier.' })
  lei?: string | null;
}
