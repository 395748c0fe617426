-- Goods on their way for one or more order lines.
create table shipment (
  id bigint generated always as identity primary key,
  external_system text check (length(external_system) between 1 and 100),
  external_id text check (length(external_id) between 1 and 200),
  -- whose name it is; null: an administrator's
  external_scope_id bigint references organisation,
  status word not null check (status in ('PLANNED', 'TESTED', 'EXPORT_CLEARED', 'IN_TRANSIT', 'ARRIVED',
    'IMPORT_RELEASED', 'DELIVERED', 'HELD', 'RETURNED', 'SEIZED')),
  -- what a hold returns to
  status_before_hold word,
  status_reason line_of_text,
  carrier_id bigint references organisation,
  -- who is to test the goods before export
  laboratory_id bigint references organisation,
  origin_id bigint references site,
  destination_id bigint references site,
  version integer not null default 1 check (version between 1 and 2147483647),
  provenance provenance not null default 'RECORDED',
  recorded_at instant not null default clock_timestamp(),
  check ((external_system is null) = (external_id is null)),
  check ((status = 'HELD') = (status_before_hold is not null))
);
create index on shipment (carrier_id);
create index on shipment (laboratory_id);
create unique index shipment_external
  on shipment (external_system, external_id, external_scope_id) nulls not distinct
  where external_id is not null;
create index on shipment (external_scope_id);
create index on shipment (origin_id);
create index on shipment (destination_id);

create function shipment_keeps_terminal_status() returns trigger language plpgsql as $$
begin
  raise exception 'shipment % is % and stays so', old.id, old.status using errcode = 'CN002';
end $$;
create trigger shipment_terminal before update of status on shipment for each row
  when (old.status in ('DELIVERED', 'RETURNED', 'SEIZED') and new.status is distinct from old.status)
  execute function shipment_keeps_terminal_status();

-- Its part of an order line; each count is at most the one before it.
create table shipment_line (
  id bigint generated always as identity primary key,
  shipment_id bigint not null references shipment,
  order_line_id bigint not null references order_line,
  units unit_count not null check (units > 0),
  -- whether a licence is needed on that side, as was found when it was planned or later
  export_licensed boolean not null default true,
  import_licensed boolean not null default true,
  export_declared_units unit_count not null default 0,
  export_accepted_units unit_count not null default 0,
  import_declared_units unit_count not null default 0,
  import_released_units unit_count not null default 0,
  unique (shipment_id, order_line_id),
  check (export_declared_units <= units),
  check (export_accepted_units <= export_declared_units),
  check (import_declared_units <= units),
  check (import_released_units <= import_declared_units)
);
create index on shipment_line (order_line_id);

create table shipment_status (
  id bigint generated always as identity primary key,
  shipment_id bigint not null references shipment,
  status word not null check (status in ('PLANNED', 'TESTED', 'EXPORT_CLEARED', 'IN_TRANSIT', 'ARRIVED',
    'IMPORT_RELEASED', 'DELIVERED', 'HELD', 'RETURNED', 'SEIZED')),
  since instant not null,
  reason line_of_text,
  actor text not null
);
create index on shipment_status (shipment_id, id);
create trigger shipment_status_append_only before update or delete on shipment_status
  for each row execute function refuse_change();

create table laboratory_test (
  id bigint generated always as identity primary key,
  shipment_id bigint not null references shipment,
  laboratory_id bigint not null references organisation,
  result word not null check (result in ('PASSED', 'FAILED', 'INCONCLUSIVE')),
  tested_at instant not null,
  -- a URI
  report line_of_text,
  provenance provenance not null default 'RECORDED',
  recorded_at instant not null default clock_timestamp()
);
create index on laboratory_test (shipment_id);
create index on laboratory_test (laboratory_id);
create trigger laboratory_test_append_only before update or delete on laboratory_test
  for each row execute function refuse_change();

create table declaration (
  id bigint generated always as identity primary key,
  shipment_id bigint not null references shipment,
  direction word not null check (direction in ('EXPORT', 'IMPORT')),
  status word not null check (status in ('DRAFT', 'LODGED', 'ACCEPTED', 'REJECTED', 'UNDER_CONTROL', 'HELD',
    'RELEASED', 'INVALIDATED', 'REFUSED', 'DETAINED', 'SEIZED', 'DISCHARGED')),
  status_reason line_of_text,
  reference_scheme word check (reference_scheme in ('ITN', 'MRN', 'NATIVE')),
  reference_value text check (length(reference_value) between 1 and 100),
  office text not null check (length(office) between 1 and 100),
  authority_id bigint references organisation,
  jurisdiction_id bigint not null references jurisdiction,
  procedure_code text check (length(procedure_code) between 1 and 20),
  control_type word check (control_type in ('DOCUMENTARY', 'PHYSICAL', 'LABORATORY')),
  -- as the office says it
  native_scheme text check (length(native_scheme) between 1 and 40),
  native_code text check (length(native_code) between 1 and 40),
  -- the organisation that declares
  declarant_id bigint references organisation,
  lodged_at instant,
  version integer not null default 1 check (version between 1 and 2147483647),
  provenance provenance not null default 'RECORDED',
  recorded_at instant not null default clock_timestamp(),
  unique (reference_scheme, reference_value),
  check ((reference_scheme is null) = (reference_value is null)),
  check ((native_scheme is null) = (native_code is null))
);
create index on declaration (shipment_id);
create index on declaration (authority_id);
create index on declaration (jurisdiction_id);
create index on declaration (declarant_id);

