import type { Tx } from '../database/transaction.ts';
import { appendEvents, type EventType, type NewEvent } from '../events/event.store.ts';
import { encodeId } from '../kernel/ids.ts';
import { type Capture, insertEvents, type Kept } from './customs-event.store.ts';
import type { ReadEvent } from './epcis-event.ts';

/** Writes events that their holder has not captured yet, and tells the log of each of them. */
export async function keepEvents(
  tx: Tx,
  read: readonly ReadEvent[],
  capture: Capture,
): Promise<Kept[]> {
  const kept = await insertEvents(tx, read, capture);
  const told = kept.flatMap((each) => [
    ...(each.fresh ? [entry('CUSTOMS_EVENT_CAPTURED', each, capture)] : []),
    ...(each.declared ? [entry('CUSTOMS_EVENT_CORRECTED', each, capture)] : []),
  ]);
  if (told.length > 0) await appendEvents(tx, told);
  return kept;
}

function entry(type: EventType, { id, eventId }: Kept, { by }: Capture): NewEvent {
  return {
    type,
    licenceId: null,
    subject: { type: 'CustomsEvent', id },
    actor: by,
    payload: { customsEvent: encodeId('CustomsEvent', id), eventId },
  };
}
