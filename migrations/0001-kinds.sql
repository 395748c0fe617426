-- Value kinds every table shares. The limits make each value print the same
-- in SQL as in JavaScript, which is what lets the read engine write JSON text.

-- infinity would turn a whole concatenated answer null
create domain instant as timestamptz(3) check (isfinite(value));

create domain calendar_date as date check (isfinite(value));

-- a member of a closed vocabulary; safe to print between quotes as it is
create domain word as text check (value ~ '^[A-Z][A-Z0-9_]*$');

create domain unit_count as bigint check (value between 0 and 9007199254740991);

create domain line_of_text as text check (length(value) between 1 and 2000);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'CN001';
end $$;
