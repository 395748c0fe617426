import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.ts';
import { once } from '../database/idempotency.store.ts';
import { type Tx, transaction } from '../database/transaction.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdempotencyConflict, Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';

/** What a service decides with. */
export interface DecisionParts {
  readonly database: DataSource;
  readonly clock: Clock;
  /** tells the sequencer that an event was committed; costs nothing and may be lost */
  readonly ring: () => void;
}

export interface Keyed {
  readonly idempotencyKey: string;
}

export interface Asked<Subject, Value, Refused> {
  readonly viewer: Viewer;
  /** stands in the refusal of who may not do it */
  readonly operation: string;
  readonly input: Keyed;
  /**
   * finds and locks what it is about and refuses whoever may not decide on it; runs for repetitions
   * too
   */
  readonly open: (tx: Tx) => Promise<Result<Subject, Refused>>;
  /** writes it, with its event */
  readonly act: (tx: Tx, subject: Subject) => Promise<Result<Value, Refused>>;
}

/**
 * Carries out a decision once for its idempotency key, all in one transaction. Throws Fault
 * UNAVAILABLE or TIMEOUT from the database, and what `open` and `act` throw.
 */
export async function decide<Subject, Value extends object, Refused extends Refusal>(
  { database, ring }: Pick<DecisionParts, 'database' | 'ring'>,
  { viewer, operation, input, open, act }: Asked<Subject, Value, Refused>,
): Promise<Result<Value & { replayed: boolean }, Refused | IdempotencyConflict>> {
  const { idempotencyKey: key, ...body } = input;
  const result = await transaction(database, async (tx) => {
    const subject = await open(tx);
    if (!subject.ok) return subject;
    const request = { viewer: viewer.key, operation, key, body };
    return once<Value, Refused>(tx, request, () => act(tx, subject.value));
  });
  if (result.ok && !result.value.replayed) ring();
  return result;
}
