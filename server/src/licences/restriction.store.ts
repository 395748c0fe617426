import type { Provenance } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import type { RestrictionState } from './restriction.ts';
import { insertRule, linkRule } from './trade-rule.store.ts';

/** A restriction that is reported. Keys are those of the database. */
export interface NewRestriction {
  readonly name: string;
  readonly description: string;
  readonly jurisdictionId: string;
  readonly authorityId: string | null;
  readonly procedure: string;
  /** a licence may permit what it is about */
  readonly licensable: boolean;
  readonly legalReference: string | null;
  readonly inForceFrom: string | null;
  readonly chips: readonly string[];
  readonly parties: readonly string[];
  readonly sourceReportId: string | null;
  readonly provenance: Provenance;
}

export interface LockedRestriction {
  readonly id: string;
  /** code */
  readonly jurisdiction: string;
  readonly state: RestrictionState;
}

/** Writes a restriction that is reported; gives its key. */
export async function insertRestriction(tx: Tx, restriction: NewRestriction): Promise<string> {
  const id = await insertRule(tx, 'restriction', {
    name: restriction.name,
    description: restriction.description,
    jurisdiction_id: restriction.jurisdictionId,
    authority_id: restriction.authorityId,
    procedure: restriction.procedure,
    licensable: restriction.licensable,
    status: 'REPORTED',
    legal_reference: restriction.legalReference,
    in_force_from: restriction.inForceFrom,
    source_report_id: restriction.sourceReportId,
    provenance: restriction.provenance,
  });
  const own = 'restriction_id';
  const chip = { table: 'restriction_chip', own, other: 'chip_id' };
  await linkRule(tx, chip, id, restriction.chips);
  const party = { table: 'restriction_party', own, other: 'organisation_id' };
  await linkRule(tx, party, id, restriction.parties);
  return id;
}

type Row = RestrictionState & Pick<LockedRestriction, 'jurisdiction'>;

/** Locks a restriction until the transaction ends. */
export async function lockRestriction(tx: Tx, id: string): Promise<LockedRestriction | undefined> {
  const [row] = await tx.query<Row>(
    `select status, in_force_from::text as "inForceFrom", lifted_at::text as "liftedAt",
       code as jurisdiction
     from restriction join jurisdiction on jurisdiction.id = jurisdiction_id
     where restriction.id = $1 for update of restriction`,
    [id],
  );
  if (!row) return undefined;
  const { jurisdiction, ...state } = row;
  return { id, jurisdiction, state };
}

/** Writes the state of a locked restriction; a source that it has already stays. */
export async function writeRestrictionState(
  tx: Tx,
  id: string,
  state: RestrictionState,
  sourceReportId: string | null,
): Promise<void> {
  await tx.query(
    `update restriction set status = $2, in_force_from = $3, lifted_at = $4,
       source_report_id = coalesce(source_report_id, $5)
     where id = $1`,
    [id, state.status, state.inForceFrom, state.liftedAt, sourceReportId],
  );
}
