import { hasRole, type Viewer } from './viewer.ts';

/** What the rules about a licence look at. */
export interface LicenceSubject {
  readonly published: boolean;
  /** code of the jurisdiction whose authority gives the licence */
  readonly jurisdiction: string;
  readonly licenseeId: string | null;
}

export type LicenceAction =
  | 'ACTIVATE_LICENCE'
  | 'SUSPEND_LICENCE'
  | 'REINSTATE_LICENCE'
  | 'REVOKE_LICENCE';
export type ApplicationAction =
  | 'DRAFT_LICENCE'
  | 'SUBMIT_LICENCE'
  | 'WITHDRAW_LICENCE'
  | 'NUMBER_LICENCE'
  | 'DECIDE_LICENCE'
  | 'AMEND_LICENCE';
export type ConditionAction =
  | 'IMPOSE_CONDITION'
  | 'SATISFY_CONDITION'
  | 'WAIVE_CONDITION'
  | 'RECORD_CONDITION_BREACH';
export type KeyAction = 'CREATE_API_KEY' | 'REVOKE_API_KEY';
export type EvidenceAction = 'RECORD_SOURCE_REPORT' | 'RECORD_CLAIM';

/** A published licence is seen by all; others by its licensee, its authority and administrators. */
export function maySeeLicence(viewer: Viewer, licence: LicenceSubject): boolean {
  return (
    licence.published ||
    hasRole(viewer, 'ADMIN') ||
    isAuthorityOf(viewer, licence.jurisdiction) ||
    (licence.licenseeId !== null && viewer.organisationId === licence.licenseeId)
  );
}

/** A licence is decided on by the authority of its jurisdiction, and by administrators. */
export function mayDecideOnLicence(viewer: Viewer, licence: LicenceSubject): boolean {
  return hasRole(viewer, 'ADMIN') || isAuthorityOf(viewer, licence.jurisdiction);
}

/** What is law in a jurisdiction is decided by its authority, and by administrators. */
export function mayDecideUnderLaw(viewer: Viewer, jurisdiction: string): boolean {
  return hasRole(viewer, 'ADMIN') || isAuthorityOf(viewer, jurisdiction);
}

/** A licence is applied for by whoever trades for its licensee, and by administrators. */
export function mayApplyFor(
  viewer: Viewer,
  { licenseeId }: Pick<LicenceSubject, 'licenseeId'>,
): boolean {
  const trades = hasRole(viewer, 'BUYER', 'VENDOR', 'BROKER');
  const own = licenseeId !== null && viewer.organisationId === licenseeId;
  return hasRole(viewer, 'ADMIN') || (trades && own);
}

/**
 * Evidence is written down by those who weigh it: administrators, authorities, analysts. Parties to
 * the trade (buyers, vendors, brokers, carriers, laboratories) are its subject, integrators read it.
 */
export function mayRecordEvidence(viewer: Viewer): boolean {
  return hasRole(viewer, 'ADMIN', 'AUTHORITY', 'ANALYST');
}

/** Keys are made and revoked by administrators. */
export function mayManageKeys(viewer: Viewer): boolean {
  return hasRole(viewer, 'ADMIN');
}

/** What is known of a key, without the key: for administrators and for whom it acts. */
export function maySeeKey(
  viewer: Viewer,
  key: { readonly organisationId: string | null },
): boolean {
  const own = key.organisationId !== null && viewer.organisationId === key.organisationId;
  return own || hasRole(viewer, 'ADMIN');
}

function isAuthorityOf(viewer: Viewer, jurisdiction: string): boolean {
  return hasRole(viewer, 'AUTHORITY') && viewer.jurisdictions.includes(jurisdiction);
}
