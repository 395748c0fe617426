import { ownErrors } from './customs-event.ts';
import { NotEpcis, readJson } from './epcis-splitter.ts';
import { type EpcisError, type EpcisObject, eventErrors } from './epcis-validation.ts';

/** An event that is valid, with the text in which it came. */
export interface ReadEvent {
  readonly event: EpcisObject;
  readonly text: string;
}

/** Reads the text of one event, or says what is wrong with it. */
export function readEvent(
  text: string,
  context: unknown,
  index: number,
): ReadEvent | { errors: EpcisError[] } {
  try {
    const event = readJson(text, `Event ${index}`);
    const errors = eventErrors(event, index);
    if (errors.length === 0) errors.push(...ownErrors(event as EpcisObject, context, index));
    return errors.length > 0 ? { errors } : { event: event as EpcisObject, text };
  } catch (error) {
    if (!(error instanceof NotEpcis)) throw error;
    return { errors: [{ event: index, field: '', message: error.message }] };
  }
}

export const conflictMessage = (eventId: string): string =>
  `You captured an event with the eventID ${eventId} and another content before: an event is never changed, so give a new one an eventID of its own, or declare the first one erroneous.`;
