import { authorisationMissing, restrictionInForce } from '../customs/refusals.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { conditionUnsatisfied, licenceNotInForce } from '../licences/drawing-refusals.ts';
import type { Direction } from '../licences/eligibility.ts';
import { outsideValidity } from '../licences/refusals.ts';
import { misfitOf, openConditions, sideOf, type Weighed } from './candidates.ts';
import type { ComplianceAnswer } from './check.ts';
import type { ComplianceFacts } from './facts.ts';
import { sidesNeeded } from './part.ts';
import { roomFor } from './room.ts';
import { barring } from './rules/restriction.ts';

/** A reservation that the check does not let through, with what it looked at. */
export interface ComplianceRefused extends Refusal<'ComplianceRefused'> {
  readonly facts: ComplianceFacts;
  readonly answer: ComplianceAnswer;
}

export function complianceRefused(
  facts: ComplianceFacts,
  answer: ComplianceAnswer,
): ComplianceRefused {
  const said = answer.rules.filter(({ verdict }) => verdict !== 'CLEAR').map(({ rule }) => rule);
  return {
    kind: 'ComplianceRefused',
    code: 'COMPLIANCE_REFUSED',
    message: `The check says ${answer.verdict} (${said.join(', ')}): see what is missing and who owes it.`,
    facts,
    answer,
  };
}

/**
 * The most telling refusal of a part that the check does not let through. Numbers and dates of a
 * licence are told to those who see it; of others it is said that none serves.
 *
 * @param seen keys of the licences that the viewer sees
 * @param chosen whether the caller chose the licence lines
 */
export function refusalOf(
  { facts, answer }: Pick<ComplianceRefused, 'facts' | 'answer'>,
  seen: ReadonlySet<string>,
  chosen: boolean,
): Refusal {
  const bars = barring(facts);
  if (bars.length > 0) return restrictionInForce(bars);
  if (answer.verdict === 'PROHIBITED') return complianceRefused(facts, answer);
  const lacking = sidesNeeded(facts).filter((direction) => {
    const { open, next } = sideOf(facts, direction);
    return open !== 0 && (!next || next.obstacles.length > 0);
  });
  const [only, ...others] = lacking;
  if (!only) return complianceRefused(facts, answer);
  const { open, next, weighed } = sideOf(facts, only);
  const best = chosen ? weighed[0] : next;
  const telling = (chosen || others.length === 0) && best && seen.has(best.candidate.licence.id);
  const told = telling ? specific(facts, best, open ?? 0, chosen) : undefined;
  return told ?? noneServes(answer, lacking, seen);
}

/** What stands in the way of one licence line, if it is something that a program can act on. */
function specific(
  facts: ComplianceFacts,
  { candidate, obstacles }: Weighed,
  units: number,
  chosen: boolean,
): Refusal | undefined {
  const { licence, line } = candidate;
  switch (obstacles[0]) {
    case 'COVERAGE':
      return chosen ? misfitOf(facts, candidate) : undefined;
    case 'STATUS':
      return chosen ? licenceNotInForce(licence.status) : undefined;
    case 'VALIDITY':
      return outsideValidity(facts.line.shipDate ?? facts.at.slice(0, 10), licence);
    case 'CONDITIONS':
      return conditionUnsatisfied(openConditions(candidate).map(({ id }) => id));
    default: {
      const room = roomFor(facts, candidate, units);
      return room && { ...room, ...{ licenceLineId: line.id } };
    }
  }
}

function noneServes(
  { licenceCandidates }: ComplianceAnswer,
  lacking: readonly Direction[],
  seen: ReadonlySet<string>,
): Refusal {
  const candidates = licenceCandidates
    .filter(({ direction }) => lacking.includes(direction))
    .flatMap((list) => list.candidates)
    .filter(({ licenceId }) => seen.has(licenceId));
  return { ...authorisationMissing(lacking), ...{ candidates } };
}
