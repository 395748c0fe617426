import { bodyHash } from '../database/idempotency.store.ts';
import { readText } from '../kernel/text.ts';
import type { Request } from './ledger-book.ts';

/**
 * What makes a command one request.
 *
 * @param body what was asked for, without its idempotency key
 * @throws Fault BAD_USER_INPUT for a key that is blank or longer than 200 characters
 */
export function requestOf(operation: string, idempotencyKey: string, body: unknown): Request {
  const key = readText('idempotencyKey', idempotencyKey, 200);
  return { operation, key, body: bodyHash(body).toString('hex') };
}
