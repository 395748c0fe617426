import type {
  IdempotencyConflict,
  NotAuthorised,
  Refusal,
  TransitionRefused,
  VersionStale,
} from '../kernel/refusal.ts';

export interface LicenceNotFound extends Refusal<'LicenceNotFound'> {
  /** global id, as it was asked for */
  readonly licenceId: string;
}

/** One answer for what is not there and for what its reader may not see. */
export function licenceNotFound(licenceId: string): LicenceNotFound {
  return {
    kind: 'LicenceNotFound',
    code: 'LICENCE_NOT_FOUND',
    message: 'There is no such licence that you can see: take the id from an answer.',
    licenceId,
  };
}

/** Why an authority's decision on a licence was not carried out. */
export type LicenceRefusal =
  | LicenceNotFound
  | NotAuthorised
  | TransitionRefused
  | VersionStale
  | IdempotencyConflict;
