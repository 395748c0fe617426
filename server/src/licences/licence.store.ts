import type { LicenceSubject } from '../access/policy.ts';
import { lockForTransaction } from '../database/idempotency.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { LicenceState, LicenceStatus, StatusChange, Validity } from './licence.ts';
import type { FieldChange } from './licence-amendment.ts';

export interface LockedLicence extends LicenceSubject {
  readonly id: string;
  readonly number: string | null;
  readonly authorityId: string | null;
  readonly state: LicenceState;
  readonly validity: Validity;
}

interface LicenceRow {
  number: string | null;
  authority: string | null;
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
       l.number, l.authority_id::text as authority, l.licensee_id::text as licensee, j.code as jurisdiction,
       to_char(l.valid_from, 'YYYY-MM-DD') as valid_from, to_char(l.valid_to, 'YYYY-MM-DD') as valid_to
     from licence l join jurisdiction j on j.id = l.jurisdiction_id
     where l.id = $1 for update of l`,
    [id],
  );
  if (!row) return undefined;
  return {
    id,
    number: row.number,
    authorityId: row.authority,
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

/**
 * Writes the next version of a locked licence, and the amendment that keeps what was before. It
 * begins when it was decided, and never before the version that it follows.
 *
 * @param more what else changed beside the status
 * @returns key of the amendment
 */
export async function writeStatusChange(
  tx: Tx,
  id: string,
  change: StatusChange,
  more: readonly FieldChange[] = [],
  reason = change.after.statusReason,
): Promise<string> {
  const { before, after, at } = change;
  const changed = before.status !== after.status;
  const [row] = await tx.query<{ id: string }>(
    `with amended as (
       insert into licence_amendment (licence_id, version, effective_at, changes, reason)
       values ($1, $2, greatest($3::timestamptz, (select max(effective_at) from licence_amendment
         where licence_id = $1)), $4, $8)
       returning id
     )
     update licence set version = $2, status_reason = $5, status = $6, status_before_suspension = $7,
       status_changed_at = case when $9 then $3::timestamptz else status_changed_at end
     from amended where licence.id = $1 returning amended.id::text`,
    [
      id,
      after.version,
      at.toISOString(),
      JSON.stringify([...changedFields(before, after), ...more]),
      after.statusReason,
      after.status,
      after.statusBeforeSuspension,
      reason,
      changed,
    ],
  );
  if (!row) throw new Error('a licence that is locked is not there');
  return row.id;
}

function changedFields(before: LicenceState, after: LicenceState): FieldChange[] {
  const fields = ['status', 'statusReason'] as const;
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** When the newest version of a licence began; null where it has only its first. */
export async function newestVersionFrom(tx: Tx, id: string): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>(
    'select max(effective_at) as at from licence_amendment where licence_id = $1',
    [id],
  );
  return row?.at ?? null;
}

/** Lets everybody see a locked licence: its events from this one on, its versions after the present. */
export async function publishLicence(tx: Tx, id: string, eventId: string): Promise<void> {
  await tx.query(
    `update licence set published = true, published_event_id = $2, published_version = version
     where id = $1`,
    [id, eventId],
  );
}

/** Writes the days of a locked licence, and its number. */
export async function writeTerms(
  tx: Tx,
  id: string,
  { number, validFrom, validTo }: Validity & { readonly number: string | null },
): Promise<void> {
  await tx.query('update licence set number = $2, valid_from = $3, valid_to = $4 where id = $1', [
    id,
    number,
    validFrom,
    validTo,
  ]);
}

/**
 * Whether an authority has given a number to another licence. Whoever asks for one to give waits here
 * for the others, until the transaction ends.
 */
export async function isNumberTaken(
  tx: Tx,
  { id, authorityId }: { readonly id: string | null; readonly authorityId: string | null },
  number: string,
): Promise<boolean> {
  await lockForTransaction(tx, 'numbers of licences');
  const taken = await tx.query(
    `select from licence where number = $2 and authority_id is not distinct from $1
       and licence.id is distinct from $3`,
    [authorityId, number, id],
  );
  return taken.length > 0;
}
