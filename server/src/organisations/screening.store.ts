import type { Provenance } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import type { ScreeningFinding, ScreeningResult, ScreeningSubject } from './screening.ts';

export interface NewScreening extends ScreeningSubject {
  readonly list: string;
  readonly result: ScreeningFinding;
  readonly screenedAt: Date;
  /** the viewer's key */
  readonly screenedBy: string;
  readonly reason: string | null;
  readonly evidenceId: string | null;
  readonly provenance: Provenance;
}

export interface LockedScreening extends ScreeningSubject {
  readonly id: string;
  readonly result: ScreeningResult;
}

export interface Override {
  readonly reason: string;
  readonly evidenceId: string;
  readonly at: Date;
  /** the viewer's key */
  readonly by: string;
}

/** Writes a screening and gives its key. */
export async function insertScreening(tx: Tx, screening: NewScreening): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into screening (organisation_id, list, result, screened_at, screened_by,
       screened_for_id, reason, evidence_id, provenance)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id::text`,
    [
      screening.organisationId,
      screening.list,
      screening.result,
      screening.screenedAt.toISOString(),
      screening.screenedBy,
      screening.screenedForId,
      screening.reason,
      screening.evidenceId,
      screening.provenance,
    ],
  );
  if (!row) throw new Error('an inserted screening gave no key');
  return row.id;
}

/** Locks a screening until the transaction ends, and loads what its rules look at. */
export async function lockScreening(tx: Tx, id: string): Promise<LockedScreening | undefined> {
  const [row] = await tx.query<LockedScreening>(
    `select id::text, organisation_id::text as "organisationId",
       screened_for_id::text as "screenedForId", result
     from screening where id = $1 for update`,
    [id],
  );
  return row;
}

/** Writes the override of a locked screening. */
export async function writeOverride(tx: Tx, id: string, override: Override): Promise<void> {
  await tx.query(
    `update screening set result = 'OVERRIDDEN', reason = $2, evidence_id = $3, overridden_at = $4,
       overridden_by = $5
     where id = $1`,
    [id, override.reason, override.evidenceId, override.at.toISOString(), override.by],
  );
}
