import { Field, ObjectType } from 'type-graphql';
import { JsonScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import type { Assessment, ControlFacts, RuleTrace, Verdict } from './classification.ts';

const RuleVerdict = vocabulary<Verdict>('RuleVerdict', 'What a rule says of the facts.', {
  MET: 'Its condition holds.',
  NOT_MET: 'Its condition does not hold.',
  UNKNOWN: 'A fact it needs is not known; nothing is assumed.',
});

@ObjectType({ description: 'What one rule said, of which facts, and by which legal text.' })
class AppliedRule implements RuleTrace {
  @Field(() => String, { description: 'Name of the rule, such as `3A090.a`.' })
  rule: string;

  @Field(() => String, { description: 'The day from which this text of the rule applies.' })
  version: string;

  @Field(() => RuleVerdict, {
    description: 'What it says. Of a note: whether its exemption holds.',
  })
  verdict: Verdict;

  @Field(() => JsonScalar, { description: 'The facts it looked at, by name; null: not known.' })
  inputs: Partial<ControlFacts>;

  @Field(() => String, { description: 'Where the rule is published.' })
  citation: string;

  @Field(() => [String], { description: 'Names of the facts for want of which it is unknown.' })
  missing: (keyof ControlFacts)[];
}

@ObjectType({
  description:
    'How US export control sees a chip by its figures alone. A notice to one company may still catch a chip that this leaves free: see `classifications`.',
})
export class ControlAssessment implements Assessment {
  @Field(() => RuleVerdict, {
    description: 'Whether 3A090.a or .b applies, after the exemption of Note 2.',
  })
  controlled: Verdict;

  @Field(() => String, {
    nullable: true,
    description: 'The paragraph that applies; null where none does or it cannot be told.',
  })
  code: Assessment['code'];

  @Field(() => RuleVerdict, {
    description:
      'Whether it keeps the thresholds below which licences for China and Macau are reviewed case by case (TPP under 21,000 and DRAM bandwidth under 6,500 GB/s).',
  })
  caseByCase: Verdict;

  @Field(() => [AppliedRule], { description: 'Every rule that was applied, in order.' })
  rules: RuleTrace[];
}
