import type { ComplianceFacts } from '../facts.ts';
import { clear, type Finding, found, type Owing, type Verdict, worst } from '../rule-result.ts';
import { authoritysWord } from '../sides.ts';
import { measured, measuredLine, share } from '../tally.ts';
import { bindsOn, type VolumeCapFacts } from '../trade-facts.ts';

interface Weighed {
  readonly verdict: Verdict;
  readonly missing: string | null;
}

const kept: Weighed = { verdict: 'CLEAR', missing: null };
const unknown = (missing: string): Weighed => ({ verdict: 'UNKNOWN', missing });

/**
 * Whether the shipments to the capped destinations, this line among them, stay within their share
 * of what went to end users at home. What is counted, by how much and since when is not known of
 * every cap, and then it is UNKNOWN; so it is while no shipments are on record. The authority's own
 * word decides: a VOLUME_CAP condition of the export licence that is satisfied, such as the
 * exporter's certification.
 */
export const volumeCap = {
  rule: 'VOLUME_CAP',
  version: '2026-01-15',
  citation: '91 FR 1684',
  evaluate: (facts: ComplianceFacts): Finding => {
    const { line, volumeCaps } = facts;
    const word = authoritysWord(facts, 'EXPORT', 'VOLUME_CAP') ?? null;
    const caps = volumeCaps.filter((cap) => applies(facts, cap));
    const weighed = caps.map((cap) => ({ cap, ...weigh(facts, cap) }));
    const inputs = {
      satisfiedCondition: word,
      units: line.units,
      caps: weighed.map(({ cap, verdict }) => ({
        name: cap.name,
        status: cap.status,
        metric: cap.metric,
        ratio: cap.ratio,
        destinations: cap.destinations,
        there: cap.there,
        home: cap.home,
        legalReference: cap.legalReference,
        verdict,
      })),
    };
    const verdict = worst(weighed.map((each) => each.verdict));
    if (word !== null || verdict === 'CLEAR') return clear(inputs);
    const missing = weighed.flatMap((each) => (each.missing ? [each.missing] : []));
    const vendor: Owing | null = line.vendor && { id: line.vendor.id, name: line.vendor.name };
    return found(verdict, inputs, missing, vendor);
  },
} as const;

/** It leaves the cap's jurisdiction, or whatever its origin is, for one of the destinations. */
function applies({ line }: ComplianceFacts, cap: VolumeCapFacts): boolean {
  const { origin, destination } = line;
  return (
    cap.status !== 'LIFTED' &&
    destination !== null &&
    cap.destinations.includes(destination.code) &&
    (origin === null || origin.code === cap.jurisdiction)
  );
}

function weigh({ line, chip }: ComplianceFacts, cap: VolumeCapFacts): Weighed {
  const { metric, ratio, there, home, name } = cap;
  if (metric === null) return unknown(`What the cap "${name}" counts.`);
  if (ratio === null) return unknown(`The share that the cap "${name}" allows.`);
  if (!bindsOn(cap, line.shipDate)) return kept;
  if (!there || !home) {
    return unknown(`Shipments to the destinations of "${name}" and to ${cap.jurisdiction}.`);
  }
  const own = measuredLine(line.units, chip.figures.tpp, metric);
  const before = measured(there, metric);
  const sold = measured(home, metric);
  const limit = sold === null ? null : share(ratio, sold);
  if (own === null || before === null || limit === null) {
    return unknown(`What the chips count for "${name}".`);
  }
  const within = before + own <= limit;
  // More shipments at home only widen the limit; more to the destinations narrow it.
  if (within) return there.unknown > 0 ? unknown(`All shipments counted by "${name}".`) : kept;
  if (home.unknown > 0) return unknown(`All shipments to ${cap.jurisdiction}, for "${name}".`);
  return { verdict: 'HOLD', missing: `Room under the cap "${name}".` };
}
