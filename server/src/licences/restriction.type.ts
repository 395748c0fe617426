import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';

const RestrictionProcedure = vocabulary(
  'RestrictionProcedure',
  'What a restriction bars or limits.',
  { IMPORT: 'Import.', EXPORT: 'Export.', PURCHASE: 'Purchase.', USE: 'Use.' },
);

const RestrictionStatus = vocabulary('RestrictionStatus', 'Whether a restriction holds.', {
  REPORTED: 'A source says so; no authority confirmed it.',
  IN_FORCE: 'It holds.',
  LIFTED: 'It no longer holds.',
});

@ObjectType({
  implements: Node,
  description: 'A bar or limit that an authority set, such as a customs office turning chips away.',
})
export class Restriction extends Node {
  @Field(() => String, { description: 'Its name; unique.' })
  name: string;

  @Field(() => RestrictionProcedure, { description: 'What it bars or limits.' })
  procedure: keyof typeof RestrictionProcedure;

  @Field(() => RestrictionStatus, { description: 'Whether it holds.' })
  status: keyof typeof RestrictionStatus;

  @Field(() => String, { description: 'What is known of its content.' })
  description: string;

  @Field(() => DateScalar, { nullable: true, description: 'Since when; null: not known.' })
  inForceFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it was lifted, where known.' })
  liftedAt: string | null;

  @Field(() => String, { nullable: true, description: 'The legal text it rests on.' })
  legalReference: string | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
