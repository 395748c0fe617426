import { createUnionType, Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Refusal as PureRefusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';

/** The type's name is what a refusal says of itself. */
const kindOf = ({ kind }: PureRefusal): string => kind;

@InterfaceType({
  description: 'A "no" that a program can act on: nothing was changed. Its fields say why.',
  resolveType: kindOf,
})
export abstract class Refusal {
  @Field(() => String, { description: 'The reason as a word, the same for the same type.' })
  code: string;

  @Field(() => String, { description: 'The reason as a sentence, with what can be done.' })
  message: string;
}

@ObjectType({ implements: Refusal, description: 'The viewer may see the subject but not do this.' })
export class NotAuthorised extends Refusal {
  @Field(() => String, { description: 'What the viewer may not do, such as `SUSPEND_LICENCE`.' })
  action: string;
}

@ObjectType({
  implements: Refusal,
  description: 'The subject is in a state from which this one cannot be reached.',
})
export class TransitionRefused extends Refusal {
  @Field(() => String, { description: 'The state it is in.' })
  from: string;

  @Field(() => String, { description: 'The state that was asked for.' })
  to: string;

  @Field(() => [String], {
    description:
      'The states that whoever may decide this can give it from there. Words, since subjects of several kinds are refused so; those of a licence are of `LicenceStatus`.',
  })
  allowed: string[];
}

@ObjectType({
  implements: Refusal,
  description: 'Somebody changed the subject since `expectedVersion` was read.',
})
export class VersionStale extends Refusal {
  @Field(() => Int, { description: 'The version that the request was made for.' })
  expected: number;

  @Field(() => Int, { description: 'The version that the subject is at.' })
  actual: number;
}

@ObjectType({
  implements: Refusal,
  description: 'The idempotency key was used before, for a request with another input.',
})
export class IdempotencyConflict extends Refusal {
  @Field(() => String, { description: 'The key.' })
  key: string;
}

@ObjectType({
  implements: Refusal,
  description: 'A reference in the input names nothing that the viewer can see.',
})
export class InvalidReference extends Refusal {
  @Field(() => String, { description: 'Where in the input, such as `subjectId`.' })
  field: string;

  @Field(() => ID, { description: 'The id, name or code that was written there.' })
  id: string;
}

@ObjectType({
  implements: Refusal,
  description: 'An end lies before its beginning, or a time is out of its range.',
})
export class InvalidPeriod extends Refusal {
  @Field(() => String, { description: 'Where in the input, such as `validTo`.' })
  field: string;

  @Field(() => String, {
    description:
      'The beginning, as `2026-01-28` or with a time: what was given, or what an end is held to.',
  })
  from: string;

  @Field(() => String, {
    description: 'The end, which lies before it: what was given, or what a beginning is held to.',
  })
  to: string;
}

/** What a mutation answers: its payload, or one of its refusals. */
export function resultOf<Payload extends new () => object>(
  name: string,
  description: string,
  payload: Payload,
  ...refusals: (new () => Refusal)[]
) {
  return createUnionType({
    name,
    description,
    types: () => [payload, ...refusals] as const,
    resolveType: (value) => ('kind' in value ? String(value.kind) : payload.name),
  });
}

/** A decision's outcome as the value of its union. */
export function answerOf<Value extends object, Refused extends PureRefusal>(
  result: Result<Value, Refused>,
): Value | Refused {
  return result.ok ? result.value : result.refusal;
}
