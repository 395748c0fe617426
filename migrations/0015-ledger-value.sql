-- The value of what is drawn, in the currency of the licence line; null where none is counted.
alter table licence_allocation
  -- of one chip
  add column unit_value numeric(24, 8) check (unit_value >= 0),
  add column value numeric(18, 2) check (value >= 0);
alter table licence_movement
  add column reserved_value_change numeric(18, 2) not null default 0,
  add column used_value_change numeric(18, 2) not null default 0;
create index on licence_allocation (licence_line_id, id) where reserved_units > 0 or held_units > 0;

-- The wall behind the rule: what is live of an order line's allocations never exceeds what is ordered.
create function licence_allocation_within_order() returns trigger language plpgsql as $$
declare
  ordered bigint;
  live bigint;
begin
  select units into ordered from order_line where id = new.order_line_id;
  select coalesce(sum(reserved_units + held_units + used_units), 0) into live from licence_allocation
  where order_line_id = new.order_line_id and direction = new.direction;
  if live > coalesce(ordered, 0) then
    raise exception 'order line % has % chips and % allocated', new.order_line_id, ordered, live
      using errcode = 'CN005';
  end if;
  return null;
end $$;
create constraint trigger licence_allocation_within_order after insert or update on licence_allocation
  for each row execute function licence_allocation_within_order();
