import { counts } from './asked.store.ts';
import type { FactSql } from './fact-sql.store.ts';

/** The common table expression of how many licence lines are for a chip: few, or a crowd. */
export const busySql = `
  busy as materialized (
    select chip_id, (select count(*) from (select from licence_line line
      where line.chip_id = each.chip_id limit 300) first_ones) = 300 as crowded
    from (select distinct chip_id from asked) each
  )`;

/** Most candidates that one line is checked against; those that end first. */
const most = 200;

/** It is for a control code of the chip, there or thereabouts: the rules look closer. */
const byCode = `line.chip_id is null and (line.control_code like '3A090%' or exists (
  select from classification own where own.chip_id = asked.chip_id and own.scheme = 'CONTROL'
    and (own.code = line.control_code or own.code like line.control_code || '.%')))`;

/** So many licences are for the chip that those of the parties are found sooner by their holders. */
const crowded = `(select chip.crowded from busy chip where chip.chip_id = asked.chip_id)
  and asked.buyer_id is not null and asked.vendor_id is not null`;

const parties = `array(select asked.buyer_id union select asked.vendor_id
  union select (party ->> 'organisationId')::bigint from jsonb_array_elements(asked.parties) party)`;

/** Its licensee is a party to the line, or may be. */
const theirs = `(licence.licensee_id is null
  or licence.licensee_id = any(${parties})
  or case licence.direction when 'EXPORT' then asked.vendor_id else asked.buyer_id end is null)`;

/**
 * Keys of the licence lines that could serve for a line: those it is drawn on, and those that are
 * asked for or else all for the chip that nobody but its parties holds.
 */
export const candidateKeys = (sql: FactSql): string => `(
  select coalesce(json_agg(id::text), '[]') from (
    select line.id from (
      select id from licence_line where asked.lines is not null and id = any(asked.lines)
      union select licence_line_id from licence_allocation drawn
      where drawn.order_line_id = asked.order_line_id
        and drawn.reserved_units + drawn.held_units + drawn.used_units > 0
      union select id from licence_line
      where asked.lines is null and not (${crowded}) and chip_id = asked.chip_id
      union select own.id from licence_line own
      where asked.lines is null and ${crowded} and own.chip_id = asked.chip_id and own.licence_id = any(array(
        select id from licence where licensee_id is null union all
        select id from licence where licensee_id = any(${parties})))
      union select id from licence_line line where asked.lines is null and ${byCode}) found
    join licence_line line on line.id = found.id join licence on licence.id = line.licence_id
    where licence.status not in ('DRAFT', 'WITHDRAWN') and ${theirs} and ${counts(sql, 'Licence', 'licence')}
    order by licence.status = 'ACTIVE' desc, licence.valid_to, line.id limit ${most}) few)`;

/** JSON of licence lines. @param keys SQL of a bigint[] */
export const candidatesJson = (keys: string): string => `(
  select coalesce(json_agg(json_build_object(
    'licence', json_build_object('id', licence.id::text, 'number', licence.number,
      'direction', licence.direction, 'type', licence.type, 'status', licence.status,
      'jurisdiction', json_build_object('id', seat.id::text, 'code', seat.code),
      'destinationId', licence.destination_id::text,
      'licensee', case when licensee.id is not null
        then json_build_object('id', licensee.id::text, 'name', licensee.name) end,
      'reviewPolicy', licence.review_policy, 'endUse', licence.end_use,
      'validFrom', to_char(licence.valid_from, 'YYYY-MM-DD'), 'validTo', to_char(licence.valid_to, 'YYYY-MM-DD'),
      'parties', (select coalesce(json_agg(json_build_object('role', role, 'organisationId', organisation_id::text)), '[]')
        from licence_party where licence_id = licence.id),
      'conditions', (select coalesce(json_agg(json_build_object('id', own.id::text, 'kind', own.kind,
          'status', own.status, 'blocking', own.blocking, 'description', own.description,
          'owedBy', case when owing.id is not null
            then json_build_object('id', owing.id::text, 'name', owing.name) end)), '[]')
        from licence_condition own left join organisation owing on owing.id = own.owed_by_id
        where own.licence_id = licence.id or own.approval_round_id = licence.approval_round_id)),
    'line', json_build_object('id', line.id::text, 'ordinal', line.ordinal, 'chipId', line.chip_id::text,
      'controlCode', line.control_code, 'authorised', line.authorised_units,
      'reserved', line.reserved_units, 'used', line.used_units, 'licensedBy', line.licensed_by,
      'value', case when line.authorised_value is not null then json_build_object(
        'authorised', line.authorised_value::text, 'reserved', line.reserved_value::text,
        'used', line.used_value::text, 'tolerance', line.value_tolerance::text,
        'currency', line.currency) end))), '[]')
  from licence_line line join licence on licence.id = line.licence_id
  join jurisdiction seat on seat.id = licence.jurisdiction_id
  left join organisation licensee on licensee.id = licence.licensee_id
  where line.id = any(${keys}))`;

/** Why the destination is held to ask for an import authorisation: its rounds, and licences seen. */
export const importRegimeJson = (sql: FactSql): string => `(
  select coalesce(json_agg(name order by name), '[]') from (
    select round.name from approval_round round where round.jurisdiction_id = asked.destination_id
    union
    select 'import licences of ' || seat.code from jurisdiction seat
    where seat.id = asked.destination_id and exists (
      select from licence_line line join licence on licence.id = line.licence_id
      where (line.chip_id = asked.chip_id or (${byCode})) and licence.jurisdiction_id = seat.id
        and licence.direction = 'IMPORT' and licence.status not in ('DRAFT', 'WITHDRAWN')
        and ${counts(sql, 'Licence', 'licence')})) known)`;
