import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import type { RestrictionStatus as Status } from './restriction.ts';
import { TradeRule } from './trade-rule.type.ts';

export const RestrictionProcedure = vocabulary(
  'RestrictionProcedure',
  'What a restriction bars or limits.',
  { IMPORT: 'Import.', EXPORT: 'Export.', PURCHASE: 'Purchase.', USE: 'Use.' },
);

export const RestrictionStatus = vocabulary<Status>(
  'RestrictionStatus',
  'Whether a restriction holds.',
  {
    REPORTED: 'A source says so; no authority confirmed it.',
    IN_FORCE: 'It holds.',
    LIFTED: 'It no longer holds.',
  },
);

@ObjectType({
  implements: Node,
  description: 'A bar or limit that an authority set, such as a customs office turning chips away.',
})
export class Restriction extends TradeRule {
  @Field(() => RestrictionProcedure, { description: 'What it bars or limits.' })
  procedure: keyof typeof RestrictionProcedure;

  @Field(() => Boolean, {
    description: 'Whether it asks for a licence, which may then permit it, instead of barring.',
  })
  licensable: boolean;

  @Field(() => RestrictionStatus, { description: 'Whether it holds.' })
  status: keyof typeof RestrictionStatus;

  @Field(() => String, { description: 'What is known of its content.' })
  description: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Since when, or from when on; null: not known.',
  })
  inForceFrom: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From when on it is lifted, where known.',
  })
  liftedAt: string | null;

  @Field(() => String, { nullable: true, description: 'The legal text it rests on.' })
  legalReference: string | null;
}
