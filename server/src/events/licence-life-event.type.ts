import { Field, ObjectType } from 'type-graphql';
import { LicenceOutcome } from '../licences/licence-outcome.type.ts';
import { LicenceEvent } from './licence-event.type.ts';

@ObjectType({ implements: LicenceEvent, description: 'An application for a licence was written.' })
export class LicenceDrafted extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'An application was handed in.' })
export class LicenceSubmitted extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'An application was taken back.' })
export class LicenceWithdrawn extends LicenceEvent {}

@ObjectType({ description: 'What an authority answered to one line of an application.' })
export class LicenceLineDecision {
  @Field(() => LicenceOutcome, { description: 'The answer.' })
  outcome: keyof typeof LicenceOutcome;
}

@ObjectType({
  implements: LicenceEvent,
  description:
    'An authority answered an application; for those who saw it before it was published.',
})
export class LicenceDecided extends LicenceEvent {
  @Field(() => LicenceOutcome, { description: 'The answer to the whole.' })
  outcome: keyof typeof LicenceOutcome;
}

@ObjectType({
  implements: LicenceEvent,
  description:
    'A licence can be seen by everybody from here on. Its events and versions before stay with its applicant and its authority.',
})
export class LicencePublished extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'What a licence allows was changed.' })
export class LicenceAmended extends LicenceEvent {}

@ObjectType({ implements: LicenceEvent, description: 'The last day of a licence is over.' })
export class LicenceExpired extends LicenceEvent {}
