import { sideOf, type Weighed } from './candidates.ts';
import type { ComplianceFacts } from './facts.ts';
import { exportRequirement, importRequired } from './requirement.ts';

/** The licences that the line is drawn on or would be, of the directions that need one. */
export function chosenOf(facts: ComplianceFacts): readonly Weighed[] {
  const { authorisation } = exportRequirement(facts);
  const imported = importRequired(facts) ? sideOf(facts, 'IMPORT').chosen : [];
  const exported = authorisation === 'NOT_REQUIRED' ? [] : sideOf(facts, 'EXPORT').chosen;
  return [...imported, ...exported];
}

/**
 * A condition of a kind that the authority holds to be satisfied, on a licence of the given
 * direction that the line is drawn on or would be: the authority's own word.
 */
export function authoritysWord(
  facts: ComplianceFacts,
  direction: 'EXPORT' | 'IMPORT',
  kind: string,
): string | undefined {
  return sideOf(facts, direction)
    .chosen.flatMap(({ candidate }) => candidate.licence.conditions)
    .find((condition) => condition.kind === kind && condition.status === 'SATISFIED')?.description;
}
