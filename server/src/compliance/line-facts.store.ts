import { asViewer, type FactSql } from './fact-sql.store.ts';

/** JSON of the lines asked about, each with its number. */
export const lineJson = `json_build_object(
  'n', asked.n, 'orderLine', asked.order_line_id::text, 'external', asked.external,
  'chip', asked.chip_id::text, 'units', asked.units,
  'unitValue', case when asked.unit_value is not null
    then json_build_object('amount', asked.unit_value::text, 'currency', asked.currency) end,
  'shipDate', to_char(asked.ship_date, 'YYYY-MM-DD'), 'origin', asked.origin_id::text,
  'destination', asked.destination_id::text, 'endUse', asked.end_use, 'buyer', asked.buyer_id::text,
  'vendor', asked.vendor_id::text, 'parties', asked.parties,
  'drawn', (select coalesce(json_agg(json_build_object('lineId', licence_line_id::text,
      'direction', direction, 'units', live)), '[]')
    from (select licence_line_id, direction, sum(reserved_units + held_units + used_units)::bigint as live
      from licence_allocation where order_line_id = asked.order_line_id
      group by 1, 2) each where live > 0))`;

const jurisdictionJson = (row: string): string =>
  `case when ${row}.id is not null then json_build_object('id', ${row}.id::text, 'code', ${row}.code, 'groups', ${row}.country_groups) end`;

/** JSON of every organisation that lines or their chips name. */
export const organisationsJson = `(
  select coalesce(json_agg(json_build_object('id', own.id::text, 'name', own.name,
    'jurisdiction', ${jurisdictionJson('seat')},
    'parent', case when parent.id is not null then json_build_object('name', parent.name,
      'jurisdiction', ${jurisdictionJson('parent_seat')}) end)), '[]')
  from organisation own
  left join jurisdiction seat on seat.id = own.jurisdiction_id
  left join organisation parent on parent.id = own.ultimate_parent_id
  left join jurisdiction parent_seat on parent_seat.id = parent.jurisdiction_id
  where own.id = any(array(select buyer_id from asked union select vendor_id from asked
    union select (party ->> 'organisationId')::bigint from asked, jsonb_array_elements(asked.parties) party
    union select vendor_id from chip where id = any(array(select chip_id from asked)))))`;

/** JSON of every jurisdiction that lines or their chips name. */
export const jurisdictionsJson = `(
  select coalesce(json_agg(${jurisdictionJson('named')}), '[]') from jurisdiction named
  where named.id in (select origin_id from asked union select destination_id from asked
    union select origin_id from chip where id = any(array(select chip_id from asked))))`;

/** JSON of the chips of the lines, their figures as they are read, their codes as they hold today. */
export const chipsJson = (sql: FactSql): string => `(
  select coalesce(json_agg(json_build_object('id', chip.id::text, 'name', chip.name,
    'vendor', chip.vendor_id::text, 'origin', chip.origin_id::text, 'tpp', (select tpp from figured where figured.id = chip.id)::text,
    'dieArea', ${sql.number('Chip', 'dieArea', 'chip')}::text,
    'memoryBandwidth', ${sql.number('Chip', 'memoryBandwidth', 'chip')}::text,
    'nonPlanar', chip.non_planar, 'marketedForDatacentre', chip.marketed_for_datacentre,
    'codes', (select coalesce(json_agg(json_build_object('jurisdictionId', jurisdiction_id::text,
        'code', code, 'basis', basis)), '[]')
      from classification where chip_id = chip.id and scheme = 'CONTROL'
        and coalesce(valid_from <= $6::date, true) and coalesce(valid_to >= $6::date, true)))), '[]')
  from chip where chip.id = any(array(select chip_id from asked)))`;

/**
 * JSON of the newest screening of each party, list and whom it is for: one's own cannot take the
 * place of an authority's. Of a line of an order those of authorities and of its vendor count; what
 * others found is theirs.
 */
export const screeningsJson = (sql: FactSql): string => `(
  select coalesce(json_agg(json_build_object('organisationId', organisation_id::text,
    'screenedForId', screened_for_id::text, 'list', list,
    'result', result, 'at', to_char(screened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '[]')
  from (select distinct on (screening.organisation_id, screening.list, screening.screened_for_id)
      screening.*
    from screening
    where screening.organisation_id in (select asked.buyer_id union
        select (party ->> 'organisationId')::bigint from jsonb_array_elements(asked.parties) party)
      and case when asked.order_line_id is null then ${sql.visible('Screening', 'screening', asViewer)}
        else screening.screened_for_id is null or screening.screened_for_id = asked.vendor_id
          or exists (select from organisation office
            where office.id = screening.screened_for_id and office.kind = 'AUTHORITY') end
    order by screening.organisation_id, screening.list, screening.screened_for_id,
      screening.screened_at desc, screening.id desc) newest)`;

export const viewerFacts = `(select ${asViewer.admin}, ${asViewer.organisation}, ${asViewer.jurisdictions}, ${asViewer.key}) facts`;
