import type { Viewer } from '../access/viewer.ts';
import type { PlannedStatements, PreparedStatement } from '../database/transaction.ts';
import { maySeeOrder, type OrderSubject } from '../orders/order.ts';
import type { OrderName } from '../orders/order-name.ts';
import { concerned } from '../orders/order-name.store.ts';
import type { Applied, Request } from '../orders/ledger-book.ts';

/** what makes the mutation one request; the ledger keeps its outcome */
export { requestOf } from '../orders/ledger-request.store.ts';

/** An order line for which something is to be reserved. */
export interface ReservableLine extends OrderSubject {
  readonly id: string;
  /** what the same request, or another with its key, came to */
  readonly kept: { readonly body: string; readonly outcome: Applied } | null;
}

const selected = `select line.id::text, ${concerned},
    (select json_build_object('body', encode(body_hash, 'hex'), 'outcome', outcome)
     from idempotency_key where viewer = $1 and operation = $2 and key = $3) as kept
  from order_line line join purchase_order whole on whole.id = line.order_id`;
const ownFirst = 'order by line.external_scope_id is not distinct from $4::bigint desc, line.id';

const byKey: PreparedStatement = {
  name: 'compliance line by key',
  text: `${selected} where line.id = $5 ${ownFirst}`,
};
const byExternalId: PreparedStatement = {
  name: 'compliance line by external id',
  text: `${selected} where line.external_system = $5 and line.external_id = $6 ${ownFirst}`,
};

/** The order line that a name names among those that the viewer sees, in one statement. */
export async function findReservable(
  db: PlannedStatements,
  viewer: Viewer,
  name: OrderName,
  request: Request,
): Promise<ReservableLine | undefined> {
  const rows = await db.prepared<ReservableLine>('key' in name ? byKey : byExternalId, [
    viewer.key,
    request.operation,
    request.key,
    viewer.organisationId,
    ...('key' in name ? [name.key] : [name.external.system, name.external.id]),
  ]);
  return rows.find((row) => maySeeOrder(viewer, row));
}
