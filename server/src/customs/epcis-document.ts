import { type ReadEvent, readEvent } from './epcis-event.ts';
import { EventSplitter, NotEpcis } from './epcis-splitter.ts';
import { type EpcisError, type EpcisObject, headErrors } from './epcis-validation.ts';

/** Events that one request may bring; longer documents are captured by jobs. */
const mostEvents = 1000;

export interface ReadDocument {
  readonly events: readonly ReadEvent[];
  readonly context: unknown;
}

type Reading = ReadDocument | { readonly errors: readonly EpcisError[] };

const wrong = (message: string, field = '') => ({ errors: [{ event: null, field, message }] });

const notOne = wrong('event is one EPCIS event, and this is none: captureEpcis takes several.');

/** JSON as it came in a request: a value, or its text, of which not a sign is touched. */
export function textOf(given: unknown): string {
  return typeof given === 'string' ? given : (JSON.stringify(given) ?? '');
}

/** Reads a whole document of a request, or says what is wrong with it. */
export function readDocument(text: string): Reading {
  return read(text, (head) => headErrors(head));
}

/** Reads one event that comes without a document around it. */
export function readSingleEvent(text: string): Reading {
  const around = (inside: string): string => `{"epcisBody":{"eventList":[${inside}]}}`;
  // A text with brackets of its own could end the list and bring something else.
  const found = read(around(text), (head) =>
    JSON.stringify(head) === around('') ? [] : notOne.errors,
  );
  return 'errors' in found || found.events.length === 1 ? found : notOne;
}

function read(text: string, errorsOf: (head: unknown) => EpcisError[]): Reading {
  try {
    const splitter = new EventSplitter();
    const texts = splitter.push(text);
    const head = splitter.end();
    const errors = errorsOf(head);
    if (errors.length > 0) return { errors };
    if (texts.length > mostEvents) {
      return wrong(
        `A request may bring ${mostEvents} events, and this one has ${texts.length}: send the document to POST /epcis/capture.`,
        'epcisBody.eventList',
      );
    }
    return readEvents(texts, (head as EpcisObject)['@context']);
  } catch (error) {
    if (error instanceof NotEpcis) return wrong(error.message);
    throw error;
  }
}

function readEvents(texts: readonly string[], context: unknown): Reading {
  const read = texts.map((text, index) => readEvent(text, context, index));
  const errors = read.flatMap((each) => ('errors' in each ? each.errors : []));
  if (errors.length > 0) return { errors };
  return { events: read.flatMap((each) => ('errors' in each ? [] : [each])), context };
}
