import type { Tx } from '../database/transaction.ts';
import type { TakeStep } from './ledger-book.ts';
import { drawWithin } from './ledger-batch.store.ts';
import { lockLines } from './ledger-open.store.ts';

/** Locks what an order draws on, and its lines; always before the order itself is locked. */
export async function lockOrderDrawings(tx: Tx, orderId: string): Promise<void> {
  const [row] = await tx.query<{ lines: string[]; orderLines: string[] }>(
    `select array(select distinct drawn.licence_line_id::text from licence_allocation drawn
         join order_line ordered on ordered.id = drawn.order_line_id and ordered.order_id = $1) as lines,
       array(select id::text from order_line where order_id = $1) as "orderLines"`,
    [orderId],
  );
  await lockLines(tx, row?.lines ?? [], row?.orderLines ?? []);
}

/** Whether anything of an order has left, or was used as if it had. */
export async function hasCrossed(tx: Tx, orderId: string): Promise<boolean> {
  const [row] = await tx.query<{ crossed: boolean }>(
    `select exists (
       select from order_line ordered where ordered.order_id = $1 and (ordered.shipped_units > 0
         or exists (select from licence_allocation where order_line_id = ordered.id and used_units > 0))
     ) as crossed`,
    [orderId],
  );
  return row?.crossed === true;
}

/** Gives back all that is kept for an order, on hold or not. */
export async function releaseOrder(
  tx: Tx,
  orderId: string,
  move: Pick<TakeStep, 'actor' | 'at' | 'reason'>,
): Promise<void> {
  const open = await tx.query<{ id: string; line: string }>(
    `select drawn.id::text, drawn.licence_line_id::text as line
     from licence_allocation drawn join order_line ordered on ordered.id = drawn.order_line_id
     where ordered.order_id = $1 and drawn.reserved_units + drawn.held_units > 0 order by drawn.id`,
    [orderId],
  );
  if (open.length === 0) return;
  const lines = [...new Set(open.map(({ line }) => line))];
  const released = await drawWithin(
    tx,
    lines,
    open.map(({ id }) => ({
      kind: 'RELEASE',
      allocation: id,
      units: null,
      request: null,
      ...move,
    })),
  );
  if (!released.ok) throw new Error(`a reservation was not released: ${released.refusal.code}`);
}
