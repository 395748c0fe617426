import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A licence, named by its id or by its number.' })
export class LicenceRef {
  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its number.' })
  number?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Beside `number`: the name of who issued it, where two gave the same number.',
  })
  authority?: string | null;
}
