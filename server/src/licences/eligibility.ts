import { done, type Result, refused } from '../kernel/result.ts';
import {
  type ChipMismatch,
  type ConditionUnsatisfied,
  chipMismatch,
  conditionUnsatisfied,
  type JurisdictionMismatch,
  jurisdictionMismatch,
  type LicenceNotInForce,
  licenceNotInForce,
  type PartyMismatch,
  partyMismatch,
} from './drawing-refusals.ts';
import type { LicenceStatus, Validity } from './licence.ts';
import { type OutsideValidity, outsideValidity } from './refusals.ts';

export type Direction = 'EXPORT' | 'IMPORT';

export interface RoleHolder {
  readonly role: string;
  readonly organisationId: string;
}

/** A licence line as far as it says who may draw on it, for what and when. Keys of the database. */
export interface LicenceTerms {
  readonly lineId: string;
  readonly licenceId: string;
  readonly status: LicenceStatus;
  readonly direction: Direction;
  readonly jurisdictionId: string;
  readonly validity: Validity;
  /** null: anybody */
  readonly licenseeId: string | null;
  /** null: wherever */
  readonly destinationId: string | null;
  /** in a role that it does not name: anybody */
  readonly parties: readonly RoleHolder[];
  /** blocking conditions of it or its round that are neither satisfied nor waived */
  readonly openConditions: readonly string[];
  readonly chipId: string | null;
  /** counts where the line names no chip */
  readonly controlCode: string | null;
}

/** What is to be drawn for: an order line, or one that is only thought of. Keys of the database. */
export interface DrawFacts {
  readonly buyerId: string;
  readonly vendorId: string;
  readonly chipId: string;
  /** control classifications of the chip that hold today */
  readonly controlCodes: readonly { readonly jurisdictionId: string; readonly code: string }[];
  readonly destinationId: string | null;
  readonly parties: readonly RoleHolder[];
  /** today, and the day of shipping where one is named, as `2026-01-28` */
  readonly days: readonly string[];
}

/** Why a licence line does not serve. */
export type Ineligible =
  | LicenceNotInForce
  | ChipMismatch
  | PartyMismatch
  | JurisdictionMismatch
  | OutsideValidity
  | ConditionUnsatisfied;

/**
 * Whether a licence line serves for what is to be drawn, whatever it has left (`drawQuota`). An
 * exhausted licence serves: it has nothing left, which is said with its numbers.
 */
export function mayDraw(licence: LicenceTerms, draw: DrawFacts): Result<LicenceTerms, Ineligible> {
  const { status, validity, openConditions } = licence;
  if (status !== 'ACTIVE' && status !== 'EXHAUSTED') return refused(licenceNotInForce(status));
  if (!covers(licence, draw)) {
    return refused(chipMismatch(licence.chipId, licence.controlCode, draw.chipId));
  }
  const stranger = wrongParty(licence, draw);
  if (stranger) return refused(stranger);
  // An import licence without a destination is for its own jurisdiction.
  const destination =
    licence.destinationId ?? (licence.direction === 'IMPORT' ? licence.jurisdictionId : null);
  if (destination !== null && destination !== draw.destinationId) {
    return refused(jurisdictionMismatch(destination, draw.destinationId));
  }
  const outside = draw.days.find((day) => !holdsOn(validity, day));
  if (outside !== undefined) return refused(outsideValidity(outside, validity));
  if (openConditions.length > 0) return refused(conditionUnsatisfied(openConditions));
  return done(licence);
}

export function holdsOn({ validFrom, validTo }: Validity, day: string): boolean {
  return (validFrom === null || day >= validFrom) && (validTo === null || day <= validTo);
}

/** A line for `3A090` covers `3A090.a`. */
function covers(line: LicenceTerms, { chipId, controlCodes }: DrawFacts): boolean {
  if (line.chipId !== null) return line.chipId === chipId;
  return controlCodes.some(
    ({ jurisdictionId, code }) =>
      jurisdictionId === line.jurisdictionId &&
      (code === line.controlCode || code.startsWith(`${line.controlCode}.`)),
  );
}

/** The exporter is the vendor, the importer the buyer; who buys for itself is also the end user. */
function wrongParty(licence: LicenceTerms, draw: DrawFacts): PartyMismatch | undefined {
  const trader = licence.direction === 'EXPORT' ? draw.vendorId : draw.buyerId;
  if (licence.licenseeId !== null && licence.licenseeId !== trader) {
    return partyMismatch('LICENSEE', [licence.licenseeId]);
  }
  for (const role of new Set(licence.parties.map((party) => party.role))) {
    const expected = inRole(licence.parties, role);
    const named = inRole(draw.parties, role);
    const self = named.length === 0 && (role === 'PURCHASER' || role === 'END_USER');
    const actual = self ? [draw.buyerId] : named;
    if (!actual.every((one) => expected.includes(one))) return partyMismatch(role, expected);
  }
  return undefined;
}

function inRole(parties: readonly RoleHolder[], wanted: string): string[] {
  return parties.filter(({ role }) => role === wanted).map(({ organisationId }) => organisationId);
}
