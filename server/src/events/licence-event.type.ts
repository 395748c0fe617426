import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { LicenceStatus } from '../licences/licence-status.type.ts';
import { Event } from './event.type.ts';

@InterfaceType({
  implements: Event,
  description:
    'Something that happened to a licence, in the one order that every reader sees. Never changed.',
})
export abstract class LicenceEvent extends Event {
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
