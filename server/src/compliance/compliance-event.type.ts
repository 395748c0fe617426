import { Field, ObjectType } from 'type-graphql';
import { Event } from '../events/event.type.ts';
import { ComplianceRule, ComplianceVerdict } from './compliance-check.type.ts';
import type { RuleName } from './rule-result.ts';

@ObjectType({
  implements: Event,
  description: 'A compliance decision about an order line was taken.',
})
class ComplianceDecided extends Event {
  @Field(() => ComplianceVerdict, { nullable: true, description: 'What was decided.' })
  verdict: keyof typeof ComplianceVerdict | null;
}

@ObjectType({
  implements: Event,
  description: 'A decision that was taken would now be another one, because facts have changed.',
})
class ComplianceVerdictChanged extends Event {
  @Field(() => ComplianceVerdict, { nullable: true, description: 'What was said before.' })
  before: keyof typeof ComplianceVerdict | null;

  @Field(() => ComplianceVerdict, { nullable: true, description: 'What would be decided now.' })
  after: keyof typeof ComplianceVerdict | null;

  @Field(() => [ComplianceRule], { description: 'Rules that say something else than before.' })
  rules: readonly RuleName[];
}

/** What happens to compliance decisions. */
export const complianceEvents = [ComplianceDecided, ComplianceVerdictChanged];
