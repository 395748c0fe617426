import type { FactSql } from './fact-sql.store.ts';

/** What somebody invented counts for what was invented, and the rest for the rest. */
const sameWorld = (row: string): string => `(${row}.provenance = 'DEMONSTRATION') = asked.invented`;

const unseen = `json_build_object('units', 0, 'tpp', '0', 'unknown', 1)`;

/** A tally over rows with their `units`, of which some may be unknown, and `chip_id`. */
const tally = (sql: FactSql, rows: string): string => `(
  select json_build_object('units', coalesce(sum(each.units), 0)::bigint,
    'tpp', trim_scale(coalesce(sum(each.units * figure.tpp), 0))::text,
    'unknown', count(*) filter (where each.units is null or figure.tpp is null))
  from (${rows}) each cross join lateral (
    select ${sql.number('Chip', 'tpp', 'model')} as tpp from chip model where model.id = each.chip_id) figure)`;

/** Domestic chips that the buyer bought; where the viewer may not know, an unknown purchase. */
const bought = (sql: FactSql): string =>
  `case when asked.own_buyer then ${tally(
    sql,
    `select units, chip_id from domestic_purchase purchase
   where purchase.buyer_id = asked.buyer_id and ${sameWorld('purchase')}`,
  )} else ${unseen} end`;

/** Foreign chips that the buyer drew on import licences for other lines to the same destination. */
const imported = (sql: FactSql): string =>
  `case when asked.own_buyer then ${tally(
    sql,
    `select drawn.reserved_units + drawn.held_units + drawn.used_units as units, other.chip_id
   from licence_allocation drawn join order_line other on other.id = drawn.order_line_id
   join purchase_order whole on whole.id = other.order_id
   where drawn.direction = 'IMPORT' and whole.buyer_id = asked.buyer_id
     and other.destination_id = asked.destination_id and ${sameWorld('whole')}
     and (asked.order_line_id is null or other.id <> asked.order_line_id)
     and drawn.reserved_units + drawn.held_units + drawn.used_units > 0`,
  )} else ${unseen} end`;

/** Ordered of the same vendor and chip, earlier and not shipped. */
const ahead = (sql: FactSql): string =>
  `case when asked.own_vendor then ${tally(
    sql,
    `select other.units - other.shipped_units as units, other.chip_id
   from order_line other join purchase_order whole on whole.id = other.order_id
   where other.chip_id = asked.chip_id and whole.vendor_id = asked.vendor_id
     and whole.status in ('PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED') and ${sameWorld('whole')}
     and (asked.order_id is null or (whole.placed_at, whole.id) < (asked.placed_at, asked.order_id))`,
  )} end`;

/** What the vendor shipped of the chip to some jurisdictions; null where nothing is on record. */
const shipped = (sql: FactSql, there: string): string => `(
  select case when asked.own_vendor and exists (select from (${shippedRows(there)}) any_) then ${tally(
    sql,
    shippedRows(there),
  )} end)`;

const shippedRows = (there: string): string =>
  `select other.shipped_units as units, other.chip_id
   from order_line other join purchase_order whole on whole.id = other.order_id
   where other.chip_id = asked.chip_id and whole.vendor_id = asked.vendor_id
     and other.shipped_units > 0 and ${sameWorld('whole')} and ${there}`;

const capTallies = (sql: FactSql): string => `(
  select coalesce(json_agg(json_build_object('id', cap.id::text,
    'there', ${shipped(
      sql,
      `other.destination_id in (select jurisdiction_id from volume_cap_destination where volume_cap_id = cap.id)`,
    )},
    'home', ${shipped(sql, 'other.destination_id = cap.jurisdiction_id')})), '[]')
  from volume_cap cap where cap.status <> 'LIFTED' and exists (select from volume_cap_destination reached
    where reached.volume_cap_id = cap.id and reached.jurisdiction_id = asked.destination_id))`;

/** JSON of what was bought, drawn, ordered and shipped besides a line. */
export const talliesJson = (sql: FactSql): string => `json_build_object(
  'bought', ${bought(sql)}, 'imported', ${imported(sql)}, 'ahead', ${ahead(sql)}, 'caps', ${capTallies(sql)})`;
