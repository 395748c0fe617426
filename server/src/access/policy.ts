import { hasRole, type Viewer } from './viewer.ts';

/** What the rules about a licence look at. */
export interface LicenceSubject {
  readonly published: boolean;
  /** code of the jurisdiction whose authority gives the licence */
  readonly jurisdiction: string;
  readonly licenseeId: string | null;
}

export type LicenceAction = 'SUSPEND_LICENCE' | 'REINSTATE_LICENCE' | 'REVOKE_LICENCE';
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

/**
 * Evidence is written down by those who weigh it: administrators, authorities, analysts. Parties to
 * the trade (buyers, vendors, brokers, carriers, laboratories) are its subject, integrators read it.
 */
export function mayRecordEvidence(viewer: Viewer): boolean {
  return hasRole(viewer, 'ADMIN', 'AUTHORITY', 'ANALYST');
}

function isAuthorityOf(viewer: Viewer, jurisdiction: string): boolean {
  return hasRole(viewer, 'AUTHORITY') && viewer.jurisdictions.includes(jurisdiction);
}
