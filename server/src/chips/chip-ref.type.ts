import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A chip, named in exactly one way.' })
export class ChipRef {
  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name as recorded.' })
  name?: string | null;
}
