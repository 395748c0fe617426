import type { Tx } from '../database/transaction.ts';
import { drawWithin } from '../orders/ledger-batch.store.ts';
import type { Share } from './crossing.ts';
import type { Occasion } from './occasion.ts';

/**
 * Takes shares of allocations a step on in the ledger, all of them or none; their licence lines are
 * locked. Under the lock it was found that they can be, so a ledger that refuses is a fault.
 */
export async function moveShares(
  tx: Tx,
  kind: 'USE' | 'REVERSE',
  shares: readonly Share[],
  { actor, at, reason }: Occasion,
): Promise<void> {
  if (shares.length === 0) return;
  const outcome = await drawWithin(
    tx,
    [...new Set(shares.map(({ licenceLineId }) => licenceLineId))],
    shares.map(({ allocationId, units }) => ({
      kind,
      allocation: allocationId,
      units,
      request: null,
      actor,
      at,
      reason,
    })),
  );
  if (!outcome.ok)
    throw new Error(`the ledger refused what was found possible: ${outcome.refusal.code}`);
}
