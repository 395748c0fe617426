import type { Tx } from '../database/transaction.ts';

/** The seat of an organisation, or null where it is not known. */
export async function seatOf(tx: Tx, organisationId: string): Promise<string | null> {
  const [row] = await tx.query<{ seat: string | null }>(
    'select jurisdiction_id::text as seat from organisation where id = $1',
    [organisationId],
  );
  return row?.seat ?? null;
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
