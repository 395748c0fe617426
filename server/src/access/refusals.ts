import type {
  IdempotencyConflict,
  InvalidReference,
  NotAuthorised,
  Refusal,
} from '../kernel/refusal.ts';

export interface ApiKeyNotFound extends Refusal<'ApiKeyNotFound'> {
  /** global id, as it was asked for */
  readonly apiKeyId: string;
}

/** One answer for a key that is not there and for one that its reader may not see. */
export function apiKeyNotFound(apiKeyId: string): ApiKeyNotFound {
  return {
    kind: 'ApiKeyNotFound',
    code: 'API_KEY_NOT_FOUND',
    message: 'There is no such key that you can see: take the id from an answer.',
    apiKeyId,
  };
}

export type CreateKeyRefusal = InvalidReference | NotAuthorised | IdempotencyConflict;
export type RevokeKeyRefusal = ApiKeyNotFound | NotAuthorised | IdempotencyConflict;
