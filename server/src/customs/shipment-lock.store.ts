import type { Tx } from '../database/transaction.ts';
import { lockLines } from '../orders/ledger-open.store.ts';

/** Locks order lines and their orders until the transaction ends, each by ascending key. */
export async function lockOrderLines(tx: Tx, orderLines: readonly string[]): Promise<void> {
  const drawn = await tx.query<{ id: string }>(
    'select distinct licence_line_id::text as id from licence_allocation where order_line_id = any($1)',
    [orderLines],
  );
  await lockLines(
    tx,
    drawn.map(({ id }) => id),
    orderLines,
  );
  await tx.query(
    `select from purchase_order
     where id in (select order_id from order_line where id = any($1)) order by id for update`,
    [orderLines],
  );
}

/**
 * Locks a shipment with everything that its decisions change: licence lines, licences, order lines,
 * orders, the shipment, its declarations, in this order.
 */
export async function lockShipment(tx: Tx, id: string): Promise<void> {
  const shipped = await tx.query<{ id: string }>(
    'select order_line_id::text as id from shipment_line where shipment_id = $1',
    [id],
  );
  await lockOrderLines(
    tx,
    shipped.map((line) => line.id),
  );
  await tx.query('select from shipment where id = $1 for update', [id]);
  await tx.query('select from declaration where shipment_id = $1 order by id for update', [id]);
}

/** The shipment that a declaration is about; neither is locked. */
export async function shipmentOf(tx: Tx, declarationId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    'select shipment_id::text as id from declaration where id = $1',
    [declarationId],
  );
  return row?.id;
}

/** The key of the declaration with a reference. */
export async function declarationWith(
  tx: Tx,
  { scheme, value }: { readonly scheme: string; readonly value: string },
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    'select id::text from declaration where reference_scheme = $1 and reference_value = $2',
    [scheme, value],
  );
  return row?.id;
}
