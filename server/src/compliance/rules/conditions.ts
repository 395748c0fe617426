import { encodeId } from '../../kernel/ids.ts';
import { openConditions } from '../candidates.ts';
import type { ConditionFacts } from '../candidate-facts.ts';
import type { ComplianceFacts } from '../facts.ts';
import { clear, type Finding, found } from '../rule-result.ts';
import { chosenOf } from '../sides.ts';

/** Whether every blocking condition of the licences, and of their rounds, is satisfied or waived. */
export const conditions = {
  rule: 'CONDITIONS',
  version: '2026-11-23',
  citation: '15 CFR 736.2(b)(9)',
  evaluate: (facts: ComplianceFacts): Finding => {
    const chosen = chosenOf(facts);
    const all = chosen.flatMap(({ candidate }) => candidate.licence.conditions);
    const inputs = { conditions: [...distinct(all)].map(shown) };
    const open = distinct(chosen.flatMap(({ candidate }) => openConditions(candidate)));
    if (open.length === 0) return clear(inputs);
    const missing = open.map(({ kind, description }) => `${kind}: ${description}`);
    return found('HOLD', inputs, missing, open.find(({ owedBy }) => owedBy)?.owedBy ?? null);
  },
} as const;

/** A round's condition stands on each of its licences. */
function distinct(all: readonly ConditionFacts[]): ConditionFacts[] {
  return [...new Map(all.map((condition) => [condition.id, condition])).values()];
}

const shown = ({ id, kind, status, blocking, owedBy }: ConditionFacts) => ({
  condition: encodeId('Condition', id),
  kind,
  status,
  blocking,
  owedBy: owedBy?.name ?? null,
});
