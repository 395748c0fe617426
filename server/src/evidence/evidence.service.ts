import type { DataSource } from 'typeorm';
import { type EvidenceAction, mayRecordEvidence } from '../access/policy.ts';
import { provenanceOfReport, type Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { decide, type Keyed } from '../events/decide.ts';
import { appendEvent } from '../events/event.store.ts';
import { encodeId } from '../kernel/ids.ts';
import {
  type IdempotencyConflict,
  type InvalidReference,
  invalidReference,
  type NotAuthorised,
  notAuthorised,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { insertClaim, linkContradictions, lockRivals } from './claim.store.ts';
import { type ClaimInput, type ReadClaim, type Reference, readClaim } from './claim-input.ts';
import { contradict } from './contradiction.ts';
import { insertSourceReport } from './source-report.store.ts';
import { readSourceReport, type SourceReportInput } from './source-report.ts';
import { isVisible, type SubjectKind } from './subject.store.ts';

/** Keys are those of the database, from which an answer is read on. */
export interface SourceReportRecorded {
  readonly sourceReportId: string;
  readonly replayed: boolean;
}

export interface ClaimRecorded {
  readonly claimId: string;
  /** claims that cannot be true together with it */
  readonly contradictionIds: readonly string[];
  readonly replayed: boolean;
}

export type EvidenceRefusal = NotAuthorised | IdempotencyConflict;
export type ClaimRefusal = EvidenceRefusal | InvalidReference;

export interface EvidenceParts {
  readonly database: DataSource;
  /** every type that has an `id`, with its table */
  readonly subjects: readonly SubjectKind[];
  /** tells the sequencer that an event was committed; costs nothing and may be lost */
  readonly ring: () => void;
}

/**
 * Writes down what sources say. Nothing is ever changed: a correction is a new claim that
 * supersedes. Methods throw Fault BAD_USER_INPUT or MALFORMED_ID for an input that cannot be read,
 * UNAVAILABLE or TIMEOUT from the database.
 */
export class EvidenceService {
  readonly #parts: EvidenceParts;

  constructor(parts: EvidenceParts) {
    this.#parts = parts;
  }

  async recordSourceReport(
    viewer: Viewer,
    input: SourceReportInput & Keyed,
  ): Promise<Result<SourceReportRecorded, EvidenceRefusal>> {
    const draft = readSourceReport(input);
    return this.#record<Pick<SourceReportRecorded, 'sourceReportId'>>(
      viewer,
      input,
      'RECORD_SOURCE_REPORT',
      async (tx) => {
        const sourceReportId = await insertSourceReport(tx, draft, provenanceOfReport(viewer));
        await appendEvent(tx, {
          type: 'SOURCE_REPORT_RECORDED',
          licenceId: null,
          subject: { type: 'SourceReport', id: sourceReportId },
          actor: viewer.key,
          payload: { sourceReport: encodeId('SourceReport', sourceReportId) },
        });
        return done({ sourceReportId });
      },
    );
  }

  async recordClaim(
    viewer: Viewer,
    input: ClaimInput & Keyed,
  ): Promise<Result<ClaimRecorded, ClaimRefusal>> {
    const claim = readClaim(input);
    return this.#record<Omit<ClaimRecorded, 'replayed'>, InvalidReference>(
      viewer,
      input,
      'RECORD_CLAIM',
      async (tx) => {
        const missing = await this.#findMissing(tx, viewer, claim.references);
        if (missing) return refused(invalidReference(missing.field, missing.id));
        return done(await writeClaim(tx, viewer, claim));
      },
    );
  }

  async #record<Value extends object, Refused extends InvalidReference = never>(
    viewer: Viewer,
    input: Keyed,
    operation: EvidenceAction,
    act: (tx: Tx) => Promise<Result<Value, Refused>>,
  ): Promise<Result<Value & { replayed: boolean }, Refused | EvidenceRefusal>> {
    if (!mayRecordEvidence(viewer)) return refused(notAuthorised(operation));
    const open = async () => done(null);
    return decide<null, Value, Refused>(this.#parts, { viewer, operation, input, open, act });
  }

  async #findMissing(
    tx: Tx,
    viewer: Viewer,
    references: readonly Reference[],
  ): Promise<Reference | undefined> {
    for (const reference of references) {
      const kind = this.#parts.subjects.find(({ type }) => type === reference.type);
      if (!kind || !(await isVisible(tx, kind, reference.key, viewer))) return reference;
    }
    return undefined;
  }
}

/** Writes a claim with its event, and links it to those that it contradicts. */
export async function writeClaim(
  tx: Tx,
  viewer: Viewer,
  { draft, contradicts }: Pick<ReadClaim, 'draft' | 'contradicts'>,
): Promise<Omit<ClaimRecorded, 'replayed'>> {
  const rivals = await lockRivals(tx, draft);
  // What it repeats or corrects is not its rival.
  const related = [draft.restatesId, draft.supersedesId];
  const found = rivals.filter((rival) => !related.includes(rival.id) && contradict(draft, rival));
  const contradictionIds = [...new Set([...contradicts, ...found.map(({ id }) => id)])];
  const claimId = await insertClaim(tx, draft);
  if (contradictionIds.length > 0) await linkContradictions(tx, claimId, contradictionIds);
  await appendEvent(tx, {
    type: 'CLAIM_RECORDED',
    licenceId: null,
    subject: { type: 'Claim', id: claimId },
    actor: viewer.key,
    payload: {
      claim: encodeId('Claim', claimId),
      contradicts: contradictionIds.map((id) => encodeId('Claim', id)),
    },
  });
  return { claimId, contradictionIds };
}
