import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { CursorScalar, DateTimeScalar, SafeIntScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { LicenceStatus } from '../licences/licence-status.type.ts';

const LicenceEventType = vocabulary('LicenceEventType', 'What happened to a licence.', {
  LICENCE_RECORDED: 'It was recorded.',
  LICENCE_ACTIVATED: 'It was put in force.',
  LICENCE_SUSPENDED: 'It was suspended.',
  LICENCE_REINSTATED: 'A suspended licence was reinstated.',
  LICENCE_REVOKED: 'It was revoked.',
  LICENCE_DRAFTED: 'An application for it was written.',
  LICENCE_SUBMITTED: 'The application was handed in.',
  LICENCE_WITHDRAWN: 'The application was taken back.',
  LICENCE_DECIDED: 'The application was answered.',
  LICENCE_PUBLISHED: 'Everybody may see it from here on.',
  LICENCE_AMENDED: 'What it allows was changed.',
  LICENCE_EXPIRED: 'Its last day is over.',
  LICENCE_EXHAUSTED: 'Nothing is left on any of its lines.',
  LICENCE_REOPENED: 'Something is left on a line of it again.',
  LICENCE_LINE_RESERVED: 'Chips on a line of it were kept for an order.',
  LICENCE_LINE_USED: 'Chips that were kept were used.',
  LICENCE_LINE_RELEASED: 'Chips that were kept were given back.',
  LICENCE_LINE_REVERSED: 'Chips that were used were given back.',
  LICENCE_LINE_HELD: 'Chips that were kept on a line of it went on hold.',
  LICENCE_LINE_UNHELD: 'Chips that were on hold came back.',
  CONDITION_IMPOSED: 'A condition was put on it or on its round.',
  CONDITION_SATISFIED: 'A condition of it or its round was met.',
  CONDITION_WAIVED: 'A condition of it or its round was given up.',
  CONDITION_BREACHED: 'A condition of it or its round was broken.',
});

@InterfaceType({
  implements: Node,
  description:
    'Something that happened to a licence, in the one order that every reader sees. Never changed.',
})
export abstract class LicenceEvent extends Node {
  @Field(() => LicenceEventType, { description: 'What happened.' })
  type: keyof typeof LicenceEventType;

  @Field(() => SafeIntScalar, {
    description: 'Its place in the log of all events, which has no gaps.',
  })
  position: number;

  @Field(() => CursorScalar, { description: 'Where to resume from after this event.' })
  cursor: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt: string;

  @Field(() => LicenceStatus, {
    nullable: true,
    description: 'Status of the licence before; null where there was none.',
  })
  statusBefore: keyof typeof LicenceStatus | null;

  @Field(() => LicenceStatus, {
    nullable: true,
    description: 'Status of the licence after; null where the event says nothing of it.',
  })
  statusAfter: keyof typeof LicenceStatus | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Version of the licence after; null where the event says nothing of it.',
  })
  version: number | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason: string | null;
}

@ObjectType({ implements: LicenceEvent, description: 'A licence was recorded.' })
export class LicenceRecorded extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'A licence was put in force.' })
export class LicenceActivated extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'A licence was suspended.' })
export class LicenceSuspended extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'A suspended licence was reinstated.' })
export class LicenceReinstated extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'A licence was revoked.' })
export class LicenceRevoked extends LicenceEvent {}

@ObjectType({
  implements: LicenceEvent,
  description: 'A condition was put on a licence or on its round.',
})
export class ConditionImposed extends LicenceEvent {}

@ObjectType({
  implements: LicenceEvent,
  description:
    'A condition of a licence or of its round was met; with the last blocking one the licence is approved.',
})
export class ConditionSatisfied extends LicenceEvent {}

@ObjectType({
  implements: LicenceEvent,
  description:
    'A condition of a licence or of its round was given up; with the last blocking one the licence is approved.',
})
export class ConditionWaived extends LicenceEvent {}

@ObjectType({
  implements: LicenceEvent,
  description: 'A condition of a licence or of its round was broken.',
})
export class ConditionBreached extends LicenceEvent {}
