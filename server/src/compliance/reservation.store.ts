import type { Viewer } from '../access/viewer.ts';
import type { Statements } from '../database/transaction.ts';
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

/** The order line that a name names among those that the viewer sees, in one statement. */
export async function findReservable(
  db: Statements,
  viewer: Viewer,
  name: OrderName,
  request: Request,
): Promise<ReservableLine | undefined> {
  const named =
    'key' in name ? 'line.id = $4' : 'line.external_system = $4 and line.external_id = $5';
  const rows = await db.query<ReservableLine>(
    `select line.id::text, ${concerned},
       (select json_build_object('body', encode(body_hash, 'hex'), 'outcome', outcome)
        from idempotency_key where viewer = $1 and operation = $2 and key = $3) as kept
     from order_line line join purchase_order whole on whole.id = line.order_id
     where ${named}
     order by line.external_scope_id is not distinct from ${'key' in name ? '$5' : '$6'}::bigint desc, line.id`,
    [
      viewer.key,
      request.operation,
      request.key,
      ...('key' in name ? [name.key] : [name.external.system, name.external.id]),
      viewer.organisationId,
    ],
  );
  return rows.find((row) => maySeeOrder(viewer, row));
}
