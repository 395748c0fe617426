import { createHash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical.ts';
import { type IdempotencyConflict, idempotencyConflict, type Refusal } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readText } from '../kernel/text.ts';
import type { Tx } from './transaction.ts';

/** Who asks for what, once. */
export interface OnceRequest {
  /** the viewer's key: two viewers never share an idempotency key */
  readonly viewer: string;
  readonly operation: string;
  readonly key: string;
  /** the request without its idempotency key */
  readonly body: unknown;
}

/** Refusals that a rule gave for the state it found: the same request gets them again. */
const kept: ReadonlySet<string> = new Set(['TransitionRefused', 'VersionStale']);

interface Stored {
  body_hash: Buffer;
  outcome: Result<object, Refusal>;
}

/**
 * Acts once for an idempotency key and answers every repetition with the first outcome. Of two at
 * the same time one acts and the other waits for its answer. What was refused for who asks or
 * what is missing is not kept, and neither are faults: nothing was decided.
 *
 * @param act gives a value that is the same after a trip through JSON
 * @throws Fault BAD_USER_INPUT for a key that is blank or longer than 200 characters
 */
export async function once<Value extends object, Refused extends Refusal>(
  tx: Tx,
  request: OnceRequest,
  act: () => Promise<Result<Value, Refused>>,
): Promise<Result<Value & { replayed: boolean }, Refused | IdempotencyConflict>> {
  const { viewer, operation } = request;
  const key = readText('idempotencyKey', request.key, 200);
  const hash = bodyHash(request.body);
  await lockForTransaction(tx, `idempotency ${viewer} ${operation} ${key}`);
  // A statement of its own: it has to see what the one before it waited for.
  const [stored] = await tx.query<Stored>(
    'select body_hash, outcome from idempotency_key where viewer = $1 and operation = $2 and key = $3',
    [viewer, operation, key],
  );
  if (stored) {
    if (!stored.body_hash.equals(hash)) return refused(idempotencyConflict(key));
    return markedAs(true, stored.outcome as Result<Value, Refused>);
  }
  const outcome = await act();
  if (outcome.ok || kept.has(outcome.refusal.kind)) {
    await tx.query(
      'insert into idempotency_key (viewer, operation, key, body_hash, outcome) values ($1, $2, $3, $4, $5)',
      [viewer, operation, key, hash, JSON.stringify(outcome)],
    );
  }
  return markedAs(false, outcome);
}

/** SHA-256 of a request without its idempotency key, whatever the order of its fields. */
export function bodyHash(body: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(body)).digest();
}

function markedAs<Value extends object, Refused>(
  replayed: boolean,
  outcome: Result<Value, Refused>,
): Result<Value & { replayed: boolean }, Refused> {
  return outcome.ok ? done({ ...outcome.value, replayed }) : outcome;
}

/** Makes transactions that name the same thing wait for each other. */
export async function lockForTransaction(tx: Tx, name: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
