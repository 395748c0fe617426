-- What an event is about, whatever kind of record that is.
alter table event
  add column subject_type text check (subject_type ~ '^[A-Z][A-Za-z]+$'),
  add column subject_id bigint,
  add check ((subject_type is null) = (subject_id is null));
create index on event (subject_type, subject_id);

-- Who vouches for a record: a source, whoever decided it here, or nobody because it is invented.
create domain provenance as text check (value in ('REPORTED', 'RECORDED', 'DEMONSTRATION'));
-- what was read so far was published somewhere
alter table source_report add column provenance provenance not null default 'REPORTED';
alter table organisation add column provenance provenance not null default 'RECORDED';
alter table site add column provenance provenance not null default 'RECORDED';
alter table approval_round add column provenance provenance not null default 'RECORDED';
alter table licence add column provenance provenance not null default 'RECORDED';
alter table licence_condition add column provenance provenance not null default 'RECORDED';
alter table restriction add column provenance provenance not null default 'RECORDED';
alter table sourcing_rule add column provenance provenance not null default 'RECORDED';
alter table policy_event add column provenance provenance not null default 'RECORDED';

-- The dataset holds nothing that no source says.
do $$
declare
  kind record;
begin
  for kind in select * from (values
    ('Organisation', 'organisation'), ('Site', 'site'), ('ApprovalRound', 'approval_round'),
    ('Licence', 'licence'), ('Condition', 'licence_condition'), ('Restriction', 'restriction'),
    ('SourcingRule', 'sourcing_rule'), ('PolicyEvent', 'policy_event')) loaded (type, table_name)
  loop
    execute format('update %I set provenance = ''REPORTED'' where id in (select row_id from dataset_row where type = %L)',
      kind.table_name, kind.type);
  end loop;
end $$;

-- By how much the value that is drawn may exceed the authorised one, by law.
create table licence_tolerance (
  id bigint generated always as identity primary key,
  jurisdiction_id bigint not null references jurisdiction,
  licence_type word not null check (licence_type in ('INDIVIDUAL', 'GENERAL', 'EXCEPTION', 'QUOTA')),
  licensed_by word not null check (licensed_by in ('NUMBER', 'VALUE', 'BOTH')),
  -- of the authorised value; on units no source gives any
  value_ratio numeric(6, 4) not null check (value_ratio between 0 and 1),
  citation line_of_text not null,
  -- the day of the text that was read
  text_as_of calendar_date,
  -- false: another source says otherwise, or whether the text still holds is not known
  confirmed boolean not null default true,
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  unique (jurisdiction_id, licence_type, licensed_by)
);
create index on licence_tolerance (source_report_id);

alter table licence_line
  -- what was asked for in the application
  add column requested_units unit_count,
  add column requested_value numeric(18, 2) check (requested_value >= 0),
  -- the authority's answer on this line; null before it, and where it answered on the whole
  add column outcome word check (outcome in ('APPROVED', 'CONDITIONALLY_APPROVED', 'DENIED', 'RETURNED')),
  -- value in the line's currency, beside the units
  add column reserved_value numeric(18, 2) not null default 0 check (reserved_value >= 0),
  add column used_value numeric(18, 2) not null default 0 check (used_value >= 0),
  -- share by which the value drawn may exceed the authorised one; from licence_tolerance
  add column value_tolerance numeric(6, 4) not null default 0 check (value_tolerance between 0 and 1),
  drop constraint licence_line_check1,
  drop constraint licence_line_check2,
  add constraint licence_line_currency_of_values
    check ((authorised_value is null and requested_value is null) = (currency is null)),
  add constraint licence_line_units_drawn
    check (licensed_by = 'VALUE' or reserved_units + used_units <= coalesce(authorised_units, 0)),
  add constraint licence_line_value_drawn
    check ((authorised_value is null and licensed_by = 'NUMBER')
      or reserved_value + used_value <= coalesce(authorised_value, 0) * (1 + value_tolerance));

-- From which event on and after which version everybody may read what happened to a licence; null
-- where it was public from its beginning. What was before stays between applicant and authority.
alter table licence
  add column published_event_id bigint references event,
  add column published_version integer check (published_version between 1 and 2147483647),
  add check ((published_event_id is null) = (published_version is null)),
  add check (published or published_event_id is null);
create index on licence (published_event_id);

-- Versions of a licence follow each other without a gap, and each begins no earlier than the one before.
create function licence_amendment_follows() returns trigger language plpgsql as $$
declare
  last record;
begin
  select version, effective_at into last from licence_amendment
  where licence_id = new.licence_id order by version desc limit 1;
  if new.version <> coalesce(last.version, 1) + 1 or new.effective_at < last.effective_at then
    raise exception 'amendment % of licence % does not follow the one before', new.version, new.licence_id
      using errcode = 'CN004';
  end if;
  return new;
