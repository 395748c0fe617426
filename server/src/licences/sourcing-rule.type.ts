import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';

const SourcingBasis = vocabulary('SourcingBasis', 'How a sourcing rule is put.', {
  RATIO: 'So many domestic chips for each imported chip: see `ratio`.',
  ABSOLUTE: 'So many domestic chips: see `quota`.',
});

const SourcingMetric = vocabulary('SourcingMetric', 'What a sourcing rule counts.', {
  UNITS: 'Chips.',
  VALUE: 'Their value.',
  TPP: 'Their total processing performance.',
});

const SourcingStatus = vocabulary('SourcingStatus', 'Whether a sourcing rule holds.', {
  REPORTED: 'A source says so; no authority confirmed it.',
  PROPOSED: 'An authority proposes it.',
  IN_FORCE: 'It holds.',
  LIFTED: 'It no longer holds.',
});

@ObjectType({
  implements: Node,
  description:
    'A rule that ties imports to the purchase of domestic chips. An unknown ratio or quota is null: unknown, never kept.',
})
export class SourcingRule extends Node {
  @Field(() => String, { description: 'Its name; unique.' })
  name: string;

  @Field(() => SourcingBasis, { description: 'How it is put.' })
  basis: keyof typeof SourcingBasis;

  @Field(() => SourcingMetric, { description: 'What it counts.' })
  metric: keyof typeof SourcingMetric;

  @Field(() => SourcingStatus, { description: 'Whether it holds.' })
  status: keyof typeof SourcingStatus;

  @Field(() => String, { description: 'What is known of its content.' })
  description: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds.' })
  effectiveFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it holds.' })
  effectiveTo: string | null;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}
