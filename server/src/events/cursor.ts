import { Fault } from '../kernel/fault.ts';

/** A place in the event log: the last event that a reader has, position 0 before the first. */
export interface EventCursor {
  /** grows when the database was restored into another cluster */
  readonly era: number;
  readonly position: number;
}

const form = /^([1-9]\d{0,9}):(0|[1-9]\d{0,15})$/;
const largestEra = 2147483647;

/** base64url of `era:position`. */
export function encodeCursor({ era, position }: EventCursor): string {
  return Buffer.from(`${era}:${position}`).toString('base64url');
}

/** @throws Fault MALFORMED_CURSOR for a text that `encodeCursor` does not make */
export function decodeCursor(text: string): EventCursor {
  const [, era, position] =
    text.length <= 40 ? (form.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? []) : [];
  const cursor = { era: Number(era), position: Number(position) };
  const readable = cursor.era <= largestEra && Number.isSafeInteger(cursor.position);
  if (!readable || encodeCursor(cursor) !== text) {
    throw new Fault(
      'MALFORMED_CURSOR',
      'This is not a cursor of the event log: take cursors from answers as they are.',
    );
  }
  return cursor;
}
