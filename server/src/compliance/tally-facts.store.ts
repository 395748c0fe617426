/** What somebody invented counts for what was invented, and the rest for the rest. */
const sameWorld = (row: string, asker: string): string =>
  `(${row}.provenance = 'DEMONSTRATION') = ${asker}.invented`;

/** Sums over rows with their `units`, of which some may be unknown, and `chip_id`. */
const sums = (rows: string): string => `
  select coalesce(sum(each.units), 0)::bigint as units,
    case when count(*) filter (where each.units > 0 and figured.tpp is null) = 0
      then coalesce(sum(each.units * figured.tpp), 0) end as tpp,
    count(*) filter (where each.units is null) as unknown, count(*) as entries
  from (${rows}) each left join figured on figured.id = each.chip_id`;

const tallyJson = (units: string, tpp: string, unknown: string): string =>
  `json_build_object('units', ${units}, 'tpp', trim_scale(${tpp})::text, 'unknown', ${unknown})`;

const jsonOf = (row: string): string => tallyJson(`${row}.units`, `${row}.tpp`, `${row}.unknown`);

/**
 * The common table expressions that tally what concerns many lines at once, each tally made once:
 * `sourced` by buyer and destination, `capped` by vendor, chip and volume cap. Of what is looked at
 * briefly only what can decide is tallied.
 */
export const tallySql = `
  sourced as materialized (
    select buying.*, to_jsonb(bought) as bought, to_jsonb(imported) as imported
    from (select distinct buyer_id, destination_id, invented from asked
      where own_buyer and (not brief or exists (select from sourcing_rule binding
        where binding.jurisdiction_id = asked.destination_id and binding.status = 'IN_FORCE'))) buying
    cross join lateral (${sums(
      `select units, chip_id from domestic_purchase purchase
       where purchase.buyer_id = buying.buyer_id and ${sameWorld('purchase', 'buying')}`,
    )}) bought
    cross join lateral (${sums(
      `select drawn.reserved_units + drawn.held_units + drawn.used_units as units, other.chip_id
       from purchase_order whole join order_line other on other.order_id = whole.id
       join licence_allocation drawn on drawn.order_line_id = other.id
       where whole.buyer_id = buying.buyer_id and ${sameWorld('whole', 'buying')}
         and other.destination_id = buying.destination_id and drawn.direction = 'IMPORT'
         and drawn.reserved_units + drawn.held_units + drawn.used_units > 0`,
    )}) imported
  ), capped as materialized (
    select selling.*, cap.id as cap_id,
      case when there.entries > 0 then ${jsonOf('there')} end as there,
      case when home.entries > 0 then ${jsonOf('home')} end as home
    from (select distinct vendor_id, chip_id, destination_id, invented, brief from asked
      where own_vendor) selling
    join volume_cap cap on cap.status <> 'LIFTED'
      and (not selling.brief or (cap.status = 'IN_FORCE' and cap.metric is not null))
      and exists (select from volume_cap_destination reached where reached.volume_cap_id = cap.id
        and reached.jurisdiction_id = selling.destination_id)
    cross join lateral (${sums(
      shippedTo(
        'in (select jurisdiction_id from volume_cap_destination where volume_cap_id = cap.id)',
      ),
    )}) there
    cross join lateral (${sums(shippedTo('= cap.jurisdiction_id'))}) home
  )`;

/** What the vendor shipped of the chip to some jurisdictions. */
function shippedTo(there: string): string {
  return `select other.shipped_units as units, other.chip_id
    from order_line other join purchase_order whole on whole.id = other.order_id
    where other.chip_id = selling.chip_id and whole.vendor_id = selling.vendor_id
      and other.shipped_units > 0 and ${sameWorld('whole', 'selling')}
      and other.destination_id ${there}`;
}

/** What was bought and imported by the buyer without this line; unknown where that may not be told. */
const sourcing = `(
  select json_build_object(
    'bought', ${tallyJson(`tally.bought -> 'units'`, `(tally.bought ->> 'tpp')::numeric`, `tally.bought -> 'unknown'`)},
    'imported', ${tallyJson(
      `(tally.imported ->> 'units')::bigint - own.units`,
      `case when own.units = 0 then (tally.imported ->> 'tpp')::numeric
        else (tally.imported ->> 'tpp')::numeric - own.units * own.tpp end`,
      `tally.imported -> 'unknown'`,
    )})
  from sourced tally cross join lateral (
    select coalesce(sum(reserved_units + held_units + used_units), 0)::bigint as units,
      (select tpp from figured where figured.id = asked.chip_id) as tpp
    from licence_allocation where order_line_id = asked.order_line_id and direction = 'IMPORT') own
  where asked.own_buyer and tally.buyer_id = asked.buyer_id and tally.invented = asked.invented
    and tally.destination_id = asked.destination_id)`;

const unseen = `json_build_object('units', 0, 'tpp', null, 'unknown', 1)`;

/** Ordered of the same vendor and chip, earlier and not shipped; looked at for one line only. */
const ahead = `case when asked.own_vendor and not asked.brief and (select count(*) from given) = 1 then (
  select ${jsonOf('tally')} from (${sums(
    `select other.units - other.shipped_units as units, other.chip_id
     from order_line other join purchase_order whole on whole.id = other.order_id
     where other.chip_id = asked.chip_id and whole.vendor_id = asked.vendor_id
       and whole.status in ('PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED')
       and ${sameWorld('whole', 'asked')}
       and (asked.order_id is null or (whole.placed_at, whole.id) < (asked.placed_at, asked.order_id))`,
  )}) tally) end`;

const caps = `(
  select coalesce(json_agg(json_build_object('id', cap_id::text, 'there', there, 'home', home)), '[]')
  from capped where asked.own_vendor and capped.vendor_id = asked.vendor_id
    and capped.chip_id = asked.chip_id and capped.destination_id = asked.destination_id
    and capped.invented = asked.invented and capped.brief = asked.brief)`;

/** JSON of what was bought, drawn, ordered and shipped besides a line. */
export const talliesJson = `json_build_object(
  'sourcing', coalesce(${sourcing}, json_build_object('bought', ${unseen}, 'imported', ${unseen})),
  'ahead', ${ahead}, 'caps', ${caps})`;
