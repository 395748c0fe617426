import type { Tx } from '../database/transaction.ts';
import type { OrderStatus, OrderSubject } from './order.ts';
import type { ComplianceStatus, HoldState } from './order-line-hold.ts';
import { concerned } from './order-name.store.ts';

export interface LockedLine extends OrderSubject {
  readonly id: string;
  readonly orderId: string;
  readonly state: HoldState;
}

interface LineRow extends OrderSubject {
  orderId: string;
  order: OrderStatus;
  compliance: ComplianceStatus;
  open: string[];
}

/** Locks an order line, then its order, and loads what the rules of holds look at. */
export async function lockHeldLine(tx: Tx, id: string): Promise<LockedLine | undefined> {
  const [line] = await tx.query<{ order_id: string }>(
    'select order_id::text from order_line where id = $1 for update',
    [id],
  );
  if (!line) return undefined;
  await tx.query('select from purchase_order where id = $1 for share', [line.order_id]);
  const [row] = await tx.query<LineRow>(
    `select whole.id::text as "orderId", whole.status as "order", ${concerned},
       line.compliance_status as compliance, array(select rule::text from order_line_hold
         where order_line_id = line.id and cleared_at is null) as open
     from order_line line join purchase_order whole on whole.id = line.order_id
     where line.id = $1`,
    [id],
  );
  if (!row) return undefined;
  const { orderId, order, compliance, open, ...subject } = row;
  return { ...subject, id, orderId, state: { order, compliance, open } };
}

export interface NewHold {
  readonly orderLineId: string;
  readonly rule: string;
  readonly reason: string;
  readonly since: Date;
  readonly placedBy: string;
}

/** @returns the hold's key */
export async function insertHold(tx: Tx, hold: NewHold): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into order_line_hold (order_line_id, rule, reason, since, placed_by)
     values ($1, $2, $3, $4, $5) returning id::text`,
    [hold.orderLineId, hold.rule, hold.reason, hold.since.toISOString(), hold.placedBy],
  );
  if (!row) throw new Error('an inserted hold gave no key');
  return row.id;
}

/** Ends the open hold of a rule on a locked line; gives its key. */
export async function clearHold(
  tx: Tx,
  orderLineId: string,
  rule: string,
  { at, by, reason }: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `update order_line_hold set cleared_at = greatest(since, $3), cleared_by = $4, clear_reason = $5
     where order_line_id = $1 and rule = $2 and cleared_at is null returning id::text`,
    [orderLineId, rule, at.toISOString(), by, reason],
  );
  if (!row) throw new Error('a hold that was open is not there');
  return row.id;
}

/** Writes whether a locked line may go. */
export async function writeCompliance(tx: Tx, id: string, status: ComplianceStatus): Promise<void> {
  await tx.query('update order_line set compliance_status = $2 where id = $1', [id, status]);
}
