-- What a vendor holds of a chip on a day.
create table stock_statement (
  id bigint generated always as identity primary key,
  vendor_id bigint not null references organisation,
  chip_id bigint not null references chip,
  as_of calendar_date not null,
  as_of_precision word not null default 'DAY' check (as_of_precision in ('DAY', 'MONTH', 'YEAR')),
  -- chips, counted one by one, where the vendor recorded it; else what is claimed
  units unit_count,
  source_report_id bigint references source_report,
  provenance provenance not null default 'RECORDED',
  recorded_at instant not null default clock_timestamp()
);
create index on stock_statement (vendor_id, chip_id, as_of);
create index on stock_statement (chip_id);
create index on stock_statement (source_report_id);

-- Domestic chips that a buyer bought; sourcing rules count them.
create table domestic_purchase (
  id bigint generated always as identity primary key,
  buyer_id bigint not null references organisation,
  chip_id bigint not null references chip,
  purchased_at calendar_date not null,
  -- chips, counted one by one, where recorded; else what is claimed
  units unit_count check (units > 0),
  unit word not null default 'EA' check (unit in ('EA', 'MODULE')),
  chips_per_module integer check (chips_per_module between 1 and 1000000),
  source_report_id bigint references source_report,
  provenance provenance not null default 'RECORDED',
  recorded_at instant not null default clock_timestamp(),
  check ((unit = 'MODULE') = (chips_per_module is not null)),
  check (units % chips_per_module = 0)
);
create index on domestic_purchase (buyer_id, chip_id);
create index on domestic_purchase (chip_id);
create index on domestic_purchase (source_report_id);

-- Each organisation names orders and lines in its own systems, and nobody meets the names of others.
alter table purchase_order
  drop constraint purchase_order_external_system_external_id_key,
  -- whose name it is; null: an administrator's
  add column external_scope_id bigint references organisation;
create unique index purchase_order_external
  on purchase_order (external_system, external_id, external_scope_id) nulls not distinct
  where external_id is not null;
create index on purchase_order (external_scope_id);

alter table order_line
  drop constraint order_line_external_system_external_id_key,
  -- whose name it is; null: an administrator's
  add column external_scope_id bigint references organisation;
create unique index order_line_external
  on order_line (external_system, external_id, external_scope_id) nulls not distinct
  where external_id is not null;
create index on order_line (external_scope_id);

alter table order_line
  -- chips that are planned into a shipment, and that left
  add column planned_units unit_count not null default 0,
  add column shipped_units unit_count not null default 0,
  -- whether it may go, as last decided
  add column compliance_status word not null default 'NOT_CHECKED'
    check (compliance_status in ('NOT_CHECKED', 'CLEAR', 'ON_HOLD')),
  add constraint order_line_not_overplanned check (planned_units <= coalesce(units, 0)),
  add constraint order_line_not_overshipped check (shipped_units <= planned_units);

-- Why a line may not go on, from when to when.
create table order_line_hold (
  id bigint generated always as identity primary key,
  order_line_id bigint not null references order_line,
  -- the rule of the compliance check, or MANUAL
  rule word not null,
  reason line_of_text not null,
  since instant not null,
  placed_by text not null,
  cleared_at instant,
  cleared_by text,
  clear_reason line_of_text,
  check (since <= cleared_at),
  check ((cleared_at is null) = (cleared_by is null))
);
create unique index order_line_hold_once on order_line_hold (order_line_id, rule) where cleared_at is null;
create index on order_line_hold (order_line_id);

-- A hold that was cleared stays so, and none goes without a trace.
create function order_line_hold_keeps_end() returns trigger language plpgsql as $$
begin
  raise exception 'hold % is kept as it was', old.id using errcode = 'CN002';
end $$;
create trigger order_line_hold_cleared before update on order_line_hold for each row
  when (old.cleared_at is not null or new.order_line_id <> old.order_line_id or new.rule <> old.rule
    or new.since <> old.since)
  execute function order_line_hold_keeps_end();
create trigger order_line_hold_kept before delete on order_line_hold
  for each row execute function order_line_hold_keeps_end();
