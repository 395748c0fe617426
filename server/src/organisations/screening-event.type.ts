import { Field, ObjectType } from 'type-graphql';
import { Event } from '../events/event.type.ts';
import { ScreeningResult } from './screening.type.ts';

@ObjectType()
abstract class Screened extends Event {
  @Field(() => ScreeningResult, {
    nullable: true,
    description: 'What it came to before; null where it is new.',
  })
  statusBefore: keyof typeof ScreeningResult | null;

  @Field(() => ScreeningResult, { nullable: true, description: 'What it came to.' })
  statusAfter: keyof typeof ScreeningResult | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason: string | null;
}

@ObjectType({ implements: Event, description: 'A party was compared with a list.' })
class ScreeningRecorded extends Screened {}

@ObjectType({
  implements: Event,
  description: 'An authority found, on evidence, that a match does not count.',
})
class ScreeningOverridden extends Screened {}

/** What happens to screenings. */
export const screeningEvents = [ScreeningRecorded, ScreeningOverridden];
