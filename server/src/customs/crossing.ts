import { done, type Result, refused } from '../kernel/result.ts';
import {
  type Direction,
  type DrawFacts,
  type LicenceTerms,
  mayDraw,
} from '../licences/eligibility.ts';
import { type AllocationOnHold, allocationOnHold } from '../orders/ledger-refusals.ts';
import {
  type AuthorisationMissing,
  authorisationMissing,
  type CrossingRefusal,
} from './refusals.ts';

/** An allocation of the order line, with the licence line it draws on. Keys of the database. */
export interface Drawing {
  readonly allocationId: string;
  readonly reserved: number;
  readonly held: number;
  readonly terms: LicenceTerms;
}

/** What was used of an allocation when the goods left. */
export interface ExportUse {
  readonly units: number;
  readonly terms: LicenceTerms;
}

/** So many chips to be used of an allocation. */
export interface Share {
  readonly allocationId: string;
  readonly licenceLineId: string;
  readonly units: number;
}

/** What is to cross a border now, of one declared line. */
export interface CrossingFacts {
  readonly direction: Direction;
  /** of the office that decides */
  readonly jurisdictionId: string;
  /** where the exporter sits, whose law its licences may be under */
  readonly vendorSeatId: string | null;
  readonly draw: DrawFacts;
  readonly asked: number;
  /** the allocation that was declared; null: any, the oldest first */
  readonly wanted: string | null;
  /** the oldest first */
  readonly drawings: readonly Drawing[];
}

/** Which allocations to use, and how much of each, or why they do not serve. */
export function chooseShares(facts: CrossingFacts): Result<Share[], CrossingRefusal> {
  const { direction, asked } = facts;
  const open = facts.drawings.filter(
    ({ allocationId, terms, reserved, held }) =>
      terms.direction === direction &&
      reserved + held > 0 &&
      (facts.wanted === null || facts.wanted === allocationId),
  );
  const shares: Share[] = [];
  let left = asked;
  for (const { allocationId, terms, reserved, held } of open) {
    if (held > 0 || !underLaw(facts, terms) || !mayDraw(terms, facts.draw).ok) continue;
    const units = Math.min(left, reserved);
    if (units > 0) shares.push({ allocationId, licenceLineId: terms.lineId, units });
    left -= units;
  }
  return left === 0 ? done(shares) : refused(whyNot(facts, open));
}

/**
 * Whether goods may be released for import: with an import allocation that can be used now, and an
 * export one of a licence that still stands. The licences are of the jurisdictions that decide, and
 * for this chip, these parties and this destination.
 *
 * @param exported what was used on the other side for the shipped line, and what of it is released
 * @param licensed the sides that need a licence
 */
export function mayRelease(
  facts: CrossingFacts,
  exported: { readonly uses: readonly ExportUse[]; readonly released: number },
  licensed: Readonly<Record<Direction, boolean>>,
): Result<Share[], CrossingRefusal> {
  const left = licensed.EXPORT ? checkExport(facts, exported) : null;
  const shares = licensed.IMPORT ? chooseShares(facts) : done<Share[]>([]);
  if (left === null) return shares;
  const both =
    left.kind === 'AuthorisationMissing' &&
    !shares.ok &&
    shares.refusal.kind === 'AuthorisationMissing';
  return refused(both ? authorisationMissing(['EXPORT', 'IMPORT']) : left);
}

function checkExport(
  { draw, asked }: CrossingFacts,
  { uses, released }: { readonly uses: readonly ExportUse[]; readonly released: number },
): AuthorisationMissing | AllocationOnHold | null {
  const standing = uses.filter(({ terms }) => stands(terms, draw));
  const units = standing.reduce((sum, use) => sum + use.units, 0);
  if (units >= released + asked) return null;
  const suspended = uses.find(({ terms }) => terms.status === 'SUSPENDED');
  return suspended ? allocationOnHold(suspended.terms.licenceId) : authorisationMissing(['EXPORT']);
}

/**
 * A licence that was used when the goods left needs not hold until they arrive; it must not have
 * been stopped in between.
 */
function stands(terms: LicenceTerms, draw: DrawFacts): boolean {
  if (terms.status === 'SUSPENDED' || terms.status === 'REVOKED') return false;
  return mayDraw({ ...terms, status: 'ACTIVE', openConditions: [] }, { ...draw, days: [] }).ok;
}

function underLaw({ direction, jurisdictionId, vendorSeatId }: CrossingFacts, terms: LicenceTerms) {
  if (terms.jurisdictionId === jurisdictionId) return true;
  return direction === 'EXPORT' && terms.jurisdictionId === vendorSeatId;
}

/** What stands in the way of the oldest allocation that could have served. */
function whyNot(facts: CrossingFacts, open: readonly Drawing[]): CrossingRefusal {
  for (const { terms, held } of open) {
    if (!underLaw(facts, terms)) continue;
    if (held > 0 || terms.status === 'SUSPENDED') return allocationOnHold(terms.licenceId);
    const eligible = mayDraw(terms, facts.draw);
    // What another authority licensed is not for this one to read.
    if (eligible.ok || terms.jurisdictionId !== facts.jurisdictionId) continue;
    const { refusal } = eligible;
    if (refusal.kind === 'OutsideValidity' || refusal.kind === 'ConditionUnsatisfied') {
      return refusal;
    }
  }
  return authorisationMissing([facts.direction]);
}
