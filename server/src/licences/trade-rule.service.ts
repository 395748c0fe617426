import { jurisdictionCode } from '../access/jurisdictions.store.ts';
import { mayDecideUnderLaw } from '../access/policy.ts';
import { provenanceOf, provenanceOfReport, type Viewer } from '../access/viewer.ts';
import { findOptionalReference, findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { NewEvent } from '../events/event.store.ts';
import type { FigureValue } from '../evidence/claim.ts';
import { writeClaim } from '../evidence/evidence.service.ts';
import type { ClaimPredicate } from '../evidence/predicate.ts';
import type { Reference } from '../kernel/reference.ts';
import {
  type InvalidReference,
  type NotAuthorised,
  notAuthorised,
  type Refusal,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { RuleAction } from './trade-rule.ts';

/** The jurisdiction under whose law something is to be recorded, for who decides there. */
export async function openLaw(
  tx: Tx,
  viewer: Viewer,
  operation: RuleAction,
  jurisdiction: Reference,
): Promise<Result<string, InvalidReference | NotAuthorised>> {
  const found = await findReference(tx, 'Jurisdiction', 'jurisdiction', jurisdiction);
  if (!found.ok) return found;
  const code = await jurisdictionCode(tx, found.value);
  return mayDecideUnderLaw(viewer, code) ? found : refused(notAuthorised(operation));
}

/** A record that was locked, for who decides under its law; everybody sees it. */
export function openRule<Locked extends { jurisdiction: string }, Missing extends Refusal>(
  viewer: Viewer,
  operation: RuleAction,
  locked: Locked | undefined,
  missing: () => Missing,
): Result<Locked, Missing | NotAuthorised> {
  if (!locked) return refused(missing());
  const may = mayDecideUnderLaw(viewer, locked.jurisdiction);
  return may ? done(locked) : refused(notAuthorised(operation));
}

/** Who set a rule, and where it was read. */
export interface Origin {
  readonly authority?: Reference | null;
  /** global id */
  readonly sourceReportId?: string | null;
}

interface FoundOrigin {
  readonly authorityId: string | null;
  readonly sourceReportId: string | null;
}

export async function findOrigin(
  tx: Tx,
  { authority, sourceReportId }: Origin,
): Promise<Result<FoundOrigin, InvalidReference>> {
  const set = await findOptionalReference(tx, 'Organisation', 'authority', authority);
  if (!set.ok) return set;
  const report = sourceReportId ? { id: sourceReportId } : null;
  const read = await findOptionalReference(tx, 'SourceReport', 'sourceReportId', report);
  if (!read.ok) return read;
  return done({ authorityId: set.value, sourceReportId: read.value });
}

/** What stands under a report is what the report says. */
export const provenanceUnder = (viewer: Viewer, sourceReportId: string | null) =>
  sourceReportId === null ? provenanceOf(viewer) : provenanceOfReport(viewer);

/** The part of an event that is the same for everything decided here. */
export const aboutRule = (
  viewer: Viewer,
  subject: { readonly type: string; readonly id: string },
  occurredAt: Date,
): Pick<NewEvent, 'licenceId' | 'subject' | 'actor' | 'occurredAt'> => ({
  licenceId: null,
  subject,
  actor: viewer.key,
  occurredAt,
});

/** Writes down what a report says of a rule's figure, as the claim that counts. */
export async function claimFigure(
  tx: Tx,
  viewer: Viewer,
  subject: { readonly type: string; readonly id: string },
  claimed: { predicate: ClaimPredicate; value: FigureValue; sourceReportId: string },
): Promise<void> {
  const draft = {
    ...claimed,
    subjectType: subject.type,
    subjectId: subject.id,
    ...{ chipId: null, jurisdictionId: null, periodStart: null, periodEnd: null },
    ...({ modality: 'ASSERTED', rank: 'PREFERRED' } as const),
    ...{ asOf: null, asOfPrecision: null, note: null, restatesId: null, supersedesId: null },
  };
  await writeClaim(tx, viewer, { draft, contradicts: [] });
}
