import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { findOptionalReference, findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvent } from '../events/event.store.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import { keyOf, type Reference } from '../kernel/reference.ts';
import {
  type IdempotencyConflict,
  type InvalidPeriod,
  type InvalidReference,
  invalidPeriod,
  type NotAuthorised,
  notAuthorised,
  type TransitionRefused,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText, readText } from '../kernel/text.ts';
import { type ScreeningNotFound, screeningNotFound } from './refusals.ts';
import {
  mayOverrideScreening,
  mayRecordScreening,
  maySeeScreening,
  overrideMatch,
  type ScreeningAction,
  type ScreeningFinding,
  type ScreeningResult,
} from './screening.ts';
import {
  insertScreening,
  type LockedScreening,
  lockScreening,
  writeOverride,
} from './screening.store.ts';

export interface ScreeningRecord extends Keyed {
  readonly organisation: Reference;
  readonly list: string;
  readonly result: ScreeningResult;
  readonly screenedAt: Date;
  readonly reason?: string | null;
  readonly evidenceId?: string | null;
}

export interface ScreeningOverride extends Keyed {
  readonly screeningId: string;
  readonly reason: string;
  readonly evidenceId: string;
}

interface Screened {
  /** key in the database, from which an answer is read on */
  readonly screeningId: string;
}

type Decided<Refused> = Promise<
  Result<Screened & { readonly replayed: boolean }, Refused | IdempotencyConflict>
>;
type RecordRefusal = InvalidReference | InvalidPeriod | NotAuthorised;
type OverrideRefusal = ScreeningNotFound | InvalidReference | TransitionRefused | NotAuthorised;

/**
 * Comparisons of organisations with lists of parties. Methods throw Fault MALFORMED_ID or
 * BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class ScreeningService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async record(viewer: Viewer, input: ScreeningRecord): Decided<RecordRefusal> {
    const operation: ScreeningAction = 'RECORD_SCREENING';
    if (!mayRecordScreening(viewer)) return refused(notAuthorised(operation));
    const list = readText('list', input.list, 200);
    const reason = readOptionalText('reason', input.reason);
    const { screenedAt } = input;
    const result = readFinding(input.result);
    const now = this.#parts.clock();
    return decide<null, Screened, RecordRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async () => done(null),
      act: async (tx) => {
        if (screenedAt > now) return refused(notYet(screenedAt, now));
        const found = await findParties(tx, input);
        if (!found.ok) return found;
        const screeningId = await insertScreening(tx, {
          ...found.value,
          ...{ list, reason, result, screenedAt },
          screenedBy: viewer.key,
          screenedForId: viewer.organisationId,
          provenance: provenanceOf(viewer),
        });
        await appendEvent(tx, {
          type: 'SCREENING_RECORDED',
          ...told(viewer, screeningId, now),
          payload: {
            screening: encodeId('Screening', screeningId),
            organisation: encodeId('Organisation', found.value.organisationId),
            statusAfter: result,
            reason,
          },
        });
        return done({ screeningId });
      },
    });
  }

  async override(viewer: Viewer, input: ScreeningOverride): Decided<OverrideRefusal> {
    const operation: ScreeningAction = 'OVERRIDE_SCREENING';
    const id = keyOf('Screening', input.screeningId);
    const reason = readText('reason', input.reason);
    const at = this.#parts.clock();
    return decide<LockedScreening, Screened, OverrideRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) => {
        const screening = await lockScreening(tx, id);
        if (!screening || !maySeeScreening(viewer, screening)) return refused(screeningNotFound());
        return mayOverrideScreening(viewer) ? done(screening) : refused(notAuthorised(operation));
      },
      act: async (tx, screening) => {
        const shown = { id: input.evidenceId };
        const evidence = await findReference(tx, 'SourceReport', 'evidenceId', shown);
        if (!evidence.ok) return evidence;
        const moved = overrideMatch(screening.result);
        if (!moved.ok) return moved;
        await writeOverride(tx, id, { reason, evidenceId: evidence.value, at, by: viewer.key });
        await appendEvent(tx, {
          type: 'SCREENING_OVERRIDDEN',
          ...told(viewer, id, at),
          payload: {
            screening: encodeId('Screening', id),
            organisation: encodeId('Organisation', screening.organisationId),
            statusBefore: screening.result,
            statusAfter: moved.value,
            evidence: encodeId('SourceReport', evidence.value),
            reason,
          },
        });
        return done({ screeningId: id });
      },
    });
  }
}

const told = (viewer: Viewer, id: string, occurredAt: Date) => ({
  licenceId: null,
  subject: { type: 'Screening', id },
  actor: viewer.key,
  occurredAt,
});

function readFinding(result: ScreeningResult): ScreeningFinding {
  if (result !== 'OVERRIDDEN') return result;
  throw new Fault(
    'BAD_USER_INPUT',
    'result is CLEAR, POTENTIAL_MATCH or CONFIRMED: to override a match, take overrideScreening.',
  );
}

function notYet(screenedAt: Date, now: Date): InvalidPeriod {
  const period = { from: screenedAt.toISOString(), to: now.toISOString() };
  return invalidPeriod('screenedAt', `is ${period.from}, which is to come`, period);
}

async function findParties(
  tx: Tx,
  { organisation, evidenceId }: ScreeningRecord,
): Promise<Result<{ organisationId: string; evidenceId: string | null }, InvalidReference>> {
  const screened = await findReference(tx, 'Organisation', 'organisation', organisation);
  if (!screened.ok) return screened;
  const shown = evidenceId ? { id: evidenceId } : null;
  const evidence = await findOptionalReference(tx, 'SourceReport', 'evidenceId', shown);
  if (!evidence.ok) return evidence;
  return done({ organisationId: screened.value, evidenceId: evidence.value });
}
