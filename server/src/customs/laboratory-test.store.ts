import type { Tx } from '../database/transaction.ts';

/** Whether the newest test of a shipment was passed, at a laboratory with its seat there. */
export async function hasPassedIn(
  tx: Tx,
  shipmentId: string,
  jurisdictionId: string,
): Promise<boolean> {
  const rows = await tx.query(
    `select from (
       select result, laboratory_id from laboratory_test where shipment_id = $1
       order by tested_at desc, id desc limit 1) newest
     join organisation laboratory on laboratory.id = newest.laboratory_id
     where newest.result = 'PASSED' and laboratory.jurisdiction_id = $2`,
    [shipmentId, jurisdictionId],
  );
  return rows.length > 0;
}
