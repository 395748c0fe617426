import { ApprovalRoundDecisionResolver } from './approval-round-decision.resolver.ts';
import { EndUserStatementDecisionResolver } from './end-user-statement-decision.resolver.ts';
import { RestrictionDecisionResolver } from './restriction-decision.resolver.ts';
import { SourcingRuleDecisionResolver } from './sourcing-rule-decision.resolver.ts';
import { VolumeCapDecisionResolver } from './volume-cap-decision.resolver.ts';

/** Decisions about rounds, rules, and what is stated under them. */
export const tradeRuleResolvers = [
  ApprovalRoundDecisionResolver,
  RestrictionDecisionResolver,
  SourcingRuleDecisionResolver,
  VolumeCapDecisionResolver,
  EndUserStatementDecisionResolver,
];
