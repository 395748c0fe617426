import type { Provenance } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import type { RoundStatus } from './approval-round.ts';
import { insertRule, linkRule } from './trade-rule.store.ts';

/** What is announced of a round; keys are those of the database, the day is `2026-01-28`. */
export interface AnnouncedRound {
  readonly name: string;
  readonly jurisdictionId: string;
  readonly authorityId: string | null;
  readonly ordinal: number;
  readonly announcedAt: string;
  readonly criteriaKnown: boolean;
  /** of who announces it */
  readonly provenance: Provenance;
  /** who is considered, beside those who are already */
  readonly candidates: readonly string[];
}

export interface LockedRound {
  readonly id: string;
  readonly name: string;
  readonly status: RoundStatus;
  /** code */
  readonly jurisdiction: string;
}

const COLUMNS = 'approval_round.id::text, approval_round.name, status, code as jurisdiction';

/** Locks a round until the transaction ends. */
export async function lockRound(tx: Tx, id: string): Promise<LockedRound | undefined> {
  const [row] = await tx.query<LockedRound>(
    `select ${COLUMNS} from approval_round join jurisdiction on jurisdiction.id = jurisdiction_id
     where approval_round.id = $1 for update of approval_round`,
    [id],
  );
  return row;
}

/** Locks the round that has a number among those of a jurisdiction. */
export async function lockRoundNumbered(
  tx: Tx,
  jurisdictionId: string,
  ordinal: number,
): Promise<LockedRound | undefined> {
  const [row] = await tx.query<LockedRound>(
    `select ${COLUMNS} from approval_round join jurisdiction on jurisdiction.id = jurisdiction_id
     where jurisdiction_id = $1 and ordinal = $2 for update of approval_round`,
    [jurisdictionId, ordinal],
  );
  return row;
}

const candidate = {
  table: 'approval_round_candidate',
  own: 'approval_round_id',
  other: 'organisation_id',
};

/** Writes a round that is announced; gives its key. */
export async function insertRound(tx: Tx, round: AnnouncedRound): Promise<string> {
  const id = await insertRule(tx, 'approval_round', {
    name: round.name,
    jurisdiction_id: round.jurisdictionId,
    authority_id: round.authorityId,
    ordinal: round.ordinal,
    status: 'ANNOUNCED',
    announced_at: round.announcedAt,
    announced_precision: 'DAY',
    criteria_known: round.criteriaKnown,
    provenance: round.provenance,
  });
  await linkRule(tx, candidate, id, round.candidates);
  return id;
}

/** Writes over a locked round, which was expected, what is announced of it. */
export async function announceRound(tx: Tx, id: string, round: AnnouncedRound): Promise<void> {
  await tx.query(
    `update approval_round set status = 'ANNOUNCED', name = $2,
       authority_id = coalesce($3, authority_id), announced_at = $4, announced_precision = 'DAY',
       criteria_known = $5, provenance = $6
     where id = $1`,
    [id, round.name, round.authorityId, round.announcedAt, round.criteriaKnown, round.provenance],
  );
  await linkRule(tx, candidate, id, round.candidates);
}

/** Writes the status of a locked round. */
export async function writeRoundStatus(tx: Tx, id: string, status: RoundStatus): Promise<void> {
  await tx.query('update approval_round set status = $2 where id = $1', [id, status]);
}
