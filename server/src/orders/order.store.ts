import type { Provenance } from '../access/viewer.ts';
import { lockForTransaction } from '../database/idempotency.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { ExternalName } from '../kernel/external-id.ts';
import type { OrderState, OrderStatus, OrderSubject } from './order.ts';
import type { LineDraft } from './order-input.ts';

/** A line with the keys of what it refers to. */
export interface NewLine {
  readonly draft: LineDraft;
  readonly chipId: string;
  readonly destinationId: string;
  readonly parties: readonly { readonly organisationId: string; readonly role: string }[];
}

export interface NewOrder {
  readonly external: ExternalName | null;
  readonly buyerId: string;
  readonly vendorId: string;
  readonly provenance: Provenance;
  readonly placedAt: Date;
  readonly lines: readonly NewLine[];
}

/**
 * The first external id that another record has. Whoever asks for ids to give them out waits here
 * for the others, until the transaction ends.
 */
export async function findTaken(
  tx: Tx,
  order: ExternalName | null,
  lines: readonly ExternalName[],
): Promise<ExternalName | undefined> {
  if (!order && lines.length === 0) return undefined;
  await lockForTransaction(tx, 'external ids of orders');
  const [taken] = await tx.query<ExternalName>(
    `select external_system as system, external_id as id from purchase_order
     where external_system = $1 and external_id = $2
     union all
     select line.external_system, line.external_id from order_line line
     join unnest($3::text[], $4::text[]) asked (system, id)
       on line.external_system = asked.system and line.external_id = asked.id
     limit 1`,
    [
      order?.system ?? null,
      order?.id ?? null,
      lines.map(({ system }) => system),
      lines.map(({ id }) => id),
    ],
  );
  return taken;
}

/** @returns the order's key */
export async function insertOrder(tx: Tx, order: NewOrder): Promise<string> {
  const { external, buyerId, vendorId, provenance, placedAt, lines } = order;
  const [row] = await tx.query<{ id: string }>(
    `insert into purchase_order (external_system, external_id, status, provenance, buyer_id, vendor_id, placed_at)
     values ($1, $2, 'PLACED', $3, $4, $5, $6) returning id::text`,
    [
      external?.system ?? null,
      external?.id ?? null,
      provenance,
      buyerId,
      vendorId,
      placedAt.toISOString(),
    ],
  );
  if (!row) throw new Error('an inserted order gave no key');
  await tx.query(
    `with line as (
       insert into order_line (order_id, ordinal, external_system, external_id, chip_id, units, unit,
         chips_per_module, unit_price, currency, ship_date, destination_id, end_use)
       select $1, given.* from jsonb_to_recordset($2) as given (ordinal integer, external_system text,
         external_id text, chip_id bigint, units bigint, unit text, chips_per_module integer,
         unit_price numeric, currency text, ship_date date, destination_id bigint, end_use text)
       returning id, ordinal
     )
     insert into order_line_party (order_line_id, organisation_id, role)
     select distinct line.id, party.organisation_id, party.role
     from jsonb_to_recordset($3) as party (ordinal integer, organisation_id bigint, role text)
     join line using (ordinal)`,
    [row.id, JSON.stringify(lines.map(lineRow)), JSON.stringify(lines.flatMap(partyRows))],
  );
  return row.id;
}

function lineRow({ draft, chipId, destinationId }: NewLine, index: number) {
  return {
    ordinal: index + 1,
    external_system: draft.external?.system ?? null,
    external_id: draft.external?.id ?? null,
    chip_id: chipId,
    units: draft.units,
    unit: draft.unit,
    chips_per_module: draft.chipsPerModule,
    unit_price: draft.unitPrice?.amount ?? null,
    currency: draft.unitPrice?.currency ?? null,
    ship_date: draft.shipDate,
    destination_id: destinationId,
    end_use: draft.endUse,
  };
}

function partyRows({ parties }: NewLine, index: number) {
  return parties.map(({ organisationId, role }) => ({
    ordinal: index + 1,
    organisation_id: organisationId,
    role,
  }));
}

export interface LockedOrder extends OrderSubject {
  readonly id: string;
  readonly state: OrderState;
}

interface OrderRow {
  id: string;
  status: OrderStatus;
  version: number;
  buyer: string;
  vendor: string;
  jurisdictions: string[];
}

/** Which order: by its key, or by the name that a caller's system has for it. */
export type OrderName = { readonly key: string } | { readonly external: ExternalName };

/** Locks an order until the transaction ends, and loads what its rules look at. */
export async function lockOrder(tx: Tx, name: OrderName): Promise<LockedOrder | undefined> {
  const byKey = 'key' in name;
  const [row] = await tx.query<OrderRow>(
    `select o.id::text, o.status, o.version, o.buyer_id::text as buyer, o.vendor_id::text as vendor,
       array(select code from jurisdiction where id in (
         select jurisdiction_id from organisation where id in (o.buyer_id, o.vendor_id)
         union select destination_id from order_line where order_id = o.id)) as jurisdictions
     from purchase_order o
     where ${byKey ? 'o.id = $1' : 'o.external_system = $1 and o.external_id = $2'} for update of o`,
    byKey ? [name.key] : [name.external.system, name.external.id],
  );
  if (!row) return undefined;
  const { id, status, version, buyer, vendor, jurisdictions } = row;
  return { id, buyerId: buyer, vendorId: vendor, jurisdictions, state: { status, version } };
}

/** Writes the status of a locked order. */
export async function writeOrderState(
  tx: Tx,
  id: string,
  { status, version }: OrderState,
  reason: string | null,
): Promise<void> {
  await tx.query(
    'update purchase_order set status = $2, version = $3, status_reason = $4 where id = $1',
    [id, status, version, reason],
  );
}
