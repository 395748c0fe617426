-- What every table held at every state that the journal names. A row carries the transaction that
-- wrote it (`since_xid`), a version that was changed or deleted goes to its twin in the schema
-- `history` with the transaction that ended it (`until_xid`), and `past.<table>(state)` gives the rows
-- of a state. Transactions are not times: what they wrote is seen at once, and never half of it.

-- Added to this cluster's transaction ids. A database restored into a cluster whose ids lie behind
-- those of its journal begins a new era, which replaces this function, so that ids always grow.
create function xid_offset() returns bigint
  stable parallel safe language sql as $$ select 0::bigint $$;

-- The transaction at hand, on the axis on which the ids of all eras grow.
create function change_xid() returns xid8
  volatile parallel restricted language sql as $$
    select (pg_current_xact_id()::text::bigint + xid_offset())::text::xid8
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

create schema history;
create schema past;

-- Begins to keep what a table held, or follows a table that was given another column: then the
-- twin is given the same column first. An append-only table needs no twin.
create function keep_history(kept regclass) returns void language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = kept);
  columns text;
  unchanging boolean := exists (
    select from pg_trigger where tgrelid = kept and tgfoid = 'refuse_change()'::regprocedure
  );
  key text;
begin
  if not exists (
    select from pg_attribute where attrelid = kept and attname = 'since_xid' and not attisdropped
  ) then
    execute format('alter table %s add column since_xid xid8 not null default change_xid()', kept);
  end if;
  if not unchanging and to_regclass(format('history.%I', name)) is null then
    execute format('create table history.%I (until_xid xid8 not null, like %s)', name, kept);
    for key in
      select distinct string_agg(quote_ident(attribute.attname), ', ' order by place.n)
      from pg_index held
      cross join unnest(held.indkey::smallint[]) with ordinality place (number, n)
      join pg_attribute attribute on attribute.attrelid = kept and attribute.attnum = place.number
      where held.indrelid = kept and 0 <> all (held.indkey::smallint[])
      group by held.indexrelid
    loop
      execute format('create index on history.%I (%s)', name, key);
    end loop;
    execute format($f$
      create function history.keep_%1$s() returns trigger language plpgsql as $t$
      begin
        -- what one transaction wrote and changed again was never seen
        if old.since_xid <> change_xid() then
          insert into history.%1$I select change_xid(), old.*;
        end if;
        if tg_op = 'DELETE' then return old; end if;
        new.since_xid := change_xid();
        return new;
      end $t$
    $f$, name);
    -- the last of a row's triggers: what another one refuses or changes is not kept
    execute format('create trigger zz_keep_history before update or delete on %s
      for each row execute function history.keep_%s()', kept, name);
  end if;
  select string_agg(quote_ident(attname), ', ' order by attnum) into columns
  from pg_attribute where attrelid = kept and attnum > 0 and not attisdropped;
  execute format(
    'create or replace function past.%1$I(state pg_snapshot) returns setof %2$s '
      || 'stable parallel safe rows 1000 language sql as $q$ '
      || 'select %3$s from %2$s where pg_visible_in_snapshot(since_xid, state)'
      || case when unchanging then '' else
        ' union all select %3$s from history.%1$I where pg_visible_in_snapshot(since_xid, state) '
          || 'and not pg_visible_in_snapshot(until_xid, state)' end
      || ' $q$', name, kept, columns);
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
