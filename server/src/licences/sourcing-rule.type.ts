import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { SourcingStatus, TradeRule } from './trade-rule.type.ts';

export const SourcingBasis = vocabulary('SourcingBasis', 'How a sourcing rule is put.', {
  RATIO: 'So many domestic chips for each imported chip: see `ratio`.',
  ABSOLUTE: 'So many domestic chips: see `quota`.',
});

export const RuleMetric = vocabulary('RuleMetric', 'What a sourcing rule counts.', {
  UNITS: 'Chips.',
  VALUE: 'Their value.',
  TPP: 'Their total processing performance.',
});

@ObjectType({
  implements: Node,
  description:
    'A rule that ties imports to the purchase of domestic chips. An unknown ratio or quota is null: unknown, never kept.',
})
export class SourcingRule extends TradeRule {
  @Field(() => SourcingBasis, { description: 'How it is put.' })
  basis: keyof typeof SourcingBasis;

  @Field(() => RuleMetric, { description: 'What it counts.' })
  metric: keyof typeof RuleMetric;

  @Field(() => SourcingStatus, { description: 'Whether it holds.' })
  status: keyof typeof SourcingStatus;

  @Field(() => String, { description: 'What is known of its content.' })
  description: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds.' })
  effectiveFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it holds.' })
  effectiveTo: string | null;
}