end $$;
create trigger licence_amendment_follows before insert on licence_amendment
  for each row execute function licence_amendment_follows();

-- The wall behind the transition tables: what has ended stays so.
create function keeps_final_state() returns trigger language plpgsql as $$
begin
  raise exception '% % is % and stays so', tg_table_name, old.id, tg_argv[0] using errcode = 'CN002';
end $$;
create trigger approval_round_final before update of status on approval_round for each row
  when (old.status = 'CLOSED' and new.status is distinct from old.status)
  execute function keeps_final_state('CLOSED');
create trigger restriction_final before update of status on restriction for each row
  when (old.status = 'LIFTED' and new.status is distinct from old.status)
  execute function keeps_final_state('LIFTED');
create trigger sourcing_rule_final before update of status on sourcing_rule for each row
  when (old.status = 'LIFTED' and new.status is distinct from old.status)
  execute function keeps_final_state('LIFTED');

create table end_user_statement (
  id bigint generated always as identity primary key,
  end_user_id bigint not null references organisation,
  issuer_id bigint not null references organisation,
  licence_id bigint references licence,
  end_use line_of_text not null,
  valid_from calendar_date not null,
  valid_to calendar_date not null,
  -- for which organisation it was recorded
  organisation_id bigint references organisation,
  source_report_id bigint references source_report,
  provenance provenance not null default 'RECORDED',
  recorded_at instant not null default clock_timestamp(),
  check (valid_from <= valid_to)
);
create index on end_user_statement (end_user_id);
create index on end_user_statement (issuer_id);
create index on end_user_statement (licence_id);
create index on end_user_statement (organisation_id);
create index on end_user_statement (source_report_id);

-- A comparison of an organisation with a list of parties.
create table screening (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  -- short enough to be indexed
  list line_of_text not null check (length(list) <= 200),
  result word not null check (result in ('CLEAR', 'POTENTIAL_MATCH', 'CONFIRMED', 'OVERRIDDEN')),
  screened_at instant not null,
  -- the key of the viewer, and the organisation it acts for
  screened_by line_of_text not null,
  screened_for_id bigint references organisation,
  reason line_of_text,
  evidence_id bigint references source_report,
  overridden_at instant,
  overridden_by line_of_text,
  provenance provenance not null default 'RECORDED',
  recorded_at instant not null default clock_timestamp(),
  check ((result = 'OVERRIDDEN') = (overridden_at is not null)),
  check ((overridden_at is null) = (overridden_by is null)),
  check (result <> 'OVERRIDDEN' or (reason is not null and evidence_id is not null))
);
create index on screening (organisation_id, list, screened_at);
create index on screening (screened_for_id);
create index on screening (evidence_id);
create trigger screening_final before update of result on screening for each row
  when (old.result = 'OVERRIDDEN' and new.result is distinct from old.result)
  execute function keeps_final_state('OVERRIDDEN');

create table restriction_party (
  restriction_id bigint not null references restriction,
  organisation_id bigint not null references organisation,
  primary key (restriction_id, organisation_id)
);
create index on restriction_party (organisation_id);

alter table sourcing_rule
  -- what was settled here; else what is claimed of it
  add column settled_ratio numeric(12, 6) check (settled_ratio >= 0),
  add column settled_units unit_count,
  add check (settled_ratio is null or basis = 'RATIO'),
  add check (settled_units is null or basis = 'ABSOLUTE');

-- How much may go to some destinations, as a share of what is sold elsewhere.
create table volume_cap (
  id bigint generated always as identity primary key,
  name line_of_text not null unique check (length(name) <= 200),
  -- whose rule it is, and against whose end users it is measured
  jurisdiction_id bigint not null references jurisdiction,
  authority_id bigint references organisation,
  -- null: not known what is counted
  metric word check (metric in ('UNITS', 'TPP')),
  -- null: not known
  ratio numeric(12, 6) check (ratio >= 0),
  description line_of_text not null,
  status word not null check (status in ('REPORTED', 'PROPOSED', 'IN_FORCE', 'LIFTED')),
  effective_from calendar_date,
  effective_to calendar_date,
  legal_reference line_of_text,
  source_report_id bigint references source_report,
  provenance provenance not null default 'RECORDED',
  recorded_at instant not null default clock_timestamp(),
  check (effective_from <= effective_to)
);
create index on volume_cap (jurisdiction_id);
create index on volume_cap (authority_id);
create index on volume_cap (source_report_id);

create trigger volume_cap_final before update of status on volume_cap for each row
  when (old.status = 'LIFTED' and new.status is distinct from old.status)
  execute function keeps_final_state('LIFTED');

-- The destinations that are counted together against the cap.
create table volume_cap_destination (
  volume_cap_id bigint not null references volume_cap,
  jurisdiction_id bigint not null references jurisdiction,
  primary key (volume_cap_id, jurisdiction_id)
);
create index on volume_cap_destination (jurisdiction_id);
