import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotentInput } from './idempotency.type.ts';

/** A decision that may say why. */
@InputType()
export class DecisionInput extends IdempotentInput {
  @Field(() => String, { nullable: true, description: 'Why. 1 to 2000 characters.' })
  reason?: string | null;
}

/** A decision about a record that must still be as it was read. */
@InputType()
export class VersionedDecisionInput extends DecisionInput {
  @Field(() => Int, { description: 'The version that was read; otherwise `VersionStale`.' })
  expectedVersion: number;
}

/**
 * The base of what a decision answers.
 *
 * @param deed what an earlier request had done, to end a sentence: `decided it`
 */
export function replayable(deed: string) {
  @ObjectType()
  abstract class Replayable {
    @Field(() => Boolean, {
      description: `True when an earlier request with the same idempotency key had ${deed}.`,
    })
    replayed: boolean;
  }
  return Replayable;
}
