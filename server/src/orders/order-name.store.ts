import type { Viewer } from '../access/viewer.ts';
import { lockForTransaction } from '../database/idempotency.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { ExternalName } from '../kernel/external-id.ts';
import { maySeeOrder, type OrderSubject } from './order.ts';
import type { OrderName } from './order-name.ts';

/** SQL of whom an order concerns, given its alias. */
export const concerned = `whole.buyer_id::text as "buyerId", whole.vendor_id::text as "vendorId",
  array(select code from jurisdiction where id in (
    select jurisdiction_id from organisation where id in (whole.buyer_id, whole.vendor_id)
    union select destination_id from order_line where order_id = whole.id)) as jurisdictions`;

const tables = {
  Order: 'purchase_order named join purchase_order whole on whole.id = named.id',
  OrderLine: 'order_line named join purchase_order whole on whole.id = named.order_id',
};

/**
 * The key of the order or line that a name names: of several that the viewer may see under one
 * external name, the one whose name is that of the viewer's own organisation.
 */
export async function findNamed(
  tx: Tx,
  viewer: Viewer,
  type: keyof typeof tables,
  name: OrderName,
): Promise<string | undefined> {
  if ('key' in name) return name.key;
  const rows = await tx.query<OrderSubject & { id: string }>(
    `select named.id::text, ${concerned} from ${tables[type]}
     where named.external_system = $1 and named.external_id = $2
     order by named.external_scope_id is not distinct from $3::bigint desc, named.id`,
    [name.external.system, name.external.id, viewer.organisationId],
  );
  return rows.find((row) => maySeeOrder(viewer, row))?.id;
}

/**
 * The first external id that another record of the same organisation has. Whoever gives out ids
 * for it waits here for the others, until the transaction ends.
 *
 * @param scope the organisation whose names they are; null: administrators
 */
export async function findTaken(
  tx: Tx,
  scope: string | null,
  order: ExternalName | null,
  lines: readonly ExternalName[],
): Promise<ExternalName | undefined> {
  if (!order && lines.length === 0) return undefined;
  await lockForTransaction(tx, `external ids of ${scope ?? 'administrators'}`);
  const [taken] = await tx.query<ExternalName>(
    `select external_system as system, external_id as id from purchase_order
     where external_system = $1 and external_id = $2 and external_scope_id is not distinct from $5
     union all
     select line.external_system, line.external_id from order_line line
     join unnest($3::text[], $4::text[]) asked (system, id)
       on line.external_system = asked.system and line.external_id = asked.id
     where line.external_scope_id is not distinct from $5
     limit 1`,
    [
      order?.system ?? null,
      order?.id ?? null,
      lines.map(({ system }) => system),
      lines.map(({ id }) => id),
      scope,
    ],
  );
  return taken;
}
