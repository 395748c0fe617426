import type { Tx } from '../database/transaction.ts';
import type { ExternalName } from '../kernel/external-id.ts';
import type { OrderStatus } from '../orders/order.ts';
import type { Concerned } from './shipment-rights.ts';

/** An order line as far as shipping goes. */
export interface ShippableLine extends Concerned {
  readonly id: string;
  readonly orderId: string;
  readonly orderStatus: OrderStatus;
  readonly orderVersion: number;
  readonly chipId: string;
  /** chips; null: not known */
  readonly ordered: number | null;
  readonly planned: number;
  readonly shipped: number;
  /** whether a hold on it is open */
  readonly held: boolean;
  /** chips that are reserved or used, and that wait with their licence, by direction */
  readonly live: Readonly<Record<'EXPORT' | 'IMPORT', { units: number; held: number }>>;
  /** a licence of which something waits */
  readonly heldLicenceId: string | null;
  readonly own: boolean;
}

interface LineRow extends Omit<ShippableLine, 'ordered' | 'planned' | 'shipped' | 'live'> {
  ordered: string | null;
  planned: string;
  shipped: string;
  EXPORT: string;
  IMPORT: string;
  heldExport: string;
  heldImport: string;
}

const columns = `ordered.id::text, whole.id::text as "orderId", whole.status as "orderStatus",
  whole.version as "orderVersion", ordered.chip_id::text as "chipId",
  ordered.units::text as ordered, ordered.planned_units::text as planned, ordered.shipped_units::text as shipped,
  (ordered.compliance_status = 'ON_HOLD' or exists (select from order_line_hold hold
    where hold.order_line_id = ordered.id and hold.cleared_at is null)) as held,
  whole.buyer_id::text as "buyerId", whole.vendor_id::text as "vendorId",
  array(select organisation_id::text from order_line_party where order_line_id = ordered.id) as "partyIds",
  array(select organisation_id::text from order_line_party
    where order_line_id = ordered.id and role = 'FORWARDING_AGENT') as "agentIds",
  array(select code from jurisdiction where id = ordered.destination_id or id in (
    select jurisdiction_id from organisation where id in (whole.buyer_id, whole.vendor_id))) as jurisdictions,
  drawn."EXPORT"::text, drawn."IMPORT"::text, drawn."heldExport"::text, drawn."heldImport"::text,
  (select permitted.licence_id::text from licence_allocation waiting
    join licence_line permitted on permitted.id = waiting.licence_line_id
    where waiting.order_line_id = ordered.id and waiting.held_units > 0
    order by waiting.id limit 1) as "heldLicenceId"`;

const rest = `join purchase_order whole on whole.id = ordered.order_id
  cross join lateral (
    select coalesce(sum(reserved_units + used_units) filter (where direction = 'EXPORT'), 0) as "EXPORT",
      coalesce(sum(reserved_units + used_units) filter (where direction = 'IMPORT'), 0) as "IMPORT",
      coalesce(sum(held_units) filter (where direction = 'EXPORT'), 0) as "heldExport",
      coalesce(sum(held_units) filter (where direction = 'IMPORT'), 0) as "heldImport"
    from licence_allocation where order_line_id = ordered.id) drawn`;

/** Order lines by key, in no order. Lock them first to decide on what is loaded. */
export async function loadShippable(
  tx: Tx,
  keys: readonly string[],
): Promise<Map<string, ShippableLine>> {
  const rows = await tx.query<LineRow>(
    `select ${columns}, true as own from order_line ordered ${rest} where ordered.id = any($1)`,
    [keys],
  );
  return new Map(rows.map((row) => [row.id, lineOf(row)]));
}

/**
 * Order lines that somebody's system knows by names; `own` are those of the organisation.
 *
 * @returns for each name the lines that have it
 */
export async function shippableNamed(
  tx: Tx,
  names: readonly ExternalName[],
  organisationId: string | null,
): Promise<ShippableLine[][]> {
  const rows = await tx.query<LineRow & { place: number }>(
    `select ${columns}, ordered.external_scope_id is not distinct from $3::bigint as own,
       named.place::integer - 1 as place
     from unnest($1::text[], $2::text[]) with ordinality named (system, id, place)
     cross join lateral (select * from order_line candidate
       where candidate.external_system = named.system and candidate.external_id = named.id) ordered
     ${rest} order by ordered.id`,
    [names.map(({ system }) => system), names.map(({ id }) => id), organisationId],
  );
  return names.map((_, place) => rows.filter((row) => row.place === place).map(lineOf));
}

function lineOf({
  EXPORT,
  IMPORT,
  heldExport,
  heldImport,
  ...row
}: LineRow & { place?: number }): ShippableLine {
  return {
    ...row,
    ordered: row.ordered === null ? null : Number(row.ordered),
    planned: Number(row.planned),
    shipped: Number(row.shipped),
    live: {
      EXPORT: { units: Number(EXPORT), held: Number(heldExport) },
      IMPORT: { units: Number(IMPORT), held: Number(heldImport) },
    },
  };
}

/** Adds to what is planned and shipped of locked order lines; what is taken back is negative. */
export async function addShipped(
  tx: Tx,
  changes: readonly { readonly id: string; readonly planned: number; readonly shipped: number }[],
): Promise<void> {
  await tx.query(
    `update order_line set planned_units = planned_units + change.planned,
       shipped_units = shipped_units + change.shipped
     from jsonb_to_recordset($1) as change (id bigint, planned bigint, shipped bigint)
     where order_line.id = change.id`,
    [JSON.stringify(changes)],
  );
}
