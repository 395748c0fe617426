import type { ComplianceFacts, OrganisationFacts } from '../facts.ts';
import { clear, type Finding, found, worst, type Verdict } from '../rule-result.ts';

const meaning: Readonly<Record<string, Verdict>> = {
  CLEAR: 'CLEAR',
  OVERRIDDEN: 'CLEAR',
  POTENTIAL_MATCH: 'HOLD',
  CONFIRMED: 'PROHIBITED',
};

/**
 * Whether the buyer and every party were compared with a list of parties, by the newest comparison
 * with each list for whoever made it; the worst counts. A party without one is UNKNOWN, an open match HOLD, a confirmed one PROHIBITED.
 */
export const screening = {
  rule: 'SCREENING',
  version: '2026-11-23',
  citation: '15 CFR part 744',
  evaluate: ({ line, screenings }: ComplianceFacts): Finding => {
    const parties = partiesOf(line);
    const weighed = parties.map(({ id, name }) => {
      const own = screenings.filter((each) => each.organisationId === id);
      const verdicts = own.map(({ result }) => meaning[result] ?? 'UNKNOWN');
      return { name, own, verdict: own.length === 0 ? ('UNKNOWN' as const) : worst(verdicts) };
    });
    const inputs = {
      parties: weighed.map(({ name, own }) => ({
        name,
        screenings: own.map(({ list, result, at }) => ({ list, result, at })),
      })),
    };
    const owedBy = line.vendor && { id: line.vendor.id, name: line.vendor.name };
    if (parties.length === 0) return found('UNKNOWN', inputs, ['Who buys and uses the chips.']);
    const verdict = worst(weighed.map((each) => each.verdict));
    if (verdict === 'CLEAR') return clear(inputs);
    const missing = weighed.flatMap(({ name, verdict: one }) => {
      if (one === 'UNKNOWN') return [`A screening of ${name}.`];
      return one === 'HOLD' ? [`A decision on the match of ${name}.`] : [];
    });
    return found(verdict, inputs, missing, owedBy);
  },
} as const;

function partiesOf({ buyer, parties }: ComplianceFacts['line']): OrganisationFacts[] {
  const all = [...(buyer ? [buyer] : []), ...parties.map(({ organisation }) => organisation)];
  return [...new Map(all.map((each) => [each.id, each])).values()];
}
