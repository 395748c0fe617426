import type { Tx } from '../database/transaction.ts';

/** The seats of organisations, each once; null: one is not known. */
export async function seatsOf(
  tx: Tx,
  organisationIds: readonly string[],
): Promise<(string | null)[]> {
  const rows = await tx.query<{ seat: string | null }>(
    'select distinct jurisdiction_id::text as seat from organisation where id = any($1)',
    [organisationIds],
  );
  return rows.map(({ seat }) => seat);
}

/** Where order lines go, each jurisdiction once; null: a line does not say. */
export async function destinationsOf(
  tx: Tx,
  orderLines: readonly string[],
): Promise<(string | null)[]> {
  const rows = await tx.query<{ destination: string | null }>(
    'select distinct destination_id::text as destination from order_line where id = any($1)',
    [orderLines],
  );
  return rows.map(({ destination }) => destination);
}

/** Whether an allocation is one of an order line in a direction. */
export async function isAllocationOf(
  tx: Tx,
  id: string,
  orderLineId: string,
  direction: 'EXPORT' | 'IMPORT',
): Promise<boolean> {
  const rows = await tx.query(
    'select from licence_allocation where id = $1 and order_line_id = $2 and direction = $3',
    [id, orderLineId, direction],
  );
  return rows.length > 0;
}
