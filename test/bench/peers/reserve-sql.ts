// What a reservation writes, by hand: the same rows as Carnet's, in the same tables. It looks at
// the balances only: it knows neither licences' terms nor compliance nor viewers.

/** Locks, so that what the next statement sees stays. $1: licence lines, $2: the order line. */
export const lock = `
  with line as materialized (
    select from licence_line where id = any($1) order by id for update
  )
  select from order_line where id = $2 and (select count(*) from line) > 0 for update`;

/** $1: licence lines, $2: the order line, $3: the idempotency key. */
export const load = `
  select array(select authorised_units - reserved_units - used_units from licence_line
      where id = any($1) order by id) as left,
    (select units from order_line where id = $2)
      - (select coalesce(sum(reserved_units + held_units + used_units), 0) from licence_allocation
         where order_line_id = $2 and direction = 'EXPORT') as undrawn,
    (select outcome from idempotency_key where viewer = 'raw' and operation = 'RAW' and key = $3) as kept`;

/** $1: licence lines, $2: the order line, $3: the idempotency key, $4: chips. */
export const write = `
  with line as (
    update licence_line set reserved_units = reserved_units + $4, movements = movements + 1
    where id = any($1) returning *
  ), allocation as (
    insert into licence_allocation (order_line_id, licence_line_id, direction, status, units, reserved_units)
    select $2, line.id, licence.direction, 'RESERVED', $4, $4
    from line join licence on licence.id = line.licence_id returning id, licence_line_id
  ), movement as (
    insert into licence_movement (licence_line_id, ordinal, allocation_id, kind, units, reserved_change, used_change, actor)
    select line.id, line.movements, allocation.id, 'RESERVE', $4, $4, 0, 'raw'
    from line join allocation on allocation.licence_line_id = line.id
  ), told as (
    insert into event (type, licence_id, subject_type, subject_id, actor, payload)
    select 'LICENCE_LINE_RESERVED', line.licence_id, 'LicenceLine', line.id, 'raw',
      json_build_object('units', $4::bigint, 'reserved', line.reserved_units, 'used', line.used_units,
        'available', line.authorised_units - line.reserved_units - line.used_units,
        'allocations', array[allocation.id::text])
    from line join allocation on allocation.licence_line_id = line.id
  ), kept as (
    insert into idempotency_key (viewer, operation, key, body_hash, outcome)
    select 'raw', 'RAW', $3, decode('00', 'hex'), json_build_object('allocations', array(select id::text from allocation))
  )
  select array(select id::text from allocation order by id) as allocations`;
