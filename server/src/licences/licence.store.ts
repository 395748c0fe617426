import type { LicenceSubject } from '../access/policy.ts';
import type { Tx } from '../database/transaction.ts';
import type { LicenceState, LicenceStatus, StatusChange, Validity } from './licence.ts';

export interface LockedLicence extends LicenceSubject {
  readonly id: string;
  readonly state: LicenceState;
  readonly validity: Validity;
}

interface LicenceRow {
  status: LicenceStatus;
  status_before_suspension: LicenceStatus | null;
  status_reason: string | null;
  version: number;
  published: boolean;
  licensee: string | null;
  jurisdiction: string;
  valid_from: string | null;
  valid_to: string | null;
}

/** Locks a licence until the transaction ends, and loads what its rules look at. */
export async function lockLicence(tx: Tx, id: string): Promise<LockedLicence | undefined> {
  const [row] = await tx.query<LicenceRow>(
    `select l.status, l.status_before_suspension, l.status_reason, l.version, l.published,
       l.licensee_id::text as licensee, j.code as jurisdiction,
       to_char(l.valid_from, 'YYYY-MM-DD') as valid_from, to_char(l.valid_to, 'YYYY-MM-DD') as valid_to
     from licence l join jurisdiction j on j.id = l.jurisdiction_id
     where l.id = $1 for update of l`,
    [id],
  );
  if (!row) return undefined;
  return {
    id,
    published: row.published,
    jurisdiction: row.jurisdiction,
    licenseeId: row.licensee,
    validity: { validFrom: row.valid_from, validTo: row.valid_to },
    state: {
      status: row.status,
      statusBeforeSuspension: row.status_before_suspension,
      statusReason: row.status_reason,
      version: row.version,
    },
  };
}

/** Keys of the licences with a number, of any authority or of the one of that name; the lowest first. */
export async function licencesNumbered(
  tx: Tx,
  number: string,
  authority: string | null,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select licence.id::text from licence left join organisation on organisation.id = authority_id
     where number = $1 and ($2::text is null or organisation.name = $2) order by licence.id`,
    [number, authority],
  );
  return rows.map(({ id }) => id);
}

/** Writes a change of a locked licence's status, and the amendment that keeps what was before. */
export async function writeStatusChange(tx: Tx, id: string, change: StatusChange): Promise<void> {
  const { before, after, at } = change;
  await tx.query(
    `with amended as (
       insert into licence_amendment (licence_id, version, effective_at, changes, reason)
       values ($1, $2, $3, $4, $5)
     )
     update licence set version = $2, status_changed_at = $3, status_reason = $5, status = $6,
       status_before_suspension = $7
     where id = $1`,
    [
      id,
      after.version,
      at.toISOString(),
      JSON.stringify(changedFields(before, after)),
      after.statusReason,
      after.status,
      after.statusBeforeSuspension,
    ],
  );
}

function changedFields(before: LicenceState, after: LicenceState) {
  const fields = ['status', 'statusReason'] as const;
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}
