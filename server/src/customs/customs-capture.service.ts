import { provenanceOf, type Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide } from '../events/decide.ts';
import { notAuthorised } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { mayCapture } from './capture-policy.ts';
import type { Kept } from './customs-event.store.ts';
import { findLink, type Link, type LinkInput, type Sees } from './customs-event-link.service.ts';
import { keepEvents } from './customs-event-log.service.ts';
import { type ReadDocument, readDocument, readSingleEvent, textOf } from './epcis-document.ts';
import { type CaptureRefusal, epcisConflict, epcisInvalid } from './epcis-refusals.ts';

export interface CaptureEpcisInput extends LinkInput {
  idempotencyKey: string;
  /** an EPCIS document, or its text */
  document: unknown;
}

export interface RecordCustomsEventInput extends LinkInput {
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

interface CaptureParts extends DecisionParts {
  readonly sees: Sees;
}

/** A request, with what was sent as text. */
interface Request extends LinkInput {
  readonly idempotencyKey: string;
  readonly text: string;
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
 * Fault BAD_USER_INPUT or MALFORMED_ID for an input that cannot be read, UNAVAILABLE or TIMEOUT from
 * the database.
 */
export class CustomsCaptureService {
  readonly #parts: CaptureParts;

  constructor(parts: CaptureParts) {
    this.#parts = parts;
  }

  capture(
    viewer: Viewer,
    { document, ...input }: CaptureEpcisInput,
  ): Promise<Result<EpcisCaptured, CaptureRefusal>> {
    const request = { ...input, text: textOf(document) };
    return this.#take(viewer, 'CAPTURE_EPCIS', request, readDocument);
  }

  async record(
    viewer: Viewer,
    { event, ...input }: RecordCustomsEventInput,
  ): Promise<Result<CustomsEventRecorded, CaptureRefusal>> {
    const request = { ...input, text: textOf(event) };
    const taken = await this.#take(viewer, 'RECORD_CUSTOMS_EVENT', request, readSingleEvent);
    if (!taken.ok) return taken;
    const { customsEventIds, replayed } = taken.value;
    return done({ customsEventId: customsEventIds[0] ?? '', replayed });
  }

  async #take(
    viewer: Viewer,
    operation: 'CAPTURE_EPCIS' | 'RECORD_CUSTOMS_EVENT',
    input: Request,
    read: typeof readDocument,
  ): Promise<Result<EpcisCaptured, CaptureRefusal>> {
    if (!mayCapture(viewer)) return refused(notAuthorised(operation));
    const found = read(input.text);
    if ('errors' in found) return refused(epcisInvalid(found.errors));
    try {
      return await decide<Link, Omit<EpcisCaptured, 'replayed'>, CaptureRefusal>(this.#parts, {
        viewer,
        operation,
        input,
        open: (tx) => findLink(tx, viewer, this.#parts.sees, input),
        act: (tx, link) => captureAll(tx, viewer, found, link),
      });
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
  link: Link,
): Promise<Result<Omit<EpcisCaptured, 'replayed'>, CaptureRefusal>> {
  const kept = await keepEvents(tx, events, {
    by: viewer.key,
    organisationId: viewer.organisationId,
    context,
    provenance: provenanceOf(viewer),
    ...link,
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
