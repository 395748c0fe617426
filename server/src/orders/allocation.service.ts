import type { DataSource } from 'typeorm';
import { maySeeLicence } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { statementsOf } from '../database/transaction.ts';
import type { Clock } from '../kernel/clock.ts';
import { keyOf } from '../kernel/reference.ts';
import { notAuthorised, type Refusal } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText } from '../kernel/text.ts';
import type { OutsideValidity } from '../licences/refusals.ts';
import { findAllocation } from './allocation.store.ts';
import { mayTakeStep } from './allocation-policy.ts';
import type { LedgerService } from './ledger.service.ts';
import { type AllocationRefusal, allocationNotFound } from './ledger-refusals.ts';
import { requestOf } from './ledger-request.store.ts';
import { maySeeOrder } from './order.ts';

export interface AllocationDecision {
  /** global id */
  readonly allocationId: string;
  /** chips; absent: all that the step can take */
  readonly units?: number | null;
  readonly reason?: string | null;
  readonly idempotencyKey: string;
}

export interface AllocationDecided {
  /** key in the database, from which an answer is read on */
  readonly allocationId: string;
  readonly replayed: boolean;
}

interface Act {
  readonly action: 'RELEASE_RESERVATION' | 'USE_RESERVATION' | 'REVERSE_USE';
  readonly kind: 'RELEASE' | 'USE' | 'REVERSE';
}

const release: Act = { action: 'RELEASE_RESERVATION', kind: 'RELEASE' };
const use: Act = { action: 'USE_RESERVATION', kind: 'USE' };
const reversal: Act = { action: 'REVERSE_USE', kind: 'REVERSE' };

interface ServiceParts {
  readonly database: DataSource;
  readonly clock: Clock;
  readonly ledger: LedgerService;
}

/**
 * Steps of single allocations. Each method throws Fault MALFORMED_ID or BAD_USER_INPUT for an input
 * that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class AllocationService {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  release(viewer: Viewer, input: AllocationDecision) {
    return this.#decide(viewer, input, release);
  }

  use(viewer: Viewer, input: AllocationDecision) {
    return this.#decide(viewer, input, use);
  }

  reverse(viewer: Viewer, input: AllocationDecision) {
    return this.#decide(viewer, input, reversal);
  }

  async #decide(
    viewer: Viewer,
    { idempotencyKey, ...input }: AllocationDecision,
    { action, kind }: Act,
  ): Promise<Result<AllocationDecided, AllocationRefusal | Refusal>> {
    const { database, clock, ledger } = this.#parts;
    const allocation = keyOf('Allocation', input.allocationId);
    const reason = readOptionalText('reason', input.reason);
    const units = input.units ?? null;
    const request = requestOf(action, idempotencyKey, { allocation, units, reason });
    const found = await findAllocation(statementsOf(database), allocation);
    if (!found || !maySeeOrder(viewer, found.order)) return refused(allocationNotFound());
    if (!mayTakeStep(viewer, kind, found)) return refused(notAuthorised(action));
    const about = { request, actor: viewer.key, at: clock(), reason };
    const outcome = await ledger.decide([found.line], { kind, allocation, units, ...about });
    if (outcome.ok) return done({ allocationId: allocation, replayed: outcome.value.replayed });
    const seen = maySeeLicence(viewer, found.licence);
    return refused(seen ? outcome.refusal : withoutNumbers(outcome.refusal));
  }
}

/** As it is told to who may not see the licence. */
function withoutNumbers(refusal: Refusal): Refusal {
  if (refusal.kind !== 'OutsideValidity') return refusal;
  const message = 'The licence does not hold today: have it amended, or draw on another one.';
  return { ...refusal, message, validFrom: null, validTo: null } as OutsideValidity;
}
