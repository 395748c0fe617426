import { jurisdictionCode } from '../access/jurisdictions.store.ts';
import { mayDecideUnderLaw } from '../access/policy.ts';
import { provenanceOf, provenanceOfReport, type Viewer } from '../access/viewer.ts';
import { findOptionalReference, findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { appendEvent, type EventType, type NewEvent } from '../events/event.store.ts';
import type { FigureValue } from '../evidence/claim.ts';
import { writeClaim } from '../evidence/evidence.service.ts';
import type { ClaimPredicate } from '../evidence/predicate.ts';
import { encodeId } from '../kernel/ids.ts';
import type { Reference } from '../kernel/reference.ts';
import {
  type InvalidReference,
  type NotAuthorised,
  notAuthorised,
  type Refusal,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { SettledFigure } from './settled-figure.ts';
import type { RuleAction, RuleState } from './trade-rule.ts';

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

/** A sourcing rule or a volume cap that was recorded or settled. */
interface ToldRule {
  readonly event: EventType;
  readonly type: 'SourcingRule' | 'VolumeCap';
  readonly id: string;
  readonly at: Date;
  readonly before: RuleState | null;
  readonly after: RuleState;
  readonly predicate: ClaimPredicate;
  /** the figure that came in, if one did */
  readonly figure: FigureValue | null;
  /** what is decided here of it, beside its status and its days */
  readonly settled: Partial<SettledFigure> & { readonly metric?: string | null };
  readonly sourceReportId: string | null;
}

/** Tells of a rule, and writes what a report says of its figure down as the claim that counts. */
export async function tellRule(tx: Tx, viewer: Viewer, told: ToldRule): Promise<void> {
  const { type, id, sourceReportId } = told;
  if (told.figure && sourceReportId) {
    const draft = {
      ...{ sourceReportId, subjectType: type, subjectId: id },
      ...{ predicate: told.predicate, value: told.figure },
      ...{ chipId: null, jurisdictionId: null, periodStart: null, periodEnd: null },
      ...({ modality: 'ASSERTED', rank: 'PREFERRED' } as const),
      ...{ asOf: null, asOfPrecision: null, note: null, restatesId: null, supersedesId: null },
    };
    await writeClaim(tx, viewer, { draft, contradicts: [] });
  }
  const { status: statusAfter, effective } = told.after;
  await appendEvent(tx, {
    type: told.event,
    ...aboutRule(viewer, { type, id }, told.at),
    payload: {
      [type === 'VolumeCap' ? 'volumeCap' : 'sourcingRule']: encodeId(type, id),
      ...{ statusBefore: told.before?.status ?? null, statusAfter },
      ...{ effectiveFrom: effective.from, effectiveTo: effective.to },
      ...told.settled,
      ...(sourceReportId && { sourceReport: encodeId('SourceReport', sourceReportId) }),
    },
  });
}
