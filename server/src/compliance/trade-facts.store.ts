import type { FactSql } from './fact-sql.store.ts';

/** JSON of the sourcing rules of where the lines go, lifted ones left out. */
export const sourcingRulesJson = (sql: FactSql): string => `(
  select coalesce(json_agg(json_build_object('id', rule.id::text, 'name', rule.name,
    'jurisdiction', seat.code, 'basis', rule.basis, 'metric', rule.metric, 'status', rule.status,
    'ratio', case when rule.basis = 'RATIO' then trim_scale(round(${sql.number('SourcingRule', 'ratio', 'rule')}, 6))::text end,
    'units', case when rule.basis = 'ABSOLUTE'
      then ceil(${sql.number('SourcingRule', 'quota', 'rule')})::bigint end,
    'from', to_char(rule.effective_from, 'YYYY-MM-DD'), 'to', to_char(rule.effective_to, 'YYYY-MM-DD'))), '[]')
  from sourcing_rule rule join jurisdiction seat on seat.id = rule.jurisdiction_id
  where rule.jurisdiction_id in (select destination_id from asked) and rule.status <> 'LIFTED')`;

/** JSON of the restrictions for the chips of the lines, but for those that were lifted before today. */
export const restrictionsJson = `(
  select coalesce(json_agg(json_build_object('id', stop.id::text, 'name', stop.name,
    'jurisdiction', seat.code, 'procedure', stop.procedure, 'status', stop.status,
    'from', to_char(stop.in_force_from, 'YYYY-MM-DD'), 'liftedAt', to_char(stop.lifted_at, 'YYYY-MM-DD'),
    'chips', array(select chip_id::text from restriction_chip where restriction_id = stop.id),
    'parties', array(select organisation_id::text from restriction_party where restriction_id = stop.id),
    'licensable', stop.licensable, 'legalReference', stop.legal_reference)), '[]')
  from restriction stop join jurisdiction seat on seat.id = stop.jurisdiction_id
  where (stop.status <> 'LIFTED' or stop.lifted_at > $6::date)
    and (not exists (select from restriction_chip where restriction_id = stop.id)
      or exists (select from restriction_chip own where own.restriction_id = stop.id
        and own.chip_id in (select chip_id from asked))))`;

/** JSON of the volume caps on where the lines go, lifted ones left out. */
export const volumeCapsJson = (sql: FactSql): string => `(
  select coalesce(json_agg(json_build_object('id', cap.id::text, 'name', cap.name,
    'jurisdiction', seat.code, 'metric', cap.metric,
    'ratio', trim_scale(round(${sql.number('VolumeCap', 'ratio', 'cap')}, 6))::text, 'status', cap.status,
    'from', to_char(cap.effective_from, 'YYYY-MM-DD'), 'to', to_char(cap.effective_to, 'YYYY-MM-DD'),
    'legalReference', cap.legal_reference,
    'destinations', array(select code from jurisdiction where id in (
      select jurisdiction_id from volume_cap_destination where volume_cap_id = cap.id)))), '[]')
  from volume_cap cap join jurisdiction seat on seat.id = cap.jurisdiction_id
  where cap.status <> 'LIFTED' and exists (select from volume_cap_destination reached
    where reached.volume_cap_id = cap.id
      and reached.jurisdiction_id in (select destination_id from asked)))`;
