import { Field, Int, ObjectType } from 'type-graphql';
import { SafeIntScalar } from '../api/scalars.ts';
import { ComplianceCheck, ComplianceRule } from './compliance-check.type.ts';
import type { RuleName } from './rule-result.ts';

@ObjectType({ description: 'A number of chips between two limits.' })
class UnitBounds {
  @Field(() => SafeIntScalar, { description: 'At least so many.' })
  low: number;

  @Field(() => SafeIntScalar, { nullable: true, description: 'At most so many; null: no limit.' })
  high: number | null;

  @Field(() => SafeIntScalar, { description: 'Records that give no number.' })
  unknown: number;
}

@ObjectType({
  description: 'What a sourcing rule in force asks of a buyer, for all that these lines import.',
})
class DomesticDemand {
  /** keys from which `organisation` and `sourcingRule` are read on; not fields of their own */
  buyerId: string;
  sourcingRuleId: string;

  @Field(() => UnitBounds, {
    description: 'Drawn for import so far, and what the lines still need.',
  })
  imports: UnitBounds;

  @Field(() => UnitBounds, { description: 'Domestic chips bought so far.' })
  domesticBought: UnitBounds;

  @Field(() => UnitBounds, {
    description: 'Domestic chips that the rule asks for; not known of one that counts otherwise.',
  })
  required: UnitBounds;

  @Field(() => UnitBounds, { description: 'Of these, the ones that are still to be bought.' })
  domesticToBuy: UnitBounds;
}

@ObjectType({ description: 'What the changes come to.' })
class WhatIfTotals {
  @Field(() => Int, { description: 'Lines that the changes touch.' })
  linesChanged: number;

  @Field(() => UnitBounds, {
    description:
      'Chips of lines that were `CLEAR` or `UNKNOWN` and would be `HOLD` or `PROHIBITED`.',
  })
  chipsBlocked: UnitBounds;

  @Field(() => UnitBounds, {
    description:
      'Domestic chips to be bought under the rules then in force: of each buyer the largest demand, since one chip counts for every rule.',
  })
  domesticChipsToBuy: UnitBounds;

  @Field(() => [DomesticDemand], {
    description:
      'Buyer by buyer and rule by rule. What a buyer bought and drew elsewhere is told to it, to the authority of its seat and to administrators.',
  })
  buyers: readonly DomesticDemand[];
}

@ObjectType({ description: 'An order line that the changes touch.' })
class WhatIfDecision {
  /** key from which `orderLine` is read on; not a field of its own */
  orderLineId: string;

  @Field(() => ComplianceCheck, { description: 'As it is now.' })
  before: ComplianceCheck;

  @Field(() => ComplianceCheck, { description: 'As it would be.' })
  after: ComplianceCheck;

  @Field(() => [ComplianceRule], { description: 'Rules that would say something else.' })
  changedRules: readonly RuleName[];

  @Field(() => SafeIntScalar, {
    description:
      'Chips of the line that are drawn on licences which would no longer be in force: a line on hold already has one reason more then.',
  })
  unitsLosingLicence: number;
}

@ObjectType({ description: 'What would be decided if something were otherwise.' })
export class WhatIf {
  @Field(() => [WhatIfDecision], {
    description: 'The lines that the changes touch, those recorded first first.',
  })
  decisions: readonly WhatIfDecision[];

  @Field(() => WhatIfTotals, {
    description: 'Of what was reported or recorded; nothing of the demonstration is in it.',
  })
  totals: WhatIfTotals;

  @Field(() => WhatIfTotals, { description: 'Of the demonstration alone.' })
  demonstrationTotals: WhatIfTotals;

  @Field(() => Int, { description: 'Lines that were looked at.' })
  linesEvaluated: number;

  @Field(() => Boolean, {
    description: 'Whether there are more than 1,000 such lines: only the first are looked at.',
  })
  truncated: boolean;
}
