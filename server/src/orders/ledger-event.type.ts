import { Field, ObjectType } from 'type-graphql';
import { SafeIntScalar } from '../api/scalars.ts';
import { LicenceEvent } from '../events/licence-event.type.ts';

@ObjectType({
  implements: LicenceEvent,
  description: 'Nothing is left on any line of the licence; what is reserved can be used.',
})
export class LicenceExhausted extends LicenceEvent {}

@ObjectType({
  implements: LicenceEvent,
  description: 'Something is left on a line of the licence again.',
})
export class LicenceReopened extends LicenceEvent {}

/** A movement, with the balance that it left on the line. */
@ObjectType()
abstract class LineMoved extends LicenceEvent {
  @Field(() => SafeIntScalar, { description: 'Chips that moved.' })
  units: number;

  @Field(() => SafeIntScalar, { description: 'Chips kept on the line after it.' })
  reserved: number;

  @Field(() => SafeIntScalar, { description: 'Chips used on the line after it.' })
  used: number;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description:
      'Chips that the line had left after it; null where the authorised number is not known exactly.',
  })
  available: number | null;
}

@ObjectType({ implements: LicenceEvent, description: 'Chips were kept for an order.' })
export class LicenceLineReserved extends LineMoved {}

@ObjectType({ implements: LicenceEvent, description: 'Chips that were kept were used.' })
export class LicenceLineUsed extends LineMoved {}

@ObjectType({ implements: LicenceEvent, description: 'Chips that were kept were given back.' })
export class LicenceLineReleased extends LineMoved {}

@ObjectType({ implements: LicenceEvent, description: 'Chips that were used were given back.' })
export class LicenceLineReversed extends LineMoved {}

@ObjectType({
  implements: LicenceEvent,
  description: 'Reservations went on hold, because the licence was stopped or allows less.',
})
export class LicenceLineHeld extends LineMoved {}

@ObjectType({ implements: LicenceEvent, description: 'Reservations that were on hold came back.' })
export class LicenceLineUnheld extends LineMoved {}
