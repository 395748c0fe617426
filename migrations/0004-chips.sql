create table chip (
  id bigint generated always as identity primary key,
  name line_of_text not null unique,
  family line_of_text,
  vendor_id bigint references organisation,
  foundry_id bigint references organisation,
  origin_id bigint references jurisdiction,
  form_factor word,
  memory_type line_of_text,
  marketed_for_datacentre boolean,
  -- logic dies made on a non-planar transistor node: the area that performance density counts
  non_planar boolean,
  released_at calendar_date,
  released_precision word check (released_precision in ('DAY', 'MONTH', 'YEAR')),
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp()
);
create index on chip (vendor_id);
create index on chip (foundry_id);
create index on chip (origin_id);
create index on chip (source_report_id);

create table throughput (
  id bigint generated always as identity primary key,
  chip_id bigint not null references chip,
  number_format word not null,
  bit_length integer not null check (bit_length between 1 and 128),
  -- tera-operations a second without sparsity; a multiply-accumulate counts as two
  dense_tops numeric not null check (dense_tops > 0 and dense_tops <= 1000000000 and scale(dense_tops) <= 6),
  rank word not null default 'NORMAL' check (rank in ('PREFERRED', 'NORMAL', 'DEPRECATED')),
  source_report_id bigint not null references source_report,
  recorded_at instant not null default clock_timestamp()
);
create index on throughput (chip_id);
create index on throughput (source_report_id);

create table classification (
  id bigint generated always as identity primary key,
  chip_id bigint not null references chip,
  jurisdiction_id bigint not null references jurisdiction,
  -- CONTROL: export control classification (an ECCN); TARIFF: harmonised system
  scheme word not null check (scheme in ('CONTROL', 'TARIFF')),
  code text not null check (code ~ '^[0-9A-Za-z.\-]{2,20}$'),
  form_factor word,
  basis word not null check (basis in ('COMPUTED', 'RULING', 'NOTICE', 'REPORTED')),
  rule_version line_of_text,
  legal_reference line_of_text,
  valid_from calendar_date,
  valid_to calendar_date,
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  check (valid_from <= valid_to)
);
create index on classification (chip_id);
create index on classification (jurisdiction_id);
create index on classification (source_report_id);

create table policy_event_chip (
  policy_event_id bigint not null references policy_event,
  chip_id bigint not null references chip,
  primary key (policy_event_id, chip_id)
);
create index on policy_event_chip (chip_id);

alter table claim add foreign key (chip_id) references chip;
