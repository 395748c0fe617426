import { Field, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { ComplianceRule, ComplianceVerdict } from './compliance-check.type.ts';
import type { RuleName } from './rule-result.ts';

@ObjectType({
  implements: Node,
  description: 'A decision would be another one from then on. Never changed.',
})
export class ComplianceVerdictChange extends Node {
  @Field(() => ComplianceVerdict, { description: 'What was said before.' })
  before: keyof typeof ComplianceVerdict;

  @Field(() => ComplianceVerdict, { description: 'What would be decided from then on.' })
  after: keyof typeof ComplianceVerdict;

  @Field(() => [ComplianceRule], { description: 'Rules that say something else than before.' })
  rules: readonly RuleName[];

  @Field(() => DateTimeScalar, { description: 'When it was found.' })
  changedAt: string;
}
