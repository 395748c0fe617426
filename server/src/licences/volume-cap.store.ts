import type { Provenance } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import type { RuleState } from './trade-rule.ts';
import { insertRule, linkRule } from './trade-rule.store.ts';

/** A volume cap to be recorded. Keys are those of the database. */
export interface NewVolumeCap extends RuleState {
  readonly name: string;
  readonly description: string;
  readonly jurisdictionId: string;
  readonly authorityId: string | null;
  readonly metric: string | null;
  /** of one, decimal; null: not known, or what a source says */
  readonly ratio: string | null;
  readonly destinations: readonly string[];
  readonly legalReference: string | null;
  readonly sourceReportId: string | null;
  readonly provenance: Provenance;
}

export interface LockedVolumeCap {
  readonly id: string;
  /** code */
  readonly jurisdiction: string;
  readonly state: RuleState;
}

/** Writes a volume cap and gives its key. */
export async function insertVolumeCap(tx: Tx, cap: NewVolumeCap): Promise<string> {
  const id = await insertRule(tx, 'volume_cap', {
    name: cap.name,
    description: cap.description,
    jurisdiction_id: cap.jurisdictionId,
    authority_id: cap.authorityId,
    metric: cap.metric,
    ratio: cap.ratio,
    status: cap.status,
    effective_from: cap.effective.from,
    effective_to: cap.effective.to,
    legal_reference: cap.legalReference,
    source_report_id: cap.sourceReportId,
    provenance: cap.provenance,
  });
  const destination = {
    table: 'volume_cap_destination',
    own: 'volume_cap_id',
    other: 'jurisdiction_id',
  };
  await linkRule(tx, destination, id, cap.destinations);
  return id;
}

interface Row {
  jurisdiction: string;
  status: RuleState['status'];
  from: string | null;
  to: string | null;
}

/** Locks a volume cap until the transaction ends. */
export async function lockVolumeCap(tx: Tx, id: string): Promise<LockedVolumeCap | undefined> {
  const [row] = await tx.query<Row>(
    `select code as jurisdiction, status, effective_from::text as "from", effective_to::text as "to"
     from volume_cap join jurisdiction on jurisdiction.id = jurisdiction_id
     where volume_cap.id = $1 for update of volume_cap`,
    [id],
  );
  if (!row) return undefined;
  const { jurisdiction, status, from, to } = row;
  return { id, jurisdiction, state: { status, effective: { from, to } } };
}

/** Writes how a locked volume cap is settled; a figure or a metric that is null stays as it is. */
export async function writeVolumeCap(
  tx: Tx,
  id: string,
  { status, effective }: RuleState,
  settled: Pick<NewVolumeCap, 'metric' | 'ratio' | 'sourceReportId'>,
): Promise<void> {
  await tx.query(
    `update volume_cap set status = $2, effective_from = $3, effective_to = $4,
       metric = coalesce($5, metric), ratio = coalesce($6, ratio),
       source_report_id = coalesce(source_report_id, $7)
     where id = $1`,
    [
      id,
      status,
      effective.from,
      effective.to,
      settled.metric,
      settled.ratio,
      settled.sourceReportId,
    ],
  );
}
