import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';
import type { RuleStatus } from './trade-rule.ts';

export const SourcingStatus = vocabulary<RuleStatus>(
  'SourcingStatus',
  'Whether a sourcing rule or a volume cap holds.',
  {
    REPORTED: 'A source says so; no authority confirmed it.',
    PROPOSED: 'An authority proposes it.',
    IN_FORCE: 'It holds.',
    LIFTED: 'It no longer holds.',
  },
);

/** What rounds, restrictions, sourcing rules and volume caps have in common. */
@ObjectType()
export abstract class TradeRule extends Node {
  @Field(() => String, { description: 'Its name; unique.' })
  name: string;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