create function declaration_keeps_terminal_status() returns trigger language plpgsql as $$
begin
  raise exception 'declaration % is % and stays so', old.id, old.status using errcode = 'CN002';
end $$;
create trigger declaration_terminal before update of status on declaration for each row
  when (old.status in ('REJECTED', 'INVALIDATED', 'REFUSED', 'SEIZED', 'DISCHARGED') and new.status is distinct from old.status)
  execute function declaration_keeps_terminal_status();

create table declaration_line (
  id bigint generated always as identity primary key,
  declaration_id bigint not null references declaration,
  shipment_line_id bigint not null references shipment_line,
  -- which one it is to use; null: whichever are open by then, the oldest first
  allocation_id bigint references licence_allocation,
  units unit_count not null check (units > 0),
  released_units unit_count not null default 0,
  commodity_code text check (commodity_code ~ '^[0-9]{4,12}$'),
  value numeric(18, 2) check (value >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  origin_id bigint references jurisdiction,
  unique (declaration_id, shipment_line_id),
  check (released_units <= units),
  check ((value is null) = (currency is null))
);
create index on declaration_line (shipment_line_id);
create index on declaration_line (allocation_id);

-- What of an allocation was used when an export was accepted or an import released.
create table declaration_use (
  id bigint generated always as identity primary key,
  declaration_line_id bigint not null references declaration_line,
  allocation_id bigint not null references licence_allocation,
  units unit_count not null check (units > 0),
  -- the declaration was invalidated or refused, and the use given back
  reversed_at instant
);
create index on declaration_use (declaration_line_id);
create index on declaration_use (allocation_id);

-- The walls behind the rules: only a licence in force is used, and nothing is released for import
-- without a use on the sides that need a licence, the export one of a licence that still stands.
create function declaration_use_in_force() returns trigger language plpgsql as $$
begin
  if not exists (
    select from licence_allocation drawn
    join licence_line permitted on permitted.id = drawn.licence_line_id
    join licence on licence.id = permitted.licence_id
    where drawn.id = new.allocation_id and drawn.used_units >= new.units
      and licence.status in ('ACTIVE', 'EXHAUSTED'))
  then
    raise exception 'allocation % cannot be used', new.allocation_id using errcode = 'CN006';
  end if;
  return new;
end $$;
create trigger declaration_use_in_force before insert on declaration_use
  for each row execute function declaration_use_in_force();

create function declaration_released_with_both() returns trigger language plpgsql as $$
declare
  bare bigint;
begin
  select line.id into bare from declaration_line line
  join shipment_line shipped on shipped.id = line.shipment_line_id
  where line.declaration_id = new.id and (line.released_units = 0
    or shipped.import_licensed and line.released_units > (
      select coalesce(sum(used.units), 0) from declaration_use used
      join licence_allocation drawn on drawn.id = used.allocation_id
      where used.declaration_line_id = line.id and used.reversed_at is null
        and drawn.direction = 'IMPORT' and drawn.used_units > 0)
    or shipped.export_licensed and line.released_units > (
      select coalesce(sum(used.units), 0) from declaration_line sent
      join declaration_use used on used.declaration_line_id = sent.id and used.reversed_at is null
      join licence_allocation drawn on drawn.id = used.allocation_id
      join licence_line permitted on permitted.id = drawn.licence_line_id
      join licence on licence.id = permitted.licence_id
      where sent.shipment_line_id = line.shipment_line_id and drawn.direction = 'EXPORT'
        and drawn.used_units > 0 and licence.status not in ('SUSPENDED', 'REVOKED')))
  limit 1;
  if found then
    raise exception 'line % of declaration % is released without an export and an import allocation', bare, new.id
      using errcode = 'CN006';
  end if;
  return new;
end $$;
create trigger declaration_released_with_both before update of status on declaration for each row
  when (new.direction = 'IMPORT' and new.status = 'RELEASED')
  execute function declaration_released_with_both();

-- What a declaration has been, from when on.
create table declaration_status (
  id bigint generated always as identity primary key,
  declaration_id bigint not null references declaration,
  status word not null check (status in ('DRAFT', 'LODGED', 'ACCEPTED', 'REJECTED', 'UNDER_CONTROL', 'HELD',
    'RELEASED', 'INVALIDATED', 'REFUSED', 'DETAINED', 'SEIZED', 'DISCHARGED')),
  since instant not null,
  reason line_of_text,
  control_type word check (control_type in ('DOCUMENTARY', 'PHYSICAL', 'LABORATORY')),
  native_scheme text,
  native_code text,
  actor text not null
);
create index on declaration_status (declaration_id, id);
create trigger declaration_status_append_only before update or delete on declaration_status
  for each row execute function refuse_change();
