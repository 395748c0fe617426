import { mayDecideUnderLaw } from '../access/policy.ts';
import { hasRole, type Viewer } from '../access/viewer.ts';

export type StatementAction = 'RECORD_END_USER_STATEMENT';

/** What the rule about recording a statement looks at: keys in the database. */
export interface StatementSubject {
  readonly endUserId: string;
  /** code of the end user's jurisdiction; null: not known */
  readonly jurisdiction: string | null;
  readonly issuerId: string;
}

/**
 * A statement is recorded by the authority of the end user's jurisdiction, by vendors and brokers
 * who were given it, and by whoever acts for the end user or the issuer.
 */
export function mayRecordStatement(viewer: Viewer, statement: StatementSubject): boolean {
  const { organisationId } = viewer;
  const party =
    organisationId !== null && [statement.endUserId, statement.issuerId].includes(organisationId);
  return (
    mayDecideUnderLaw(viewer, statement.jurisdiction ?? '') ||
    (organisationId !== null && hasRole(viewer, 'VENDOR', 'BROKER')) ||
    (party && hasRole(viewer, 'BUYER'))
  );
}
