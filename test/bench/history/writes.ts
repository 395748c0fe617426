const lines = 5000;
const orders = 5000;

export interface Write {
  readonly name: string;
  readonly sql: string;
  readonly values: () => number[];
}

const chosen = (of: number): number => 1 + Math.floor(Math.random() * of);

/** What decisions write most. */
export const writes: readonly Write[] = [
  {
    name: 'a line is drawn on',
    sql: `update licence_line set reserved_units = reserved_units + 1, movements = movements + 1
      where id = $1`,
    values: () => [chosen(lines)],
  },
  {
    name: 'an order of ten lines',
    sql: `with placed as (
        insert into purchase_order (status, provenance, buyer_id, vendor_id)
        values ('PLACED', 'RECORDED', 1, $1) returning id)
      insert into order_line (order_id, ordinal, chip_id, units)
      select placed.id, n, 1, 100 from placed, generate_series(1, 10) n`,
    values: () => [2],
  },
  {
    name: 'a status changes, with its event',
    sql: `with changed as (
        update purchase_order set version = version + 1,
          status = case status when 'PLACED' then 'CONFIRMED' else 'PLACED' end
        where id = $1 returning id)
      insert into event (type, subject_type, subject_id, actor)
      select 'ORDER_CONFIRMED', 'Order', id, 'bench' from changed`,
    values: () => [chosen(orders)],
  },
];

export const fill = `
  insert into jurisdiction (code, name) values ('CN', 'China');
  insert into chip (name) values ('H200');
  insert into organisation (name, kind) values ('Buyer', 'COMPANY'), ('Vendor', 'COMPANY');
  insert into licence (direction, type, status, jurisdiction_id)
    select 'IMPORT', 'INDIVIDUAL', 'ACTIVE', min(id) from jurisdiction;
  insert into licence_line (licence_id, ordinal, chip_id, authorised_units)
    select 1, n, 1, 100000000 from generate_series(1, ${lines}) n;
  insert into purchase_order (status, provenance, buyer_id, vendor_id)
    select 'PLACED', 'RECORDED', 1, 2 from generate_series(1, ${orders});
  analyze`;

/** The same tables as if nobody had thought of their past. */
export const withoutHistory = `
  do $$
  declare kept text;
  begin
    for kept in select attrelid::regclass from pg_attribute
      where attname = 'since_xid' and attrelid in (
        select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace)
    loop
      execute format('drop trigger if exists zz_keep_history on %s', kept);
      execute format('alter table %s alter column since_xid drop default, alter column since_xid drop not null', kept);
    end loop;
  end $$`;
