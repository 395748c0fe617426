import type { Declaration } from '../reads/model.ts';
import { approvalRoundReads } from './approval-round.reads.ts';
import { endUserStatementReads } from './end-user-statement.reads.ts';
import { restrictionReads } from './restriction.reads.ts';
import { sourcingRuleReads } from './sourcing-rule.reads.ts';
import { tradeRuleEntries } from './trade-rule-decision.reads.ts';
import { volumeCapReads } from './volume-cap.reads.ts';

/** Rounds, rules, and what is stated under them. */
export const tradeRuleReads: Declaration[] = [
  approvalRoundReads,
  restrictionReads,
  sourcingRuleReads,
  volumeCapReads,
  endUserStatementReads,
  tradeRuleEntries,
].flat();
