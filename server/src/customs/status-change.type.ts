import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar, SafeIntScalar } from '../api/scalars.ts';

/** What is told of each status that a shipment or a declaration has or had, beside the status. */
@ObjectType()
export abstract class StatusChange extends Node {
  @Field(() => DateTimeScalar, { description: 'Since when.' })
  from: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when; null: it has it now.' })
  to: string | null;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description: 'How long, in whole seconds; null: it has it now.',
  })
  seconds: number | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason: string | null;
}
