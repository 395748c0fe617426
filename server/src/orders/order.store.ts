import type { Provenance } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import type { ExternalName } from '../kernel/external-id.ts';
import type { OrderState, OrderStatus, OrderSubject } from './order.ts';
import type { LineDraft } from './order-input.ts';
import { concerned } from './order-name.store.ts';

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
  /** the organisation whose names `external` and those of the lines are; null: administrators */
  readonly scope: string | null;
  readonly provenance: Provenance;
  /** null: it is a draft */
  readonly placedAt: Date | null;
  readonly lines: readonly NewLine[];
}

/** @returns the order's key */
export async function insertOrder(tx: Tx, order: NewOrder): Promise<string> {
  const { external, scope, buyerId, vendorId, provenance, placedAt, lines } = order;
  const [row] = await tx.query<{ id: string }>(
    `insert into purchase_order (external_system, external_id, external_scope_id, status, provenance,
       buyer_id, vendor_id, placed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id::text`,
    [
      external?.system ?? null,
      external?.id ?? null,
      scope,
      placedAt ? 'PLACED' : 'DRAFT',
      provenance,
      buyerId,
      vendorId,
      placedAt?.toISOString() ?? null,
    ],
  );
  if (!row) throw new Error('an inserted order gave no key');
  await tx.query(
    `with line as (
       insert into order_line (order_id, external_scope_id, ordinal, external_system, external_id,
         chip_id, units, unit, chips_per_module, unit_price, currency, ship_date, destination_id, end_use)
       select $1, $4, given.* from jsonb_to_recordset($2) as given (ordinal integer, external_system text,
         external_id text, chip_id bigint, units bigint, unit text, chips_per_module integer,
         unit_price numeric, currency text, ship_date date, destination_id bigint, end_use text)
       returning id, ordinal
     )
     insert into order_line_party (order_line_id, organisation_id, role)
     select distinct line.id, party.organisation_id, party.role
     from jsonb_to_recordset($3) as party (ordinal integer, organisation_id bigint, role text)
     join line using (ordinal)`,
    [row.id, JSON.stringify(lines.map(lineRow)), JSON.stringify(lines.flatMap(partyRows)), scope],
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

interface OrderRow extends OrderSubject {
  status: OrderStatus;
  version: number;
}

/** Locks an order until the transaction ends, and loads what its rules look at. */
export async function lockOrder(tx: Tx, id: string): Promise<LockedOrder | undefined> {
  const [row] = await tx.query<OrderRow>(
    `select whole.status, whole.version, ${concerned}
     from purchase_order whole where whole.id = $1 for update of whole`,
    [id],
  );
  if (!row) return undefined;
  const { status, version, ...subject } = row;
  return { ...subject, id, state: { status, version } };
}

/**
 * Writes the status of a locked order.
 *
 * @param placedAt when it was placed, if this places it
 */
export async function writeOrderState(
  tx: Tx,
  id: string,
  { status, version }: OrderState,
  reason: string | null,
  placedAt?: Date,
): Promise<void> {
  await tx.query(
    `update purchase_order set status = $2, version = $3, status_reason = $4,
       placed_at = coalesce($5, placed_at)
     where id = $1`,
    [id, status, version, reason, placedAt?.toISOString() ?? null],
  );
}
