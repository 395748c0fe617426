import { randomUUID } from 'node:crypto';
import type { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { addLines, command } from './ledger.ts';
import type { Tracker } from './tracker.ts';

/**
 * An active licence of one line, with reservations of given sizes on it.
 *
 * @param used how many of the first reservations are used
 */
export async function drawnLicence(
  { db }: Tracker,
  ledger: LedgerService,
  authorised: number,
  reserved: readonly number[],
  used = 0,
) {
  const { lines, orderLine } = await addLines(db, [authorised]);
  const [line = ''] = lines;
  const allocations: string[] = [];
  for (const [index, units] of reserved.entries()) {
    const asked = { kind: 'RESERVE' as const, orderLine, lines, units };
    const outcome = await ledger.decide(lines, command(randomUUID(), asked));
    const allocation = outcome.ok ? (outcome.value.allocations[0] ?? '') : '';
    allocations.push(allocation);
    if (index < used) {
      const use = { kind: 'USE' as const, allocation, units: null };
      await ledger.decide(lines, command(randomUUID(), use));
    }
  }
  const [row] = await db.query<{ id: string }>(
    'select licence_id::text as id from licence_line where id = $1',
    [line],
  );
  return { line, licence: row?.id ?? '', orderLine, allocations };
}
