// The fastest formulations found. Tried for the page as well: concat() instead of ||, joins
// instead of subselects, one grouped join (as fast), and columns turned into JSON by JavaScript
// (less work for PostgreSQL, more for Node, the same together).

const id = (type: string, key: string) =>
  `rtrim(encode(('${type}:' || ${key})::bytea, 'base64'), '=')`;

const day = (column: string) => `coalesce('"' || ${column} || '"', 'null')`;

const instant = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const textOf = (column: string) => `coalesce(to_json(${column}::text)::text, 'null')`;

const named = (table: string, key: string) => `coalesce((
  select '{"name":' || to_json(found.name::text)::text || '}' from ${table} found where found.id = ${key}), 'null')`;

/** One licence with its licensee. $1: the licence's key. */
export const licence = `
  select '{"data":{"licence":{"id":"' || ${id('Licence', 'l.id')}
    || '","number":' || ${textOf('l.number')}
    || ',"direction":"' || l.direction || '","type":"' || l.type || '","status":"' || l.status
    || '","validFrom":' || ${day('l.valid_from')}
    || ',"validTo":' || ${day('l.valid_to')}
    || ',"recordedAt":"' || ${instant('l.recorded_at')}
    || '","licensee":' || coalesce('{"id":"' || ${id('Organisation', 'o.id')}
      || '","name":' || to_json(o.name::text)::text || ',"kind":"' || o.kind
      || '","sector":' || ${day('o.sector')} || '}', 'null')
    || '}}}'
  from licence l left join organisation o on o.id = l.licensee_id
  where l.id = $1 and l.published`;

const available = "coalesce((n.authorised_units - n.reserved_units - n.used_units)::text, 'null')";

/** Fifty licences with licensee, lines and chips. $1: the key after which they begin. */
export const licences = `
  select '{"data":{"licences":{"nodes":[' || coalesce(string_agg(
    '{"id":"' || ${id('Licence', 'l.id')}
    || '","number":' || ${textOf('l.number')} || ',"status":"' || l.status
    || '","validTo":' || ${day('l.valid_to')}
    || ',"licensee":' || ${named('organisation', 'l.licensee_id')}
    || ',"lines":{"nodes":[' || coalesce((
      select string_agg('{"ordinal":' || n.ordinal || ',"licensedBy":"' || n.licensed_by
        || '","available":' || ${available}
        || ',"chip":' || ${named('chip', 'n.chip_id')} || '}', ',')
      from (
        select * from licence_line n where n.licence_id = l.id order by n.id limit 10
      ) n), '')
    || ']}}', ','), '') || ']}}}'
  from (select * from licence where published and id > $1 order by id limit 50) l`;

const events = `coalesce((
  select string_agg('{"eventTime":"' || ${instant('e.event_time')}
    || '","bizStep":' || ${textOf('e.biz_step')} || '}', ',')
  from (select * from customs_event e where e.shipment_id = s.id order by e.id limit 10) e), '')`;

const shipments = `coalesce((
  select string_agg('{"units":' || p.units || ',"shipment":{"status":"' || s.status
    || '","customsEvents":{"nodes":[' || ${events} || ']}}}', ',')
  from (select * from shipment_line p where p.order_line_id = a.order_line_id order by p.id limit 5) p
  join shipment s on s.id = p.shipment_id), '')`;

// Whoever is a party to an order sees what is drawn and shipped for it.
const allocations = `coalesce((
  select string_agg('{"status":"' || a.status || '","units":' || a.units
    || ',"orderLine":{"id":"' || ${id('OrderLine', 'a.order_line_id')} || '","shipDate":' || ${day('a.ship_date')}|| ',"shipments":{"nodes":[' || ${shipments} || ']}}}', ',')
  from (
    select a.*, o.ship_date from licence_allocation a
    join order_line o on o.id = a.order_line_id
    join purchase_order w on w.id = o.order_id and (w.buyer_id = $2 or w.vendor_id = $2)
    where a.licence_line_id = n.id order by a.id limit 10
  ) a), '')`;

/** Twenty licences down to customs events. $1: the key after which they begin, $2: who asks. */
export const tree = `
  select '{"data":{"licences":{"nodes":[' || coalesce(string_agg(
    '{"id":"' || ${id('Licence', 'l.id')}
    || '","number":' || ${textOf('l.number')} || ',"status":"' || l.status
    || '","lines":{"nodes":[' || coalesce((
      select string_agg('{"ordinal":' || n.ordinal || ',"available":' || ${available}
        || ',"chip":' || ${named('chip', 'n.chip_id')}
        || ',"allocations":{"nodes":[' || ${allocations} || ']}}', ',')
      from (
        select * from licence_line n where n.licence_id = l.id order by n.id limit 10
      ) n), '')
    || ']}}', ','), '') || ']}}}'
  from (
    select * from licence where (published or licensee_id = $2) and id > $1 order by id limit 20
  ) l`;

/** A page of twenty orders. $1: the key after which they begin, $2: who asks. */
export const orders = `
  select '{"data":{"orders":{"nodes":[' || coalesce(string_agg(
    '{"id":"' || ${id('Order', 'w.id')} || '","status":"' || w.status
    || '","placedAt":' || coalesce('"' || ${instant('w.placed_at')} || '"', 'null')
    || ',"version":' || w.version || ',"buyer":' || ${named('organisation', 'w.buyer_id')} || '}',
    ',') filter (where n <= 20), '')
    || '],"pageInfo":{"hasNextPage":' || (count(*) > 20)::text || '}}}}'
  from (
    select *, row_number() over () as n from (
      select * from purchase_order where (buyer_id = $2 or vendor_id = $2) and id > $1
      order by id limit 21
    ) w
  ) w`;

/** Licences for a chip that are valid yet. $1: the chip's name, $2: on which day. */
export const search = `
  select '{"data":{"licences":{"nodes":[' || coalesce(string_agg(
    '{"id":"' || ${id('Licence', 'l.id')}
    || '","number":' || ${textOf('l.number')} || ',"status":"' || l.status
    || '","validTo":' || ${day('l.valid_to')}
    || ',"licensee":{"name":' || to_json(l.name::text)::text || '}}', ','), '') || ']}}}'
  from (
    select l.*, o.name from licence l join organisation o on o.id = l.licensee_id
    where l.published and l.valid_to >= $2 and o.sector = 'CLOUD' and exists (
      select from licence_line n join chip c on c.id = n.chip_id
      where n.licence_id = l.id and c.name = $1)
    order by l.valid_to, l.id limit 20
  ) l`;

/** Licences for a destination by status and direction. $1: the destination's code. */
export const groups = `
  select '{"data":{"licences":{"groups":[' || coalesce(string_agg(
    '{"key":{"status":"' || g.status || '","direction":"' || g.direction
    || '"},"aggregates":{"count":' || g.count || ',"max":{"version":' || g.version || '}}}',
    ',' order by g.status, g.direction), '') || ']}}}'
  from (
    select status, direction, count(*), max(version) as version from licence
    where published and destination_id = (select id from jurisdiction where code = $1)
    group by status, direction
  ) g`;
