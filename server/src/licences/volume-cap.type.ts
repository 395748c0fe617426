import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { SourcingStatus, TradeRule } from './trade-rule.type.ts';

export const VolumeCapMetric = vocabulary('VolumeCapMetric', 'What a volume cap counts.', {
  UNITS: 'Chips.',
  TPP: 'Their total processing performance.',
});

@ObjectType({
  implements: Node,
  description:
    'How much may go to some destinations, counted together, as a share of what goes to end users in its own jurisdiction. An unknown share or metric is null: unknown, never kept.',
})
export class VolumeCap extends TradeRule {
  @Field(() => VolumeCapMetric, { nullable: true, description: 'What it counts; null: not known.' })
  metric: keyof typeof VolumeCapMetric | null;

  @Field(() => SourcingStatus, { description: 'Whether it holds.' })
  status: keyof typeof SourcingStatus;

  @Field(() => String, { description: 'What is known of its content.' })
  description: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds.' })
  effectiveFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it holds.' })
  effectiveTo: string | null;

  @Field(() => String, { nullable: true, description: 'The legal text it rests on.' })
  legalReference: string | null;
}
