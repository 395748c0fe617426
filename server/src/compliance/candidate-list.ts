import type { Direction } from '../licences/eligibility.ts';
import { sideOf, type Weighed } from './candidates.ts';
import type { ComplianceFacts } from './facts.ts';

/** A licence line that could serve. Keys of the database. */
export interface Candidate {
  readonly licenceId: string;
  readonly lineId: string;
  /** chips it has left; null: not known */
  readonly available: number | null;
  readonly serves: boolean;
  /** why it does not; null where it does */
  readonly reason: string | null;
}

/** The candidates of one jurisdiction in one direction, those that serve first. */
export interface CandidateList {
  /** key */
  readonly jurisdictionId: string;
  readonly direction: Direction;
  readonly candidates: readonly Candidate[];
}

/** Lists for where the line leaves from and where it goes, empty ones too, and for what else is there. */
export function candidateLists(facts: ComplianceFacts): CandidateList[] {
  const { origin, destination } = facts.line;
  return (['EXPORT', 'IMPORT'] as const).flatMap((direction) => {
    const here = direction === 'EXPORT' ? origin : destination;
    const { weighed } = sideOf(facts, direction);
    const others = weighed.map(({ candidate }) => candidate.licence.jurisdiction.id).sort();
    return [...new Set([...(here ? [here.id] : []), ...others])].map((jurisdictionId) => ({
      jurisdictionId,
      direction,
      candidates: weighed
        .filter(({ candidate }) => candidate.licence.jurisdiction.id === jurisdictionId)
        .map(candidateOf),
    }));
  });
}

function candidateOf({ candidate, available, obstacles, reasons, drawn }: Weighed): Candidate {
  const serves = obstacles.length === 0;
  const said = drawn > 0 ? [`${drawn} chips of this line are drawn on it.`] : [];
  return {
    licenceId: candidate.licence.id,
    lineId: candidate.line.id,
    available,
    serves,
    reason: serves ? null : [...reasons, ...said].join(' '),
  };
}
