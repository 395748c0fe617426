import { Field, InputType } from 'type-graphql';

/** What the input of every mutation has. */
@InputType()
export class IdempotentInput {
  @Field(() => String, {
    description:
      'A text of your making, at most 200 characters, new for each new request. A request that is repeated with it, after a lost connection say, is not carried out again and gets the same answer.',
  })
  idempotencyKey: string;
}
