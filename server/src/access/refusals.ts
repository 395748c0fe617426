import {
  type IdempotencyConflict,
  type InvalidReference,
  type NotAuthorised,
  notFound,
  type Refusal,
} from '../kernel/refusal.ts';

export interface ApiKeyNotFound extends Refusal<'ApiKeyNotFound'> {
  /** global id, as it was asked for */
  readonly apiKeyId: string;
}

export function apiKeyNotFound(apiKeyId: string): ApiKeyNotFound {
  return { ...notFound('ApiKeyNotFound', 'key'), apiKeyId };
}

export type CreateKeyRefusal = InvalidReference | NotAuthorised | IdempotencyConflict;
export type RevokeKeyRefusal = ApiKeyNotFound | NotAuthorised | IdempotencyConflict;
