import { type LicenceStatus, licenceTransitions } from '../licences/licence.ts';
import type { CandidateFacts } from './candidate-facts.ts';
import type { ComplianceFacts, StockFacts } from './facts.ts';
import type { RestrictionFacts, SourcingRuleFacts } from './trade-facts.ts';

/** Something that is supposed. Keys are those of the database, ratios are decimals. */
export type Change =
  | { readonly kind: 'revokeLicence' | 'suspendLicence'; readonly licenceId: string }
  | { readonly kind: 'setRatio'; readonly sourcingRuleId: string; readonly ratio: string }
  | { readonly kind: 'setQuota'; readonly sourcingRuleId: string; readonly units: number }
  | { readonly kind: 'setCap'; readonly volumeCapId: string; readonly ratio: string }
  | { readonly kind: 'amendLine'; readonly lineId: string; readonly authorisedUnits: number }
  | {
      readonly kind: 'restrictChip';
      readonly chipId: string;
      /** code */
      readonly jurisdiction: string;
      readonly procedure: RestrictionFacts['procedure'];
    }
  | {
      readonly kind: 'addStock';
      readonly vendorId: string;
      readonly chipId: string;
      readonly units: number;
    };

/** Facts as they would be after the changes, one after the other; those given stay as they are. */
export function overlay(facts: ComplianceFacts, changes: readonly Change[]): ComplianceFacts {
  return changes.reduce(supposing, facts);
}

function supposing(facts: ComplianceFacts, change: Change): ComplianceFacts {
  switch (change.kind) {
    case 'revokeLicence':
      return moveLicence(facts, change.licenceId, 'REVOKED');
    case 'suspendLicence':
      return moveLicence(facts, change.licenceId, 'SUSPENDED');
    case 'setRatio':
      return setRule(facts, change.sourcingRuleId, 'RATIO', { ratio: change.ratio });
    case 'setQuota':
      return setRule(facts, change.sourcingRuleId, 'ABSOLUTE', { units: change.units });
    case 'setCap':
      return setCap(facts, change.volumeCapId, change.ratio);
    case 'amendLine':
      return amendLine(facts, change.lineId, change.authorisedUnits);
    case 'restrictChip':
      return restrictChip(facts, change);
    case 'addStock':
      return addStock(facts, change);
  }
}

/** A licence from which the authority cannot go there stays what it is. */
function moveLicence(
  facts: ComplianceFacts,
  licenceId: string,
  to: 'REVOKED' | 'SUSPENDED',
): ComplianceFacts {
  return eachCandidate(facts, (candidate) => {
    const { licence } = candidate;
    if (licence.id !== licenceId || !mayBecome(licence.status, to)) return candidate;
    return { ...candidate, licence: { ...licence, status: to } };
  });
}

const mayBecome = (from: LicenceStatus, to: LicenceStatus): boolean =>
  licenceTransitions.some((way) => way.from === from && way.to === to && way.who === 'AUTHORITY');

/** Whoever supposes a figure supposes the rule in force with it, from now on. */
const inForce = { status: 'IN_FORCE', from: null, to: null } as const;

function setRule(
  facts: ComplianceFacts,
  id: string,
  basis: SourcingRuleFacts['basis'],
  figure: Partial<SourcingRuleFacts>,
): ComplianceFacts {
  const sourcingRules = facts.sourcingRules.map((rule) =>
    rule.id === id && rule.basis === basis ? { ...rule, ...inForce, ...figure } : rule,
  );
  return { ...facts, sourcingRules };
}

function setCap(facts: ComplianceFacts, id: string, ratio: string): ComplianceFacts {
  const volumeCaps = facts.volumeCaps.map((cap) =>
    cap.id === id ? { ...cap, ...inForce, ratio } : cap,
  );
  return { ...facts, volumeCaps };
}

/** What is drawn stays drawn, also where less is authorised then. */
function amendLine(facts: ComplianceFacts, id: string, authorised: number): ComplianceFacts {
  return eachCandidate(facts, (candidate) =>
    candidate.line.id === id
      ? { ...candidate, line: { ...candidate.line, authorised } }
      : candidate,
  );
}

function restrictChip(
  facts: ComplianceFacts,
  { chipId, jurisdiction, procedure }: Extract<Change, { kind: 'restrictChip' }>,
): ComplianceFacts {
  const supposed: RestrictionFacts = {
    id: `supposed:${chipId}:${jurisdiction}:${procedure}`,
    name: `Supposed restriction of ${procedure} in ${jurisdiction}`,
    jurisdiction,
    procedure,
    status: 'IN_FORCE',
    from: null,
    liftedAt: null,
    chips: [chipId],
    parties: [],
    licensable: false,
    legalReference: null,
  };
  const others = facts.restrictions.filter(({ id }) => id !== supposed.id);
  return { ...facts, restrictions: [...others, supposed] };
}

function addStock(
  facts: ComplianceFacts,
  { vendorId, chipId, units }: Extract<Change, { kind: 'addStock' }>,
): ComplianceFacts {
  const { line, chip, stock } = facts;
  if (line.vendor?.id !== vendorId || chip.id !== chipId) return facts;
  return { ...facts, stock: { ...stock, ...moreStock(stock, units, facts.at.slice(0, 10)) } };
}

/** Of what is only reported the bounds move; where nobody knows of any there is at least so much. */
function moreStock(
  { recorded, reported }: StockFacts,
  units: number,
  today: string,
): Partial<StockFacts> {
  if (recorded) return { recorded: { ...recorded, units: recorded.units + units } };
  if (!reported) {
    const low = String(units);
    return { reported: { asOf: today, low, central: null, high: null, qualifier: 'AT_LEAST' } };
  }
  const more = (bound: string | null): string | null =>
    bound === null ? null : plus(bound, units);
  const { low, central, high } = reported;
  return {
    reported: { ...reported, low: more(low), central: more(central), high: more(high) },
  };
}

/** A decimal and a whole number; what stands after the point stays. */
function plus(decimal: string, units: number): string {
  const [whole = '0', places] = decimal.split('.');
  const sum = (BigInt(whole) + BigInt(units)).toString();
  return places === undefined ? sum : `${sum}.${places}`;
}

function eachCandidate(
  facts: ComplianceFacts,
  change: (candidate: CandidateFacts) => CandidateFacts,
): ComplianceFacts {
  return { ...facts, candidates: facts.candidates.map(change) };
}
