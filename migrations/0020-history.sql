-- What every table held at every state that the journal names. A row carries the transaction that
-- wrote it (`since_xid`), a version that was changed or deleted goes to its twin in the schema
-- `history` with the transaction that ended it (`until_xid`), and `past.<table>(state)` gives the rows
-- of a state. Transactions are not times: what they wrote is seen at once, and never half of it.

-- Added to this cluster's transaction ids, so that ids grow over all clusters that a database was
-- ever restored into. `enter_era()` replaces it.
create function xid_offset() returns bigint
  stable parallel safe language sql as $$ select 0::bigint $$;

-- The transaction at hand, on the axis on which the ids of all eras grow.
create function change_xid() returns xid8
  volatile parallel restricted language sql as $$
    select case when xid_offset() = 0 then pg_current_xact_id()
      else (pg_current_xact_id()::text::bigint + xid_offset())::text::xid8 end
  $$;

-- What can be seen now, on the same axis.
create function current_state() returns pg_snapshot
  stable parallel safe language sql as $$
    select format('%s:%s:%s',
      pg_snapshot_xmin(now.seen)::text::bigint + xid_offset(),
      pg_snapshot_xmax(now.seen)::text::bigint + xid_offset(),
      (select string_agg((open::text::bigint + xid_offset())::text, ',' order by open)
         from pg_snapshot_xip(now.seen) open))::pg_snapshot
    from (select pg_current_snapshot() as seen) now
  $$;

alter table event rename column xact to since_xid;
alter table event alter column since_xid set default change_xid();

-- A time in which the log and the ids went on in one database. A restore, a copy and a fail-over
-- begin another: a cursor of the old one counts only as far as its events are there.
create table era (
  id integer primary key check (id > 0),
  -- the cluster, its timeline and the database in it
  home text not null,
  xid_offset bigint not null,
  began_at instant not null default clock_timestamp()
);
create trigger era_append_only before update or delete on era
  for each row execute function refuse_change();

-- The era at hand. It begins one where this is not the database of the last one; where the ids
-- do not go on either, they leap over all that was ever given. Whoever is going to write calls it
-- first, in a transaction that has not written yet.
create function enter_era() returns integer language plpgsql as $$
declare
  here text;
  last era;
  reached bigint;
  now_at bigint;
  moved_to bigint;
begin
  if pg_is_in_recovery() then
    return (select max(id) from era);
  end if;
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'an era is entered in a transaction that wrote nothing before';
  end if;
  for attempt in 1..2 loop
    select * into last from era order by id desc limit 1;
    select concat_ws('.', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
      (select oid from pg_database where datname = current_database()))
    into here from pg_control_system();
    -- null before the first fact
    select greatest(
      (select pg_snapshot_xmax(snapshot) from journal order by id desc limit 1),
      (select since_xid from event order by since_xid desc limit 1))::text::bigint,
      pg_snapshot_xmax(current_state())::text::bigint
    into reached, now_at;
    if last.home = here and coalesce(reached <= now_at, true) then
      return last.id;
    end if;
    -- one begins it, and the others find it begun
    if attempt = 1 then
      perform pg_advisory_xact_lock(hashtext('carnet'), hashtext('era'));
    end if;
  end loop;
  moved_to := xid_offset();
  if reached > now_at or split_part(last.home, '.', 1) <> split_part(here, '.', 1) then
    moved_to := greatest(reached, now_at) + 4294967296
      - pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    execute format('create or replace function xid_offset() returns bigint '
      || 'stable parallel safe language sql as $q$ select %s::bigint $q$', moved_to);
  end if;
  last.id := greatest(last.id, (select era from journal order by id desc limit 1))
    + case when last.home is not null or reached > now_at then 1 else 0 end;
  insert into era (id, home, xid_offset) values (coalesce(last.id, 1), here, moved_to)
  returning id into last.id;
  return last.id;
end $$;

create function refuse_truncate() returns trigger language plpgsql as $$
begin
  raise exception '% is not emptied at once: what it held stays readable', tg_table_name
    using errcode = 'CN001';
end $$;
create trigger no_truncate before truncate on journal execute function refuse_truncate();
create trigger no_truncate before truncate on event_position execute function refuse_truncate();

create schema history;
create schema past;

-- What a later migration has to repair by hand is said here.
create function follow_columns(kept regclass, twin regclass) returns void language plpgsql as $$
declare
  added pg_attribute;
  expression text;
  strange text;
begin
  for added in
    select * from pg_attribute given
    where attrelid = kept and attnum > 0 and not attisdropped and not exists (
      select from pg_attribute where attrelid = twin and attname = given.attname
        and not attisdropped)
    order by attnum
  loop
    -- the past holds what the rows at hand were given
    expression := (select pg_get_expr(adbin, adrelid) from pg_attrdef
      where adrelid = kept and adnum = added.attnum);
    execute format('alter table %s add column %I %s', twin, added.attname,
      format_type(added.atttypid, added.atttypmod)
        || case when expression is null then ''
             when added.attgenerated = '' then ' default ' || expression
             else ' generated always as (' || expression || ') stored' end);
    if expression is not null then
      execute format('alter table %s alter column %I drop %s', twin, added.attname,
        case when added.attgenerated = '' then 'default' else 'expression' end);
    end if;
  end loop;
  select string_agg(quote_ident(coalesce(ours.attname, theirs.attname)), ', ') into strange
  from (select attname, atttypid, atttypmod, row_number() over (order by attnum) as place
    from pg_attribute where attrelid = kept and attnum > 0 and not attisdropped) ours
  full join (select attname, atttypid, atttypmod, row_number() over (order by attnum) as place
    from pg_attribute where attrelid = twin and attnum > 0 and not attisdropped
      and attname <> 'until_xid') theirs
    on (ours.attname, ours.atttypid, ours.atttypmod, ours.place)
      = (theirs.attname, theirs.atttypid, theirs.atttypmod, theirs.place)
  where ours.attname is null or theirs.attname is null;
  if strange is not null then
    raise exception '% and % differ in %: rename, drop or alter these columns in both',
      kept, twin, strange;
  end if;
