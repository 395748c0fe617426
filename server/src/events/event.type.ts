import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { CursorScalar, DateTimeScalar, SafeIntScalar } from '../api/scalars.ts';
import { ViewerRole } from '../api/viewer.type.ts';
import type { Role } from '../access/viewer.ts';
import { EventType } from './event-kind.type.ts';

@InterfaceType({
  implements: Node,
  description:
    'Something that happened, in the one order that every reader sees. Seen by whoever sees what it is about. Never changed.',
})
export abstract class Event extends Node {
  @Field(() => EventType, { description: 'What happened.' })
  type: keyof typeof EventType;

  @Field(() => SafeIntScalar, {
    description:
      'Its place in the log of all events, which has no gaps; those that one may not see have a place too.',
  })
  position: number;

  @Field(() => CursorScalar, { description: 'Where to resume from after this event.' })
  cursor: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt: string;
}

@ObjectType({ description: 'Who brought something about: the bearer of a key, or the server.' })
export class Actor {
  @Field(() => String, {
    description:
      'What the key is called; `system` for the server itself, `dataset` and `demonstration` for what it was loaded with.',
  })
  name: string;

  @Field(() => [ViewerRole], {
    description: 'What the key lets its bearer be; none of the server.',
  })
  roles: Role[];
}
