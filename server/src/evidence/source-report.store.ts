import type { Provenance } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import type { SourceReportDraft } from './source-report.ts';

/** Writes a source report and gives its key. */
export async function insertSourceReport(
  tx: Tx,
  draft: SourceReportDraft,
  provenance: Provenance,
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into source_report (publisher, title, url, published_at, published_precision, via,
       source_count, anonymity, language, verified_by, terms, provenance)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id::text`,
    [
      draft.publisher,
      draft.title,
      draft.url,
      draft.publishedAt,
      draft.publishedPrecision,
      draft.via,
      draft.sourceCount,
      draft.anonymity,
      draft.language,
      draft.verifiedBy,
      draft.terms,
      provenance,
    ],
  );
  if (!row) throw new Error('an inserted source report gave no key');
  return row.id;
}
