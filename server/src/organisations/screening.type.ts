import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';
import type { ScreeningResult as Result } from './screening.ts';

export const ScreeningResult = vocabulary<Result>('ScreeningResult', 'What a screening came to.', {
  CLEAR: 'The organisation is not on the list.',
  POTENTIAL_MATCH: 'It may be on the list: somebody has to look.',
  CONFIRMED: 'It is on the list.',
  OVERRIDDEN: 'An authority found, on evidence, that a match does not count.',
});

@ObjectType({
  implements: Node,
  description:
    'A comparison of an organisation with a list of parties. Seen by authorities and by whom it was made for, and not by the organisation that was screened.',
})
export class Screening extends Node {
  @Field(() => String, { description: 'The list, such as `Entity List`.' })
  list: string;

  @Field(() => ScreeningResult, { description: 'What it came to.' })
  result: keyof typeof ScreeningResult;

  @Field(() => Boolean, {
    description:
      'Whether it is the newest of its organisation and its list for `screenedFor`: older ones no longer count.',
  })
  current: boolean;

  @Field(() => DateTimeScalar, { description: 'When the comparison was made.' })
  screenedAt: string;

  @Field(() => String, { description: 'Who recorded it: the same word as the actor of an event.' })
  screenedBy: string;

  @Field(() => String, { nullable: true, description: 'What was found, or why it is overridden.' })
  reason: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was overridden.' })
  overriddenAt: string | null;

  @Field(() => String, { nullable: true, description: 'Who overrode it.' })
  overriddenBy: string | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
