import type { Provenance } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';

/** Keys are those of the database, days are `2026-01-28`. */
export interface NewStatement {
  readonly endUserId: string;
  readonly issuerId: string;
  readonly licenceId: string | null;
  readonly endUse: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** for which organisation it is recorded */
  readonly organisationId: string | null;
  readonly sourceReportId: string | null;
  readonly provenance: Provenance;
}

/** Writes an end-user statement and gives its key. */
export async function insertStatement(tx: Tx, statement: NewStatement): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into end_user_statement (end_user_id, issuer_id, licence_id, end_use, valid_from,
       valid_to, organisation_id, source_report_id, provenance)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id::text`,
    [
      statement.endUserId,
      statement.issuerId,
      statement.licenceId,
      statement.endUse,
      statement.validFrom,
      statement.validTo,
      statement.organisationId,
      statement.sourceReportId,
      statement.provenance,
    ],
  );
  if (!row) throw new Error('an inserted end-user statement gave no key');
  return row.id;
}

/** Code of the jurisdiction of an organisation; null where it is not known. */
export async function seatOf(tx: Tx, organisationId: string): Promise<string | null> {
  const [row] = await tx.query<{ code: string }>(
    `select code from organisation join jurisdiction on jurisdiction.id = jurisdiction_id
     where organisation.id = $1`,
    [organisationId],
  );
  return row?.code ?? null;
}
