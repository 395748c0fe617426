// The fastest formulations found. Tried for the page as well: concat() instead of ||, joins
// instead of subselects, one grouped join (as fast), and columns turned into JSON by JavaScript
// (less work for PostgreSQL, more for Node, the same together).

const id = (type: string, key: string) =>
  `rtrim(encode(('${type}:' || ${key})::bytea, 'base64'), '=')`;

/** One licence with its licensee. $1: the licence's key. */
export const licence = `
  select '{"data":{"licence":{"id":"' || ${id('Licence', 'l.id')}
    || '","number":' || coalesce(to_json(l.number)::text, 'null')
    || ',"direction":"' || l.direction || '","type":"' || l.type || '","status":"' || l.status
    || '","validFrom":' || coalesce('"' || l.valid_from || '"', 'null')
    || ',"validTo":' || coalesce('"' || l.valid_to || '"', 'null')
    || ',"recordedAt":"' || to_char(l.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","licensee":' || coalesce('{"id":"' || ${id('Organisation', 'o.id')}
      || '","name":' || to_json(o.name::text)::text || ',"kind":"' || o.kind
      || '","sector":' || coalesce('"' || o.sector || '"', 'null') || '}', 'null')
    || '}}}'
  from licence l left join organisation o on o.id = l.licensee_id
  where l.id = $1 and l.published`;

/** Fifty licences with licensee, lines and chips. $1: the key after which they begin. */
export const licences = `
  select '{"data":{"licences":{"nodes":[' || coalesce(string_agg(
    '{"id":"' || ${id('Licence', 'l.id')}
    || '","number":' || coalesce(to_json(l.number)::text, 'null') || ',"status":"' || l.status
    || '","validTo":' || coalesce('"' || l.valid_to || '"', 'null')
    || ',"licensee":' || coalesce((
      select '{"name":' || to_json(o.name::text)::text || '}'
      from organisation o where o.id = l.licensee_id), 'null')
    || ',"lines":{"nodes":[' || coalesce((
      select string_agg('{"ordinal":' || n.ordinal || ',"licensedBy":"' || n.licensed_by
        || '","available":'
        || coalesce((n.authorised_units - n.reserved_units - n.used_units)::text, 'null')
        || ',"chip":' || coalesce((
          select '{"name":' || to_json(c.name::text)::text || '}'
          from chip c where c.id = n.chip_id), 'null') || '}', ',')
      from (
        select * from licence_line n where n.licence_id = l.id order by n.id limit 10
      ) n), '')
    || ']}}', ','), '') || ']}}}'
  from (select * from licence where published and id > $1 order by id limit 50) l`;
