create table source_report (
  id bigint generated always as identity primary key,
  publisher line_of_text not null,
  title line_of_text not null,
  url line_of_text,
  published_at calendar_date not null,
  published_precision word not null default 'DAY' check (published_precision in ('DAY', 'MONTH', 'YEAR')),
  via line_of_text,
  source_count integer check (source_count between 0 and 1000000),
  anonymity word not null default 'UNKNOWN' check (anonymity in ('NAMED', 'ANONYMOUS', 'MIXED', 'UNKNOWN')),
  language text not null default 'en' check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  verified_by line_of_text,
  recorded_at instant not null default clock_timestamp()
);
create index on source_report (published_at, id);
create trigger source_report_append_only before update or delete on source_report
  for each row execute function refuse_change();

create table claim (
  id bigint generated always as identity primary key,
  source_report_id bigint not null references source_report,
  subject_type text not null check (subject_type ~ '^[A-Z][A-Za-z]+$'),
  subject_id bigint not null,
  predicate word not null,
  -- what the claim is about besides its subject
  chip_id bigint,
  jurisdiction_id bigint,
  period_start calendar_date,
  period_end calendar_date,
  value_kind word not null check (value_kind in ('FIGURE', 'STATEMENT', 'ORGANISATION', 'DATE')),
  qualifier word check (qualifier in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'AT_MOST', 'LESS_THAN', 'ABOUT', 'RANGE', 'UNKNOWN')),
  low numeric,
  central numeric,
  high numeric,
  bound_kind word check (bound_kind in ('LIMIT', 'CREDIBLE')),
  level numeric check (level > 0 and level < 1),
  unit text check (length(unit) between 1 and 40),
  statement line_of_text,
  value_organisation_id bigint,
  value_date calendar_date,
  value_date_precision word check (value_date_precision in ('DAY', 'MONTH', 'YEAR')),
  modality word not null default 'ASSERTED' check (modality in ('ASSERTED', 'CONSIDERED', 'INFERRED', 'DENIED')),
  rank word not null default 'NORMAL' check (rank in ('PREFERRED', 'NORMAL', 'DEPRECATED')),
  as_of calendar_date,
  as_of_precision word check (as_of_precision in ('DAY', 'MONTH', 'YEAR')),
  confirmed boolean not null default true,
  note line_of_text,
  restates_id bigint references claim,
  supersedes_id bigint references claim,
  recorded_at instant not null default clock_timestamp(),
  check (low <= high and coalesce(low, central) <= coalesce(central, low) and coalesce(central, high) <= coalesce(high, central)),
  check (period_start <= period_end),
  check ((value_kind = 'FIGURE') = (qualifier is not null)),
  check (value_kind = 'FIGURE' or num_nonnulls(low, central, high, bound_kind, level, unit) = 0),
  check (value_kind <> 'FIGURE' or unit is not null),
  check ((value_kind = 'STATEMENT') = (statement is not null)),
  check ((value_kind = 'ORGANISATION') = (value_organisation_id is not null)),
  check ((value_kind = 'DATE') = (value_date is not null)),
  check (num_nonnulls(low, central, high) > 0 or qualifier is null or qualifier = 'UNKNOWN'),
  -- numbers stay within what prints the same in SQL and JavaScript
  check (abs(low) <= 9007199254740991 and abs(central) <= 9007199254740991 and abs(high) <= 9007199254740991),
  check (scale(low) <= 6 and scale(central) <= 6 and scale(high) <= 6)
);
create index on claim (subject_type, subject_id, predicate);
create index on claim (source_report_id);
create index on claim (chip_id);
create index on claim (jurisdiction_id);
create index on claim (restates_id);
create index on claim (supersedes_id);
create index on claim (value_organisation_id);
create trigger claim_append_only before update or delete on claim
  for each row execute function refuse_change();

-- Both directions are stored, so either claim shows the other.
create table claim_contradiction (
  claim_id bigint not null references claim,
  contradicts_id bigint not null references claim,
  primary key (claim_id, contradicts_id),
  check (claim_id <> contradicts_id)
);
create index on claim_contradiction (contradicts_id);
create trigger claim_contradiction_append_only before update or delete on claim_contradiction
  for each row execute function refuse_change();

create table policy_event (
  id bigint generated always as identity primary key,
  jurisdiction_id bigint not null,
  kind word not null,
  title line_of_text not null,
  summary line_of_text,
  announced_at calendar_date not null,
  announced_precision word not null default 'DAY' check (announced_precision in ('DAY', 'MONTH', 'YEAR')),
  effective_at calendar_date,
  legal_reference line_of_text,
  confirmed boolean not null default true,
  recorded_at instant not null default clock_timestamp()
);
create index on policy_event (announced_at, id);
create index on policy_event (jurisdiction_id);

create table policy_event_source (
  policy_event_id bigint not null references policy_event,
  source_report_id bigint not null references source_report,
  primary key (policy_event_id, source_report_id)
);
create index on policy_event_source (source_report_id);
