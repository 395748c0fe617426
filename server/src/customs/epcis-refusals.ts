import type { IdempotencyConflict, NotAuthorised, Refusal } from '../kernel/refusal.ts';
import { conflictMessage } from './epcis-event.ts';
import type { EpcisError } from './epcis-validation.ts';

/** Of what is wrong an answer has this much. */
const mostErrors = 100;

export interface EpcisInvalid extends Refusal<'EpcisInvalid'> {
  readonly errors: readonly EpcisError[];
}

export function epcisInvalid(errors: readonly EpcisError[]): EpcisInvalid {
  return {
    kind: 'EpcisInvalid',
    code: 'EPCIS_INVALID',
    message: `This is not valid EPCIS 2.0, and nothing of it was captured: ${errors[0]?.message ?? ''}`,
    errors: errors.slice(0, mostErrors),
  };
}

export interface EpcisConflict extends Refusal<'EpcisConflict'> {
  readonly eventId: string;
}

export function epcisConflict(eventId: string): EpcisConflict {
  return {
    kind: 'EpcisConflict',
    code: 'EPCIS_CONFLICT',
    message: conflictMessage(eventId),
    eventId,
  };
}

/** Why nothing was captured. */
export type CaptureRefusal =
  | EpcisInvalid
  | EpcisConflict
  | Refusal<'ShipmentNotFound'>
  | Refusal<'DeclarationNotFound'>
  | NotAuthorised
  | IdempotencyConflict;
