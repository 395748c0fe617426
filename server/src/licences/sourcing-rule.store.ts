import type { Provenance } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import type { SettledFigure } from './settled-figure.ts';
import type { RuleState, SourcingBasis } from './trade-rule.ts';
import { insertRule } from './trade-rule.store.ts';

/** A sourcing rule to be recorded. Keys are those of the database. */
export interface NewSourcingRule extends RuleState, SettledFigure {
  readonly name: string;
  readonly description: string;
  readonly jurisdictionId: string;
  readonly authorityId: string | null;
  readonly basis: SourcingBasis;
  readonly metric: string;
  readonly sourceReportId: string | null;
  readonly provenance: Provenance;
}

export interface LockedSourcingRule {
  readonly id: string;
  /** code */
  readonly jurisdiction: string;
  readonly basis: SourcingBasis;
  readonly state: RuleState;
}

/** Writes a sourcing rule and gives its key. */
export async function insertSourcingRule(tx: Tx, rule: NewSourcingRule): Promise<string> {
  return insertRule(tx, 'sourcing_rule', {
    name: rule.name,
    description: rule.description,
    jurisdiction_id: rule.jurisdictionId,
    authority_id: rule.authorityId,
    basis: rule.basis,
    metric: rule.metric,
    status: rule.status,
    effective_from: rule.effective.from,
    effective_to: rule.effective.to,
    settled_ratio: rule.ratio,
    settled_units: rule.units,
    source_report_id: rule.sourceReportId,
    provenance: rule.provenance,
  });
}

interface Row {
  jurisdiction: string;
  basis: SourcingBasis;
  status: RuleState['status'];
  from: string | null;
  to: string | null;
}

/** Locks a sourcing rule until the transaction ends. */
export async function lockSourcingRule(
  tx: Tx,
  id: string,
): Promise<LockedSourcingRule | undefined> {
  const [row] = await tx.query<Row>(
    `select code as jurisdiction, basis, status, effective_from::text as "from",
       effective_to::text as "to"
     from sourcing_rule join jurisdiction on jurisdiction.id = jurisdiction_id
     where sourcing_rule.id = $1 for update of sourcing_rule`,
    [id],
  );
  if (!row) return undefined;
  const { jurisdiction, basis, status, from, to } = row;
  return { id, jurisdiction, basis, state: { status, effective: { from, to } } };
}

/** Writes how a locked sourcing rule is settled; a figure that is null stays as it is. */
export async function writeSourcingRule(
  tx: Tx,
  id: string,
  { status, effective }: RuleState,
  { ratio, units }: SettledFigure,
  sourceReportId: string | null,
): Promise<void> {
  await tx.query(
    `update sourcing_rule set status = $2, effective_from = $3, effective_to = $4,
       settled_ratio = coalesce($5, settled_ratio), settled_units = coalesce($6, settled_units),
       source_report_id = coalesce(source_report_id, $7)
     where id = $1`,
    [id, status, effective.from, effective.to, ratio, units, sourceReportId],
  );
}
