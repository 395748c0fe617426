import type { Provenance } from '../access/viewer.ts';
import { findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { Reference } from '../kernel/reference.ts';
import type { InvalidReference } from '../kernel/refusal.ts';
import { done, type Result } from '../kernel/result.ts';
import type { ConditionStatus } from './condition.ts';

/** What a condition belongs to: keys in the database, exactly one of them not null. */
export interface ConditionOwner {
  readonly licenceId: string | null;
  readonly approvalRoundId: string | null;
}

export interface NewCondition extends ConditionOwner {
  readonly kind: string;
  readonly blocking: boolean;
  readonly description: string;
  readonly owedById: string | null;
  readonly dueAt: string | null;
  readonly provenance: Provenance;
}

/** To what a condition belongs; it never changes. */
export async function findOwner(tx: Tx, id: string): Promise<ConditionOwner | undefined> {
  const [row] = await tx.query<ConditionOwner>(
    `select licence_id::text as "licenceId", approval_round_id::text as "approvalRoundId"
     from licence_condition where id = $1`,
    [id],
  );
  return row;
}

/** Code of the jurisdiction of a round; undefined where there is no such round. */
export async function roundJurisdiction(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.query<{ code: string }>(
    `select code from approval_round join jurisdiction on jurisdiction.id = jurisdiction_id
     where approval_round.id = $1`,
    [id],
  );
  return row?.code;
}

/** The licences that a condition binds, in the order in which they are to be locked. */
export async function boundLicences(tx: Tx, owner: ConditionOwner): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id::text from licence where id = $1 or approval_round_id = $2 order by licence.id',
    [owner.licenceId, owner.approvalRoundId],
  );
  return rows.map(({ id }) => id);
}

/** Locks a condition, after the licences that it binds, and gives its status. */
export async function lockCondition(tx: Tx, id: string): Promise<ConditionStatus | undefined> {
  const [row] = await tx.query<{ status: ConditionStatus }>(
    'select status from licence_condition where id = $1 for update',
    [id],
  );
  return row?.status;
}

/** Writes a condition that is pending; gives its key. */
export async function insertCondition(tx: Tx, condition: NewCondition): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into licence_condition
       (licence_id, approval_round_id, kind, status, blocking, description, owed_by_id, due_at,
       provenance)
     values ($1, $2, $3, 'PENDING', $4, $5, $6, $7, $8) returning id::text`,
    [
      condition.licenceId,
      condition.approvalRoundId,
      condition.kind,
      condition.blocking,
      condition.description,
      condition.owedById,
      condition.dueAt,
      condition.provenance,
    ],
  );
  if (!row) throw new Error('an inserted condition gave no key');
  return row.id;
}

/** Writes the status of a locked condition; without new evidence the old stays. */
export async function writeConditionStatus(
  tx: Tx,
  id: string,
  status: ConditionStatus,
  evidenceId: string | null,
): Promise<void> {
  await tx.query(
    'update licence_condition set status = $2, evidence_id = coalesce($3, evidence_id) where id = $1',
    [id, status, evidenceId],
  );
}

/** Whether a blocking condition of a licence, or of its round, is neither satisfied nor waived. */
export async function hasOpenBlockingCondition(tx: Tx, licenceId: string): Promise<boolean> {
  const [row] = await tx.query<{ open: boolean }>(
    `select exists (
       select from licence_condition own join licence on licence.id = $1
       where (own.licence_id = licence.id or own.approval_round_id = licence.approval_round_id)
         and own.blocking and own.status not in ('SATISFIED', 'WAIVED')
     ) as open`,
    [licenceId],
  );
  return row?.open === true;
}

export async function isSourceReport(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.query('select from source_report where id = $1', [id]);
  return found.length > 0;
}

/** Key of the organisation that owes a condition, where one is named. */
export async function findDebtor(
  tx: Tx,
  owedBy: Reference | null | undefined,
): Promise<Result<string | null, InvalidReference>> {
  return owedBy ? findReference(tx, 'Organisation', 'owedBy', owedBy) : done(null);
}
