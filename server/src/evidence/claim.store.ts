import { lockForTransaction } from '../database/idempotency.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { ClaimDraft, ClaimTopic, ClaimValue, Contention } from './claim.ts';

/** Writes a claim and gives its key. */
export async function insertClaim(tx: Tx, draft: ClaimDraft): Promise<string> {
  const columns = { ...topicColumns(draft), ...restColumns(draft), ...valueColumns(draft.value) };
  const names = Object.keys(columns);
  const [row] = await tx.query<{ id: string }>(
    `insert into claim (${names.join(', ')})
     values (${names.map((_, at) => `$${at + 1}`).join(', ')}) returning id::text`,
    Object.values(columns),
  );
  if (!row) throw new Error('an inserted claim gave no key');
  return row.id;
}

/** Stores that two claims contradict each other, so that either shows the other. */
export async function linkContradictions(
  tx: Tx,
  id: string,
  others: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into claim_contradiction (claim_id, contradicts_id)
     select $1::bigint, other from unnest($2::bigint[]) other
     union all select other, $1::bigint from unnest($2::bigint[]) other`,
    [id, others],
  );
}

interface RivalRow {
  id: string;
  as_of: string | null;
  modality: Contention['modality'];
  value: ClaimValue;
}

/**
 * The claims on a topic that were not superseded, with what they say. Until the transaction ends
 * no other is recorded on it, so that two rivals recorded at once still find each other.
 */
export async function lockRivals(
  tx: Tx,
  topic: ClaimTopic,
): Promise<(Contention & { id: string })[]> {
  await lockForTransaction(tx, `claims ${topic.subjectType} ${topic.subjectId} ${topic.predicate}`);
  const rows = await tx.query<RivalRow>(
    `select id::text, as_of::text, modality, json_build_object('kind', value_kind,
       'qualifier', qualifier, 'low', low::text, 'central', central::text, 'high', high::text,
       'boundKind', bound_kind, 'level', level::text, 'unit', unit, 'statement', statement,
       'organisationId', value_organisation_id::text, 'date', value_date::text,
       'precision', value_date_precision) as value
     from claim
     where subject_type = $1 and subject_id = $2 and predicate = $3
       and chip_id is not distinct from $4 and jurisdiction_id is not distinct from $5
       and period_start is not distinct from $6 and period_end is not distinct from $7
       and not exists (select from claim later where later.supersedes_id = claim.id)
     order by claim.id`,
    Object.values(topicColumns(topic)),
  );
  return rows.map(({ id, as_of, modality, value }) => ({
    ...topic,
    id,
    asOf: as_of,
    modality,
    value,
  }));
}

const topicColumns = (topic: ClaimTopic) => ({
  subject_type: topic.subjectType,
  subject_id: topic.subjectId,
  predicate: topic.predicate,
  chip_id: topic.chipId,
  jurisdiction_id: topic.jurisdictionId,
  period_start: topic.periodStart,
  period_end: topic.periodEnd,
});

const restColumns = (draft: ClaimDraft) => ({
  source_report_id: draft.sourceReportId,
  modality: draft.modality,
  rank: draft.rank,
  as_of: draft.asOf,
  as_of_precision: draft.asOfPrecision,
  note: draft.note,
  restates_id: draft.restatesId,
  supersedes_id: draft.supersedesId,
});

function valueColumns(value: ClaimValue): Record<string, string | null> {
  switch (value.kind) {
    case 'FIGURE': {
      const { kind, boundKind, ...figure } = value;
      return { value_kind: kind, bound_kind: boundKind, ...figure };
    }
    case 'STATEMENT':
      return { value_kind: value.kind, statement: value.statement };
    case 'ORGANISATION':
      return { value_kind: value.kind, value_organisation_id: value.organisationId };
    case 'DATE':
      return {
        value_kind: value.kind,
        value_date: value.date,
        value_date_precision: value.precision,
      };
  }
}
