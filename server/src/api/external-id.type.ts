import { Field, InputType, ObjectType } from 'type-graphql';
import { Refusal } from './refusal.type.ts';

@InputType({ description: "A record's name in the caller's own system." })
export class ExternalIdInput {
  @Field(() => String, { description: 'Which system, such as `erp`. At most 100 characters.' })
  system: string;

  @Field(() => String, { description: 'Its id there. At most 200 characters.' })
  id: string;
}

@ObjectType({ description: "A record's name in another system." })
export class ExternalId {
  @Field(() => String, { description: 'Which system.' })
  system: string;

  @Field(() => String, { description: 'Its id there.' })
  id: string;
}

@ObjectType({ implements: Refusal, description: 'Another record of the kind has this id.' })
export class ExternalIdTaken extends Refusal {
  @Field(() => String, { description: 'Which system.' })
  system: string;

  @Field(() => String, { description: 'The id there.' })
  externalId: string;
}