end $$;

-- Begins to keep what a table held, or follows a table that was given columns or indexes. An
-- append-only table needs no twin.
create function keep_history(kept regclass) returns void language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = kept);
  twin text := format('history.%I', name);
  columns text;
  index_on text;
  unchanging boolean := exists (
    select from pg_trigger where tgrelid = kept and tgfoid = 'refuse_change()'::regprocedure
  );
begin
  if not exists (
    select from pg_attribute where attrelid = kept and attname = 'since_xid' and not attisdropped
  ) then
    execute format('alter table %s add column since_xid xid8 not null default change_xid()', kept);
  end if;
  if not exists (select from pg_trigger where tgrelid = kept and tgname = 'no_truncate') then
    execute format(
      'create trigger no_truncate before truncate on %s execute function refuse_truncate()', kept);
  end if;
  if not unchanging then
    if to_regclass(twin) is null then
      execute format('create table %s (until_xid xid8 not null, like %s)', twin, kept);
      execute format('create trigger append_only before update or delete on %s
        for each row execute function refuse_change()', twin);
      execute format('create trigger no_truncate before truncate on %s
        execute function refuse_truncate()', twin);
      execute format($f$
        create function history.%I() returns trigger language plpgsql as $t$
        declare
          at_hand constant xid8 := change_xid();
        begin
          -- what one transaction wrote and changed again was never seen
          if old.since_xid <> at_hand then
            insert into %s select at_hand, old.*;
          end if;
          if tg_op = 'DELETE' then return old; end if;
          new.since_xid := at_hand;
          return new;
        end $t$
      $f$, 'keep_' || name, twin);
      -- the last of a row's triggers: what another one refuses or changes is not kept
      execute format('create trigger zz_keep_history before update or delete on %s
        for each row execute function history.%I()', kept, 'keep_' || name);
    end if;
    perform follow_columns(kept, twin::regclass);
    -- what finds a row finds what it was; nothing is unique over time
    for index_on in
      select regexp_replace(substring(pg_get_indexdef(indexrelid) from ' USING .*'),
        ' NULLS NOT DISTINCT', '')
      from pg_index where indrelid = kept
      except
      select substring(pg_get_indexdef(indexrelid) from ' USING .*')
      from pg_index where indrelid = twin::regclass
    loop
      execute format('create index on %s', twin) || index_on;
    end loop;
  end if;
  select string_agg(quote_ident(attname), ', ' order by attnum) into columns
  from pg_attribute where attrelid = kept and attnum > 0 and not attisdropped;
  execute format(
    'create or replace function past.%1$I(state pg_snapshot) returns setof %2$s '
      || 'stable parallel safe rows 1000 language sql as $q$ '
      || case when unchanging then 'select %3$s from %2$s where pg_visible_in_snapshot(since_xid, state)'
        -- conditions above the union: so both sides can be read in the order of an index
        else 'select %3$s from (select %3$s, null::xid8 as until_xid from %2$s '
          || 'union all select %3$s, until_xid from %4$s) version '
          || 'where pg_visible_in_snapshot(since_xid, state) '
          || 'and pg_visible_in_snapshot(until_xid, state) is not true' end
      || ' $q$', name, kept, columns, twin);
end $$;

select keep_history(name::regclass) from unnest(array[
  'source_report', 'claim', 'claim_contradiction', 'policy_event', 'policy_event_source',
  'jurisdiction', 'organisation', 'organisation_member', 'site', 'policy_event_participant',
  'chip', 'throughput', 'classification', 'policy_event_chip',
  'approval_round', 'approval_round_candidate', 'licence', 'licence_party', 'licence_line',
  'licence_condition', 'licence_amendment', 'licence_tolerance', 'restriction',
  'restriction_chip', 'restriction_party', 'sourcing_rule', 'volume_cap',
  'volume_cap_destination', 'end_user_statement', 'screening',
  'event',
  'purchase_order', 'order_line', 'order_line_party', 'order_line_hold',
  'licence_allocation', 'licence_movement', 'stock_statement', 'domestic_purchase',
  'compliance_decision', 'compliance_verdict_change',
  'shipment', 'shipment_line', 'shipment_status', 'laboratory_test',
  'declaration', 'declaration_line', 'declaration_use', 'declaration_status',
  'customs_event', 'customs_event_error', 'customs_event_epc', 'customs_event_quantity',
  'customs_event_transaction', 'customs_event_licence'
]) with ordinality kept (name, place) order by place;
