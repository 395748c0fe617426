import type { ComplianceAnswer } from './check.ts';
import type { RuleResult } from './rule-result.ts';

/** An answer with the keys from which reading goes on. */
export interface Checked extends Omit<ComplianceAnswer, 'rules'> {
  readonly rules: readonly (Omit<RuleResult, 'owedBy'> & { readonly owedById: string | null })[];
  /** log cursor; null of an answer that was kept */
  readonly position: string | null;
}

export function checkedOf(answer: ComplianceAnswer): Checked {
  const rules = answer.rules.map(({ owedBy, ...rule }) => ({
    ...rule,
    owedById: owedBy?.id ?? null,
  }));
  return { ...answer, rules, position: null };
}
