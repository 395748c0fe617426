import { asOrganisation, asViewer, type FactSql } from './fact-sql.store.ts';

/** A line about which facts are to be gathered. Keys of the database. */
export type AskedLine = StoredLine | ThoughtLine;

/** A line of an order. */
interface StoredLine {
  readonly orderLine: string;
  readonly units: null;
  /** the licence lines to look at beside those it is drawn on; null: all that could serve */
  readonly lines: readonly string[] | null;
  /** leave out what only informs and decides nothing: what is not in force, and orders ahead */
  readonly brief?: boolean;
}

/** A line that only its caller knows. */
export interface ThoughtLine {
  readonly orderLine: null;
  readonly external: { readonly system: string; readonly id: string } | null;
  readonly chip: string;
  readonly units: number;
  readonly shipDate: string;
  readonly origin: string | null;
  readonly destination: string;
  readonly endUse: string | null;
  readonly parties: readonly { readonly role: string; readonly organisationId: string }[];
}

/** The first party in a role. */
const partyAs = (role: string): string => `(
  select (party ->> 'organisationId')::bigint from jsonb_array_elements(given.parties) party
  where party ->> 'role' = '${role}' limit 1)`;

/** Whether the viewer knows what only an organisation, its authority and administrators know. */
const sees = (organisation: string): string => `((${asViewer.admin}
  or ${organisation}.id = ${asViewer.organisation}
  or exists (select from jurisdiction seat where seat.id = ${organisation}.jurisdiction_id
    and seat.code = any(${asViewer.jurisdictions}))) is true)`;

/**
 * The common table expressions from which facts are gathered: `asked` with a row for each line, by
 * its number `n`. Of a line of an order everything counts that a party to the order may see, and
 * every screening; of another line what the viewer may see. What is told of it is narrowed to the
 * reader's eyes later; and `figured` with the TPP of chips that count by it. `own_vendor` and `own_buyer` say whether the private figures of either count.
 */
export const askedSql = (sql: FactSql): string => `
  given as (
    select * from jsonb_to_recordset($1) as each (n integer, "orderLine" bigint, external jsonb, chip bigint,
      units bigint, lines bigint[], brief boolean, "shipDate" date, origin bigint, destination bigint, "endUse" text,
      parties jsonb)
  ), asked as (
    select given.n, line.id as order_line_id, whole.id as order_id, whole.placed_at,
      case when line.external_id is not null
        then jsonb_build_object('system', line.external_system, 'id', line.external_id) end as external,
      line.chip_id, line.units, given.lines, coalesce(given.brief, false) as brief,
      round(line.unit_price / coalesce(line.chips_per_module, 1), 8) as unit_value, line.currency,
      line.ship_date, vendor.jurisdiction_id as origin_id, line.destination_id, line.end_use,
      whole.buyer_id, whole.vendor_id, whole.provenance = 'DEMONSTRATION' as invented,
      true as own_vendor, true as own_buyer,
      (select coalesce(jsonb_agg(jsonb_build_object('role', role, 'organisationId', organisation_id::text)), '[]')
        from order_line_party where order_line_id = line.id) as parties
    from given join order_line line on line.id = given."orderLine"
      -- by key: the planner takes what comes as JSON for many rows
      and line.id = any(array(select "orderLine" from given))
    join purchase_order whole on whole.id = line.order_id
    join organisation vendor on vendor.id = whole.vendor_id
    union all
    select given.n, null, null, null, given.external, given.chip, given.units, null, false, null, null,
      given."shipDate", coalesce(given.origin, vendor.jurisdiction_id), given.destination, given."endUse",
      buyer.id, vendor.id, false, ${sees('vendor')}, ${sees('buyer')}, given.parties
    from given join chip on chip.id = given.chip
    left join organisation vendor on vendor.id = chip.vendor_id
    left join organisation buyer on buyer.id = coalesce(${partyAs('PURCHASER')}, ${partyAs('END_USER')})
    where given."orderLine" is null
  ), figured as materialized (
    select model.id, ${sql.number('Chip', 'tpp', 'model')} as tpp from chip model
    where model.id = any(array(select chip_id from asked union select id from chip
      where exists (select from sourcing_rule where metric = 'TPP' and status <> 'LIFTED')
        or exists (select from volume_cap where metric = 'TPP' and status <> 'LIFTED')))
  )`;

/** Whether a row counts for a line: seen by a party to the order, or else by the viewer. */
export const counts = (sql: FactSql, type: string, row: string): string => `
  case when asked.order_line_id is null then ${sql.visible(type, row, asViewer)}
    else ${sql.visible(type, row, asOrganisation('asked.buyer_id'))}
      or ${sql.visible(type, row, asOrganisation('asked.vendor_id'))} end`;
