/** What somebody invented counts for what was invented, and the rest for the rest. */
const sameWorld = (row: string): string => `(${row}.provenance = 'DEMONSTRATION') = asked.invented`;

const unseen = `json_build_object('units', 0, 'tpp', null, 'unknown', 1)`;

/** A tally over rows with their `units`, of which some may be unknown, and `chip_id`. */
const tallyJson = `json_build_object('units', coalesce(sum(each.units), 0)::bigint,
  'tpp', case when count(*) filter (where each.units > 0 and figured.tpp is null) = 0
    then trim_scale(coalesce(sum(each.units * figured.tpp), 0))::text end,
  'unknown', count(*) filter (where each.units is null))`;

const tallied = (rows: string): string =>
  `from (${rows}) each left join figured on figured.id = each.chip_id`;

const tally = (rows: string): string => `(select ${tallyJson} ${tallied(rows)})`;

/** Whether the buyer's figures count: it is known, and of what is looked at briefly a rule binds. */
const sourced = `asked.own_buyer and (not asked.brief or exists (select from sourcing_rule binding
  where binding.jurisdiction_id = asked.destination_id and binding.status = 'IN_FORCE'))`;

/** Domestic chips that the buyer bought; where the viewer may not know, an unknown purchase. */
const bought = `case when ${sourced} then ${tally(
  `select units, chip_id from domestic_purchase purchase
   where purchase.buyer_id = asked.buyer_id and ${sameWorld('purchase')}`,
)} else ${unseen} end`;

/** Foreign chips that the buyer drew on import licences for other lines to the same destination. */
const imported = `case when ${sourced} then ${tally(
  `select drawn.reserved_units + drawn.held_units + drawn.used_units as units, other.chip_id
   from licence_allocation drawn join order_line other on other.id = drawn.order_line_id
   join purchase_order whole on whole.id = other.order_id
   where drawn.direction = 'IMPORT' and whole.buyer_id = asked.buyer_id
     and other.destination_id = asked.destination_id and ${sameWorld('whole')}
     and (asked.order_line_id is null or other.id <> asked.order_line_id)
     and drawn.reserved_units + drawn.held_units + drawn.used_units > 0`,
)} else ${unseen} end`;

/** Ordered of the same vendor and chip, earlier and not shipped. */
const ahead = `case when asked.own_vendor and not asked.brief then ${tally(
  `select other.units - other.shipped_units as units, other.chip_id
   from order_line other join purchase_order whole on whole.id = other.order_id
   where other.chip_id = asked.chip_id and whole.vendor_id = asked.vendor_id
     and whole.status in ('PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED') and ${sameWorld('whole')}
     and (asked.order_id is null or (whole.placed_at, whole.id) < (asked.placed_at, asked.order_id))`,
)} end`;

/** What the vendor shipped of the chip to some jurisdictions; null where nothing is on record. */
const shipped = (there: string): string => `(
  select case when count(*) > 0 then ${tallyJson} end ${tallied(
    `select other.shipped_units as units, other.chip_id
     from order_line other join purchase_order whole on whole.id = other.order_id
     where asked.own_vendor and other.chip_id = asked.chip_id and whole.vendor_id = asked.vendor_id
       and other.shipped_units > 0 and ${sameWorld('whole')} and ${there}`,
  )})`;

const capTallies = `(
  select coalesce(json_agg(json_build_object('id', cap.id::text,
    'there', ${shipped(
      `other.destination_id in (select jurisdiction_id from volume_cap_destination where volume_cap_id = cap.id)`,
    )},
    'home', ${shipped('other.destination_id = cap.jurisdiction_id')})), '[]')
  from volume_cap cap
  where cap.status <> 'LIFTED' and (not asked.brief or (cap.status = 'IN_FORCE' and cap.metric is not null))
    and exists (select from volume_cap_destination reached
      where reached.volume_cap_id = cap.id and reached.jurisdiction_id = asked.destination_id))`;

/** JSON of what was bought, drawn, ordered and shipped besides a line. */
export const talliesJson = `json_build_object(
  'bought', ${bought}, 'imported', ${imported}, 'ahead', ${ahead}, 'caps', ${capTallies})`;
