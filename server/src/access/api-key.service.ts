import type { DataSource } from 'typeorm';
import { once } from '../database/idempotency.store.ts';
import { findReference } from '../database/reference.store.ts';
import { type Tx, transaction } from '../database/transaction.ts';
import type { Clock } from '../kernel/clock.ts';
import { Fault } from '../kernel/fault.ts';
import { keyOf, type Reference } from '../kernel/reference.ts';
import { type InvalidReference, notAuthorised } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readText } from '../kernel/text.ts';
import { createKey, drawPrefix, lockKey, type NewKey, revokeKey } from './keys.store.ts';
import { jurisdictionCode } from './jurisdictions.store.ts';
import { type KeyAction, mayManageKeys, maySeeKey } from './policy.ts';
import { apiKeyNotFound, type CreateKeyRefusal, type RevokeKeyRefusal } from './refusals.ts';
import type { Role, Viewer } from './viewer.ts';

export interface KeyOrder {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly organisation?: Reference | null;
  readonly jurisdictions?: readonly Reference[] | null;
  readonly expiresAt?: Date | null;
}

export interface KeyCreated {
  /** key in the database, from which an answer is read on */
  readonly apiKeyId: string;
  /** the key itself, or null for a repeated request: it is shown once */
  readonly key: string | null;
  readonly replayed: boolean;
}

export type KeyRevoked = Omit<KeyCreated, 'key'>;

export interface KeyServiceParts {
  readonly database: DataSource;
  readonly clock: Clock;
}

/**
 * Makes and revokes keys. Methods throw Fault BAD_USER_INPUT or MALFORMED_ID for an input that
 * cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class ApiKeyService {
  readonly #parts: KeyServiceParts;

  constructor(parts: KeyServiceParts) {
    this.#parts = parts;
  }

  async create(viewer: Viewer, input: KeyOrder): Promise<Result<KeyCreated, CreateKeyRefusal>> {
    const operation: KeyAction = 'CREATE_API_KEY';
    if (!mayManageKeys(viewer)) return refused(notAuthorised(operation));
    const { idempotencyKey: key, ...body } = input;
    const name = readText('name', input.name, 200);
    const { expiresAt } = input;
    const roles = [...new Set(input.roles)];
    if (roles.length === 0) throw new Fault('BAD_USER_INPUT', 'roles is empty: name at least one.');
    let text: string | null = null;
    const request = { viewer: viewer.key, operation, key, body };
    const result = await transaction(this.#parts.database, async (tx) => {
      text = null;
      return once<Pick<KeyCreated, 'apiKeyId'>, InvalidReference>(tx, request, async () => {
        if (expiresAt && expiresAt <= this.#parts.clock()) {
          throw new Fault('BAD_USER_INPUT', 'expiresAt is past: give a time to come.');
        }
        const rights = await rightsOf(tx, input);
        if (!rights.ok) return rights;
        const prefix = drawPrefix();
        const made = await createKey(tx, { name, prefix, roles, ...rights.value, expiresAt });
        text = made.text;
        // the text is not among what is kept for a repetition
        return done({ apiKeyId: made.id });
      });
    });
    return result.ok ? done({ ...result.value, key: text }) : result;
  }

  async revoke(
    viewer: Viewer,
    { apiKeyId, idempotencyKey: key }: { apiKeyId: string; idempotencyKey: string },
  ): Promise<Result<KeyRevoked, RevokeKeyRefusal>> {
    const operation: KeyAction = 'REVOKE_API_KEY';
    const id = keyOf('ApiKey', apiKeyId);
    const request = { viewer: viewer.key, operation, key, body: { apiKeyId } };
    return transaction(this.#parts.database, async (tx) => {
      const found = await lockKey(tx, id);
      if (!found || !maySeeKey(viewer, found)) return refused(apiKeyNotFound(apiKeyId));
      if (!mayManageKeys(viewer)) return refused(notAuthorised(operation));
      return once(tx, request, async () => {
        await revokeKey(tx, id);
        return done({ apiKeyId: id });
      });
    });
  }
}

type Rights = Pick<NewKey, 'organisationId' | 'jurisdictions'>;

async function rightsOf(
  tx: Tx,
  { organisation, jurisdictions }: KeyOrder,
): Promise<Result<Rights, InvalidReference>> {
  const acting = organisation
    ? await findReference(tx, 'Organisation', 'organisation', organisation)
    : done(null);
  if (!acting.ok) return acting;
  const codes: string[] = [];
  for (const [index, reference] of (jurisdictions ?? []).entries()) {
    const found = await findReference(tx, 'Jurisdiction', `jurisdictions[${index}]`, reference);
    if (!found.ok) return found;
    codes.push(await jurisdictionCode(tx, found.value));
  }
  return done({ organisationId: acting.value, jurisdictions: [...new Set(codes)] });
}
