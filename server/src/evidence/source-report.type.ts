import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { DatePrecision } from './date-precision.type.ts';
import { Provenance } from './provenance.type.ts';

export const SourceAnonymity = vocabulary(
  'SourceAnonymity',
  'Whether a report names the people it heard from.',
  {
    NAMED: 'Its sources are named.',
    ANONYMOUS: 'It speaks of people familiar with the matter and the like.',
    MIXED: 'Some of its sources are named.',
    UNKNOWN: 'It does not say, or nobody has looked.',
  },
);

@ObjectType({
  implements: Node,
  description:
    'A publication from which facts were taken: news, an official text, a data sheet. Never changed once recorded.',
})
export class SourceReport extends Node {
  @Field(() => String, { description: 'Who published it, such as an agency or an authority.' })
  publisher: string;

  @Field(() => String, { description: 'Its headline or title.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  url: string | null;

  @Field(() => DateScalar, { description: 'When it was published.' })
  publishedAt: string;

  @Field(() => DatePrecision, { description: 'How much of `publishedAt` is known.' })
  publishedPrecision: keyof typeof DatePrecision;

  @Field(() => String, {
    nullable: true,
    description:
      'Through whom it was read, when not from the publisher: a syndicator or a quoting page.',
  })
  via: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many sources of its own the report mentions; null when it does not say.',
  })
  sourceCount: number | null;

  @Field(() => SourceAnonymity, { description: 'Whether it names its sources.' })
  anonymity: keyof typeof SourceAnonymity;

  @Field(() => String, { description: 'Language of the text, as a BCP 47 tag such as `en`.' })
  language: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who checked the facts taken from it against the text; null when nobody has.',
  })
  verifiedBy: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'On which terms facts may be taken from it, and how it wants to be named; null when nobody has looked.',
  })
  terms: string | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
