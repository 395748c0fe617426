import { Field, ObjectType } from 'type-graphql';
import { LicenceOutcome } from '../licences/licence-outcome.type.ts';
import { LicenceEvent } from './licence-event.type.ts';

@ObjectType({ implements: LicenceEvent, description: 'An application for a licence was written.' })
class LicenceDrafted extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'An application was handed in.' })
class LicenceSubmitted extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'An application was taken back.' })
class LicenceWithdrawn extends LicenceEvent {}

@ObjectType({ description: 'What an authority answered to one line of an application.' })
class LicenceLineDecision {
  @Field(() => LicenceOutcome, { description: 'The answer.' })
  outcome: keyof typeof LicenceOutcome;
}

@ObjectType({
  implements: LicenceEvent,
  description:
    'An authority answered an application; for those who saw it before it was published.',
})
class LicenceDecided extends LicenceEvent {
  @Field(() => LicenceOutcome, { description: 'The answer to the whole.' })
  outcome: keyof typeof LicenceOutcome;
}

@ObjectType({
  implements: LicenceEvent,
  description:
    'A licence can be seen by everybody from here on. Its events and versions before stay with its applicant and its authority.',
})
class LicencePublished extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'What a licence allows was changed.' })
class LicenceAmended extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'The last day of a licence is over.' })
class LicenceExpired extends LicenceEvent {}

/** Events from application to end. */
export const licenceLifeEvents = [
  ...[LicenceDrafted, LicenceSubmitted, LicenceWithdrawn, LicenceDecided, LicenceLineDecision],
  ...[LicencePublished, LicenceAmended, LicenceExpired],
];
