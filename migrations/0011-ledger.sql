-- Which licence lines an order line draws on. Its units are always in one of five places.
create table licence_allocation (
  id bigint generated always as identity primary key,
  order_line_id bigint not null references order_line,
  licence_line_id bigint not null references licence_line,
  direction word not null check (direction in ('EXPORT', 'IMPORT')),
  status word not null check (status in ('RESERVED', 'ON_HOLD', 'USED', 'RELEASED', 'REVERSED')),
  -- chips, counted one by one, as they were reserved
  units unit_count not null check (units > 0),
  reserved_units unit_count not null,
  -- reserved before the licence was suspended or revoked; not counted in the line's balance
  held_units unit_count not null default 0,
  used_units unit_count not null default 0,
  released_units unit_count not null default 0,
  reversed_units unit_count not null default 0,
  recorded_at instant not null default clock_timestamp(),
  check (units = reserved_units + held_units + used_units + released_units + reversed_units),
  check (reserved_units = 0 or held_units = 0),
  check (status = case when held_units > 0 then 'ON_HOLD' when reserved_units > 0 then 'RESERVED'
    when used_units > 0 then 'USED' when reversed_units > 0 then 'REVERSED' else 'RELEASED' end)
);
create index on licence_allocation (order_line_id);
create index on licence_allocation (licence_line_id);

-- What was given back stays given back.
create function licence_allocation_keeps_ends() returns trigger language plpgsql as $$
begin
  raise exception 'allocation % has units that were given back', old.id using errcode = 'CN002';
end $$;
create trigger licence_allocation_terminal before update on licence_allocation for each row
  when (new.released_units < old.released_units or new.reversed_units < old.reversed_units
    or new.units <> old.units or new.licence_line_id <> old.licence_line_id
    or new.order_line_id <> old.order_line_id)
  execute function licence_allocation_keeps_ends();

-- How many movements a line has had: each movement carries its number.
alter table licence_line add column movements unit_count not null default 0;

-- The ledger. The balance of a line is the sum of its movements.
create table licence_movement (
  id bigint generated always as identity primary key,
  licence_line_id bigint not null references licence_line,
  -- its number on the line, from 1 without gaps
  ordinal unit_count not null check (ordinal > 0),
  allocation_id bigint not null references licence_allocation,
  kind word not null check (kind in ('RESERVE', 'USE', 'RELEASE', 'REVERSE', 'HOLD', 'UNHOLD')),
  units unit_count not null check (units > 0),
  -- what it did to the balances of the line
  reserved_change bigint not null,
  used_change bigint not null,
  actor text not null,
  recorded_at instant not null default clock_timestamp(),
  unique (licence_line_id, ordinal)
);
create index on licence_movement (allocation_id);
create trigger licence_movement_append_only before update or delete on licence_movement
  for each row execute function refuse_change();
