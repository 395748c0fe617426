import type { ComplianceAnswer } from './check.ts';
import type { ComplianceFacts } from './facts.ts';
import { bars, type RuleName, type Verdict } from './rule-result.ts';
import { rulesBetween } from './what-if.ts';

/** An order line as it was last decided on. */
export interface Standing {
  readonly orderLineId: string;
  /** of the newest decision about it */
  readonly decisionId: string;
  /** chips that the decision was about; 0: not known how many */
  readonly units: number;
  /** what was said last, by the decision or since */
  readonly verdict: Verdict;
  readonly rules: readonly { readonly rule: RuleName; readonly verdict: Verdict }[];
  /** rules of its open holds; MANUAL: one that was put on by hand */
  readonly holds: readonly string[];
  readonly compliance: 'NOT_CHECKED' | 'CLEAR' | 'ON_HOLD';
}

/** What an answer changes of how a line stands. */
export interface Reconsidered {
  /** null: the verdict is the same, and only the holds are others */
  readonly change: {
    readonly before: Verdict;
    readonly after: Verdict;
    readonly rules: readonly RuleName[];
  } | null;
}

/** A decision about a part of a line is held to what it was about. */
export function factsOfDecision({ units }: Standing, facts: ComplianceFacts): ComplianceFacts {
  const { line } = facts;
  if (units === 0 || line.units === null || units >= line.units) return facts;
  return { ...facts, line: { ...line, units } };
}

/** Compares what is answered now with how the line stands; undefined: all is as it was. */
export function reconsider(standing: Standing, answer: ComplianceAnswer): Reconsidered | undefined {
  const { verdict: before } = standing;
  const { verdict: after } = answer;
  if (after !== before) {
    return { change: { before, after, rules: rulesBetween(standing, answer) } };
  }
  return followsFrom(standing, answer) ? undefined : { change: null };
}

/** Whether the holds of the line, and whether it may go, are those that the answer asks for. */
function followsFrom({ holds, compliance }: Standing, { verdict, rules }: ComplianceAnswer) {
  const wanted = rules.filter((each) => bars(each.verdict)).map(({ rule }) => rule as string);
  const byRule = holds.filter((rule) => rule !== 'MANUAL');
  const same = wanted.length === byRule.length && wanted.every((rule) => byRule.includes(rule));
  const free = verdict === 'CLEAR' ? 'CLEAR' : 'NOT_CHECKED';
  const expected = wanted.length > 0 || byRule.length < holds.length ? 'ON_HOLD' : free;
  return same && compliance === expected;
}
