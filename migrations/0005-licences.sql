create table approval_round (
  id bigint generated always as identity primary key,
  name line_of_text not null unique,
  jurisdiction_id bigint not null references jurisdiction,
  -- null: the authority is not named in any source
  authority_id bigint references organisation,
  ordinal integer not null check (ordinal between 1 and 1000000),
  status word not null check (status in ('ANNOUNCED', 'EXPECTED', 'CLOSED')),
  announced_at calendar_date,
  announced_precision word check (announced_precision in ('DAY', 'MONTH', 'YEAR')),
  criteria_known boolean not null default false,
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  unique (jurisdiction_id, ordinal)
);
create index on approval_round (authority_id);
create index on approval_round (source_report_id);

create table approval_round_candidate (
  approval_round_id bigint not null references approval_round,
  organisation_id bigint not null references organisation,
  primary key (approval_round_id, organisation_id)
);
create index on approval_round_candidate (organisation_id);

create table licence (
  id bigint generated always as identity primary key,
  number text check (length(number) between 1 and 100),
  direction word not null check (direction in ('EXPORT', 'IMPORT')),
  type word not null check (type in ('INDIVIDUAL', 'GENERAL', 'EXCEPTION', 'QUOTA')),
  status word not null check (status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'DENIED', 'APPROVED',
    'CONDITIONALLY_APPROVED', 'ACTIVE', 'SUSPENDED', 'EXHAUSTED', 'REVOKED', 'EXPIRED', 'WITHDRAWN')),
  -- what a reinstatement returns to
  status_before_suspension word,
  status_reason line_of_text,
  status_changed_at instant,
  jurisdiction_id bigint not null references jurisdiction,
  authority_id bigint references organisation,
  licensee_id bigint references organisation,
  approval_round_id bigint references approval_round,
  destination_id bigint references jurisdiction,
  end_use word,
  review_policy word,
  valid_from calendar_date,
  valid_to calendar_date,
  published boolean not null default true,
  version integer not null default 1 check (version between 1 and 2147483647),
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  unique (authority_id, number),
  check (valid_from <= valid_to),
  check ((status = 'SUSPENDED') = (status_before_suspension is not null))
);
create index on licence (licensee_id);
create index on licence (jurisdiction_id);
create index on licence (approval_round_id);
create index on licence (destination_id);
create index on licence (source_report_id);
create index on licence (number);
create index on licence (valid_to, id);

-- The wall behind the transition table: no row leaves a terminal state.
create function licence_keeps_terminal_status() returns trigger language plpgsql as $$
begin
  raise exception 'licence % is % and stays so', old.id, old.status using errcode = 'CN002';
end $$;
create trigger licence_terminal before update of status on licence for each row
  when (old.status in ('RETURNED', 'DENIED', 'WITHDRAWN', 'REVOKED', 'EXPIRED') and new.status is distinct from old.status)
  execute function licence_keeps_terminal_status();

create table licence_party (
  id bigint generated always as identity primary key,
  licence_id bigint not null references licence,
  organisation_id bigint not null references organisation,
  role word not null check (role in ('PURCHASER', 'INTERMEDIATE_CONSIGNEE', 'ULTIMATE_CONSIGNEE', 'END_USER', 'FORWARDING_AGENT')),
  unique (licence_id, organisation_id, role)
);
create index on licence_party (organisation_id);

create table licence_line (
  id bigint generated always as identity primary key,
  licence_id bigint not null references licence,
  ordinal integer not null check (ordinal between 1 and 1000000),
  chip_id bigint references chip,
  control_code text check (control_code ~ '^[0-9A-Za-z.]{2,20}$'),
  licensed_by word not null default 'NUMBER' check (licensed_by in ('NUMBER', 'VALUE', 'BOTH')),
  -- chips, counted one by one; null: not known, and then nothing can be drawn
  authorised_units unit_count,
  reserved_units unit_count not null default 0,
  used_units unit_count not null default 0,
  authorised_value numeric(18, 2) check (authorised_value >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  recorded_at instant not null default clock_timestamp(),
  unique (licence_id, ordinal),
  check (num_nonnulls(chip_id, control_code) > 0),
  check (reserved_units + used_units <= coalesce(authorised_units, 0)),
  check ((authorised_value is null) = (currency is null))
);
create index on licence_line (chip_id);

create table licence_condition (
  id bigint generated always as identity primary key,
  licence_id bigint references licence,
  approval_round_id bigint references approval_round,
  kind word not null check (kind in ('CERTIFICATION', 'TEST', 'KYC', 'END_USE', 'REPORTING', 'VOLUME_CAP', 'SOURCING', 'PAYMENT', 'UNDISCLOSED')),
  status word not null check (status in ('UNDER_NEGOTIATION', 'PENDING', 'SATISFIED', 'BREACHED', 'WAIVED')),
  -- whether an order may be placed before the condition is met
  blocking boolean not null,
  description line_of_text not null,
  legal_reference line_of_text,
  owed_by_id bigint references organisation,
  due_at calendar_date,
  evidence_id bigint references source_report,
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  check (num_nonnulls(licence_id, approval_round_id) = 1)
);
create index on licence_condition (licence_id);
create index on licence_condition (approval_round_id);
create index on licence_condition (owed_by_id);
create index on licence_condition (evidence_id);
create index on licence_condition (source_report_id);

create table licence_amendment (
  id bigint generated always as identity primary key,
  licence_id bigint not null references licence,
  version integer not null check (version between 2 and 2147483647),
  effective_at instant not null,
  -- [{"field", "before", "after"}], as text so that it is returned as it was written
  changes json not null,
  reason line_of_text,
  recorded_at instant not null default clock_timestamp(),
  unique (licence_id, version)
);
create trigger licence_amendment_append_only before update or delete on licence_amendment
  for each row execute function refuse_change();

create table restriction (
  id bigint generated always as identity primary key,
  name line_of_text not null unique,
  jurisdiction_id bigint not null references jurisdiction,
  authority_id bigint references organisation,
  procedure word not null check (procedure in ('IMPORT', 'EXPORT', 'PURCHASE', 'USE')),
  status word not null check (status in ('REPORTED', 'IN_FORCE', 'LIFTED')),
  description line_of_text not null,
  in_force_from calendar_date,
  lifted_at calendar_date,
  legal_reference line_of_text,
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  check (in_force_from <= lifted_at)
);
create index on restriction (jurisdiction_id);
create index on restriction (authority_id);
create index on restriction (source_report_id);

create table restriction_chip (
  restriction_id bigint not null references restriction,
  chip_id bigint not null references chip,
  primary key (restriction_id, chip_id)
);
create index on restriction_chip (chip_id);

create table sourcing_rule (
  id bigint generated always as identity primary key,
  name line_of_text not null unique,
  jurisdiction_id bigint not null references jurisdiction,
  authority_id bigint references organisation,
  -- RATIO: domestic chips to buy for each imported chip; ABSOLUTE: domestic chips to buy
  basis word not null check (basis in ('RATIO', 'ABSOLUTE')),
  metric word not null default 'UNITS' check (metric in ('UNITS', 'VALUE', 'TPP')),
  status word not null check (status in ('REPORTED', 'PROPOSED', 'IN_FORCE', 'LIFTED')),
  description line_of_text not null,
  effective_from calendar_date,
  effective_to calendar_date,
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  check (effective_from <= effective_to)
);
create index on sourcing_rule (jurisdiction_id);
create index on sourcing_rule (authority_id);
create index on sourcing_rule (source_report_id);
