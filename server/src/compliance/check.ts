import { type CandidateList, candidateLists } from './candidate-list.ts';
import type { ComplianceFacts } from './facts.ts';
import { inOrder } from './facts-order.ts';
import { type Authorisation, exportRequirement } from './requirement.ts';
import {
  type Finding,
  type RuleName,
  type RuleResult,
  type Verdict,
  worst,
} from './rule-result.ts';
import { authorisation } from './rules/authorisation.ts';
import { classification } from './rules/classification.ts';
import { conditions } from './rules/conditions.ts';
import { exportAuthorisation } from './rules/export-authorisation.ts';
import { importAuthorisation } from './rules/import-authorisation.ts';
import { laboratoryTest } from './rules/laboratory-test.ts';
import { restriction } from './rules/restriction.ts';
import { screening } from './rules/screening.ts';
import { sourcingRule } from './rules/sourcing-rule.ts';
import { stock } from './rules/stock.ts';
import { validity } from './rules/validity.ts';
import { volumeCap } from './rules/volume-cap.ts';

interface Rule {
  readonly rule: RuleName;
  readonly version: string;
  readonly citation: string;
  readonly evaluate: (facts: ComplianceFacts) => Finding;
}

/** In the order in which they are answered, which is that of `ruleNames`. */
export const rules: readonly Rule[] = [
  authorisation,
  importAuthorisation,
  exportAuthorisation,
  validity,
  conditions,
  sourcingRule,
  volumeCap,
  screening,
  classification,
  laboratoryTest,
  restriction,
  stock,
];

/** The answer of a check. Like its facts it comes back the same from JSON. */
export interface ComplianceAnswer {
  readonly verdict: Verdict;
  /** null: it cannot be told */
  readonly authorisation: Authorisation | null;
  readonly rules: readonly RuleResult[];
  readonly licenceCandidates: readonly CandidateList[];
  /** as the facts were gathered, RFC 3339 */
  readonly checkedAt: string;
}

/**
 * Decides from facts alone whether a line may go: every rule is answered, and the worst of them is
 * the verdict. The same facts, in whatever order their lists are, give the same answer.
 */
export function checkCompliance(given: ComplianceFacts): ComplianceAnswer {
  const facts = inOrder(given);
  const answered = rules.map(({ rule, version, citation, evaluate }) => {
    const { verdict, inputs, missing, owedBy } = evaluate(facts);
    return { rule, version, verdict, inputs, citation, missing, owedBy };
  });
  return {
    verdict: worst(answered.map(({ verdict }) => verdict)),
    authorisation: exportRequirement(facts).authorisation,
    rules: answered,
    licenceCandidates: candidateLists(facts),
    checkedAt: facts.at,
  };
}
