import type { Tx } from '../database/transaction.ts';
import type { OrderStatus } from '../orders/order.ts';
import { writeOrderState } from '../orders/order.store.ts';
import type { ShippedOrder } from './shipped-order.ts';

/** Locked orders with how much of them has left. */
export async function loadShippedOrders(
  tx: Tx,
  keys: readonly string[],
): Promise<Map<string, ShippedOrder>> {
  const rows = await tx.query<{
    id: string;
    status: OrderStatus;
    version: number;
    complete: boolean;
  }>(
    `select whole.id::text, whole.status, whole.version,
       (select bool_and(coalesce(shipped_units = units, false)) from order_line where order_id = whole.id) as complete
     from purchase_order whole where whole.id = any($1) order by whole.id`,
    [keys],
  );
  return new Map(
    rows.map(({ id, status, version, complete }) => [id, { state: { status, version }, complete }]),
  );
}

/** Writes what became of a locked order when something of it left. */
export const writeShippedOrder = writeOrderState;
