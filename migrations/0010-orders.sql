-- What a buyer orders from a vendor. Recorded here by a party to it, or reported by a source.
create table purchase_order (
  id bigint generated always as identity primary key,
  -- how the recording party's own system names it
  external_system text check (length(external_system) between 1 and 100),
  external_id text check (length(external_id) between 1 and 200),
  status word not null check (status in ('DRAFT', 'PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'CLOSED', 'CANCELLED')),
  status_reason line_of_text,
  provenance word not null check (provenance in ('RECORDED', 'REPORTED', 'DEMONSTRATION')),
  buyer_id bigint not null references organisation,
  vendor_id bigint not null references organisation,
  placed_at instant,
  version integer not null default 1 check (version between 1 and 2147483647),
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  unique (external_system, external_id),
  check ((external_system is null) = (external_id is null))
);
create index on purchase_order (buyer_id);
create index on purchase_order (vendor_id);
create index on purchase_order (source_report_id);

-- The wall behind the transition table: no order leaves a terminal state.
create function purchase_order_keeps_terminal_status() returns trigger language plpgsql as $$
begin
  raise exception 'order % is % and stays so', old.id, old.status using errcode = 'CN002';
end $$;
create trigger purchase_order_terminal before update of status on purchase_order for each row
  when (old.status in ('CLOSED', 'CANCELLED') and new.status is distinct from old.status)
  execute function purchase_order_keeps_terminal_status();

create table order_line (
  id bigint generated always as identity primary key,
  order_id bigint not null references purchase_order,
  ordinal integer not null check (ordinal between 1 and 1000000),
  external_system text check (length(external_system) between 1 and 100),
  external_id text check (length(external_id) between 1 and 200),
  chip_id bigint not null references chip,
  -- chips, counted one by one whatever the unit; null: not known exactly
  units unit_count check (units > 0),
  -- how it was ordered: chips, or modules of so many chips
  unit word not null default 'EA' check (unit in ('EA', 'MODULE')),
  chips_per_module integer check (chips_per_module between 1 and 1000000),
  -- of one chip or one module
  unit_price numeric(18, 2) check (unit_price >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  ship_date calendar_date,
  destination_id bigint references jurisdiction,
  end_use word,
  recorded_at instant not null default clock_timestamp(),
  unique (order_id, ordinal),
  unique (external_system, external_id),
  check ((external_system is null) = (external_id is null)),
  check ((unit = 'MODULE') = (chips_per_module is not null)),
  check (units % chips_per_module = 0),
  check ((unit_price is null) = (currency is null))
);
create index on order_line (chip_id);
create index on order_line (destination_id);

create table order_line_party (
  id bigint generated always as identity primary key,
  order_line_id bigint not null references order_line,
  organisation_id bigint not null references organisation,
  role word not null check (role in ('PURCHASER', 'INTERMEDIATE_CONSIGNEE', 'ULTIMATE_CONSIGNEE', 'END_USER', 'FORWARDING_AGENT')),
  unique (order_line_id, organisation_id, role)
);
create index on order_line_party (organisation_id);
