import type { DataSource } from 'typeorm';
import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { once } from '../database/idempotency.store.ts';
import { type Tx, transaction } from '../database/transaction.ts';
import { notAuthorised } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { mayCapture } from './capture-policy.ts';
import { keepEvents } from './customs-event-log.service.ts';
import type { Kept } from './customs-event.store.ts';
import { type ReadDocument, readDocument, readSingleEvent, textOf } from './epcis-document.ts';
import { type CaptureRefusal, epcisConflict, epcisInvalid } from './epcis-refusals.ts';

export interface CaptureEpcisInput {
  idempotencyKey: string;
  /** an EPCIS document, or its text */
  document: unknown;
}

export interface RecordCustomsEventInput {
  idempotencyKey: string;
  /** an EPCIS event, or its text */
  event: unknown;
}

/** Keys are those of the database, from which an answer is read on. */
export interface EpcisCaptured {
  readonly captured: number;
  readonly alreadyKnown: number;
  readonly customsEventIds: readonly string[];
  readonly replayed: boolean;
}

export interface CustomsEventRecorded {
  readonly customsEventId: string;
  readonly replayed: boolean;
}

interface CaptureParts {
  readonly database: DataSource;
  /** tells the sequencer that an event was committed; costs nothing and may be lost */
  readonly ring: () => void;
}

interface Request {
  readonly action: 'CAPTURE_EPCIS' | 'RECORD_CUSTOMS_EVENT';
  readonly key: string;
  /** what was sent, as text */
  readonly text: string;
  readonly read: (text: string) => ReturnType<typeof readDocument>;
}

/** Thrown to undo what was written before the conflict showed. */
class Conflict extends Error {
  readonly eventId: string;
  constructor(eventId: string) {
    super('An event with this eventID and another content was captured before.');
    this.eventId = eventId;
  }
}

/**
 * Takes in what was seen of goods and documents: all events of a request, or none. Methods throw
 * Fault BAD_USER_INPUT for an idempotency key that cannot be read, UNAVAILABLE or TIMEOUT from the
 * database.
 */
export class CustomsCaptureService {
  readonly #parts: CaptureParts;

  constructor(parts: CaptureParts) {
    this.#parts = parts;
  }

  capture(
    viewer: Viewer,
    { idempotencyKey: key, document }: CaptureEpcisInput,
  ): Promise<Result<EpcisCaptured, CaptureRefusal>> {
    const text = textOf(document);
    return this.#take(viewer, { action: 'CAPTURE_EPCIS', key, text, read: readDocument });
  }

  async record(
    viewer: Viewer,
    { idempotencyKey: key, event }: RecordCustomsEventInput,
  ): Promise<Result<CustomsEventRecorded, CaptureRefusal>> {
    const text = textOf(event);
    const request = { action: 'RECORD_CUSTOMS_EVENT', key, text, read: readSingleEvent } as const;
    const taken = await this.#take(viewer, request);
    if (!taken.ok) return taken;
    const { customsEventIds, replayed } = taken.value;
    return done({ customsEventId: customsEventIds[0] ?? '', replayed });
  }

  async #take(
    viewer: Viewer,
    { action, key, text, read }: Request,
  ): Promise<Result<EpcisCaptured, CaptureRefusal>> {
    if (!mayCapture(viewer)) return refused(notAuthorised(action));
    const found = read(text);
    if ('errors' in found) return refused(epcisInvalid(found.errors));
    const request = { viewer: viewer.key, operation: action, key, body: { text } };
    try {
      const result = await transaction(this.#parts.database, (tx) =>
        once(tx, request, () => captureAll(tx, viewer, found)),
      );
      if (result.ok && !result.value.replayed) this.#parts.ring();
      return result;
    } catch (error) {
      if (error instanceof Conflict) return refused(epcisConflict(error.eventId));
      throw error;
    }
  }
}

async function captureAll(
  tx: Tx,
  viewer: Viewer,
  { events, context }: ReadDocument,
): Promise<Result<Omit<EpcisCaptured, 'replayed'>, CaptureRefusal>> {
  const kept = await keepEvents(tx, events, {
    by: viewer.key,
    organisationId: viewer.organisationId,
    context,
    provenance: provenanceOf(viewer),
    shipmentId: null,
    declarationId: null,
  });
  const conflict = kept.find(({ outcome }) => outcome === 'conflict');
  if (conflict) throw new Conflict(conflict.eventId);
  const count = (wanted: Kept['outcome']) => kept.filter((each) => each.outcome === wanted).length;
  return done({
    captured: count('captured'),
    alreadyKnown: count('known'),
    customsEventIds: kept.map(({ id }) => id),
  });
}
