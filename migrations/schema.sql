-- Generated from the catalogues of a freshly migrated database by `pnpm schema`; do not edit.
-- For reading and for reviewing changes: the migrations beside it are what runs.

create domain calendar_date as date
  constraint calendar_date_check CHECK (isfinite(VALUE));

create domain instant as timestamp(3) with time zone
  constraint instant_check CHECK (isfinite(VALUE));

create domain line_of_text as text
  constraint line_of_text_check CHECK (((length(VALUE) >= 1) AND (length(VALUE) <= 2000)));

create domain provenance as text
  constraint provenance_check CHECK ((VALUE = ANY (ARRAY['REPORTED'::text, 'RECORDED'::text, 'DEMONSTRATION'::text])));

create domain unit_count as bigint
  constraint unit_count_check CHECK (((VALUE >= 0) AND (VALUE <= '9007199254740991'::bigint)));

create domain word as text
  constraint word_check CHECK ((VALUE ~ '^[A-Z][A-Z0-9_]*$'::text));

CREATE OR REPLACE FUNCTION public.change_xid()
 RETURNS xid8
 LANGUAGE sql
 PARALLEL RESTRICTED
AS $function$
    select case when xid_offset() = 0 then pg_current_xact_id()
      else (pg_current_xact_id()::text::bigint + xid_offset())::text::xid8 end
  $function$
;

CREATE OR REPLACE FUNCTION public.current_state()
 RETURNS pg_snapshot
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
    select format('%s:%s:%s',
      pg_snapshot_xmin(now.seen)::text::bigint + xid_offset(),
      pg_snapshot_xmax(now.seen)::text::bigint + xid_offset(),
      (select string_agg((open::text::bigint + xid_offset())::text, ',' order by open)
         from pg_snapshot_xip(now.seen) open))::pg_snapshot
    from (select pg_current_snapshot() as seen) now
  $function$
;

CREATE OR REPLACE FUNCTION public.declaration_keeps_terminal_status()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'declaration % is % and stays so', old.id, old.status using errcode = 'CN002';
end $function$
;

CREATE OR REPLACE FUNCTION public.declaration_released_with_both()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.declaration_use_in_force()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.enter_era()
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.event_place(cursor_era integer, place bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  if place = 0 then
    if cursor_era <= coalesce((select era from journal order by id desc limit 1), 1) then
      return place;
    end if;
  elsif exists (
    select from event_position given where given.position = place and given.era = cursor_era
  ) then
    return place;
  end if;
  raise exception 'era % of the log has no position %', cursor_era, place using errcode = 'CN003';
end $function$
;

CREATE OR REPLACE FUNCTION public.folded(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
    select lower(regexp_replace(normalize(value, nfkd), U&'[\0300-\036F]', '', 'g'))
  $function$
;

CREATE OR REPLACE FUNCTION public.follow_columns(kept regclass, twin regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_history(kept regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.keeps_final_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% % is % and stays so', tg_table_name, old.id, tg_argv[0] using errcode = 'CN002';
end $function$
;

CREATE OR REPLACE FUNCTION public.licence_allocation_keeps_ends()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'allocation % has units that were given back', old.id using errcode = 'CN002';
end $function$
;

CREATE OR REPLACE FUNCTION public.licence_allocation_within_order()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.licence_amendment_follows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  last record;
begin
  select version, effective_at into last from licence_amendment
  where licence_id = new.licence_id order by version desc limit 1;
  if new.version <> coalesce(last.version, 1) + 1 or new.effective_at < last.effective_at then
    raise exception 'amendment % of licence % does not follow the one before', new.version, new.licence_id
      using errcode = 'CN004';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.licence_keeps_terminal_status()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'licence % is % and stays so', old.id, old.status using errcode = 'CN002';
end $function$
;

CREATE OR REPLACE FUNCTION public.order_line_hold_keeps_end()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'hold % is kept as it was', old.id using errcode = 'CN002';
end $function$
;

CREATE OR REPLACE FUNCTION public.purchase_order_keeps_terminal_status()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'order % is % and stays so', old.id, old.status using errcode = 'CN002';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'CN001';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_truncate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is not emptied at once: what it held stays readable', tg_table_name
    using errcode = 'CN001';
end $function$
;

CREATE OR REPLACE FUNCTION public.shipment_keeps_terminal_status()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'shipment % is % and stays so', old.id, old.status using errcode = 'CN002';
end $function$
;

CREATE OR REPLACE FUNCTION public.xid_offset()
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select 0::bigint $function$
;

create table api_key (
  id bigint generated always as identity not null,
  name line_of_text not null,
  prefix text not null,
  hash bytea not null,
  roles word[] not null,
  organisation_id bigint,
  jurisdictions text[] default '{}'::text[] not null,
  created_at instant default clock_timestamp() not null,
  revoked_at instant,
  last_used_at instant,
  expires_at instant,
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_hash_key UNIQUE (hash),
  constraint api_key_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint api_key_hash_check CHECK ((length(hash) = 32))
);
CREATE INDEX api_key_organisation_id_idx ON public.api_key USING btree (organisation_id);

create table approval_round (
  id bigint generated always as identity not null,
  name line_of_text not null,
  jurisdiction_id bigint not null,
  authority_id bigint,
  ordinal integer not null,
  status word not null,
  announced_at calendar_date,
  announced_precision word,
  criteria_known boolean default false not null,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  provenance provenance default 'RECORDED'::text not null,
  since_xid xid8 default change_xid() not null,
  constraint approval_round_pkey PRIMARY KEY (id),
  constraint approval_round_jurisdiction_id_ordinal_key UNIQUE (jurisdiction_id, ordinal),
  constraint approval_round_name_key UNIQUE (name),
  constraint approval_round_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES organisation(id),
  constraint approval_round_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint approval_round_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint approval_round_announced_precision_check CHECK (((announced_precision)::text = ANY (ARRAY['DAY'::text, 'MONTH'::text, 'YEAR'::text]))),
  constraint approval_round_ordinal_check CHECK (((ordinal >= 1) AND (ordinal <= 1000000))),
  constraint approval_round_status_check CHECK (((status)::text = ANY (ARRAY['ANNOUNCED'::text, 'EXPECTED'::text, 'CLOSED'::text])))
);
CREATE INDEX approval_round_authority_id_idx ON public.approval_round USING btree (authority_id);
CREATE INDEX approval_round_source_report_id_idx ON public.approval_round USING btree (source_report_id);
CREATE TRIGGER approval_round_final BEFORE UPDATE OF status ON public.approval_round FOR EACH ROW WHEN ((((old.status)::text = 'CLOSED'::text) AND ((new.status)::text IS DISTINCT FROM (old.status)::text))) EXECUTE FUNCTION keeps_final_state('CLOSED');
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.approval_round FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.approval_round FOR EACH ROW EXECUTE FUNCTION history.keep_approval_round();

create table approval_round_candidate (
  approval_round_id bigint not null,
  organisation_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint approval_round_candidate_pkey PRIMARY KEY (approval_round_id, organisation_id),
  constraint approval_round_candidate_approval_round_id_fkey FOREIGN KEY (approval_round_id) REFERENCES approval_round(id),
  constraint approval_round_candidate_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE INDEX approval_round_candidate_organisation_id_idx ON public.approval_round_candidate USING btree (organisation_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.approval_round_candidate FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.approval_round_candidate FOR EACH ROW EXECUTE FUNCTION history.keep_approval_round_candidate();

create table chip (
  id bigint generated always as identity not null,
  name line_of_text not null,
  family line_of_text,
  vendor_id bigint,
  foundry_id bigint,
  origin_id bigint,
  form_factor word,
  memory_type line_of_text,
  marketed_for_datacentre boolean,
  non_planar boolean,
  released_at calendar_date,
  released_precision word,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint chip_pkey PRIMARY KEY (id),
  constraint chip_name_key UNIQUE (name),
  constraint chip_foundry_id_fkey FOREIGN KEY (foundry_id) REFERENCES organisation(id),
  constraint chip_origin_id_fkey FOREIGN KEY (origin_id) REFERENCES jurisdiction(id),
  constraint chip_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint chip_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES organisation(id),
  constraint chip_released_precision_check CHECK (((released_precision)::text = ANY (ARRAY['DAY'::text, 'MONTH'::text, 'YEAR'::text])))
);
CREATE INDEX chip_foundry_id_idx ON public.chip USING btree (foundry_id);
CREATE INDEX chip_origin_id_idx ON public.chip USING btree (origin_id);
CREATE INDEX chip_source_report_id_idx ON public.chip USING btree (source_report_id);
CREATE INDEX chip_vendor_id_idx ON public.chip USING btree (vendor_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.chip FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.chip FOR EACH ROW EXECUTE FUNCTION history.keep_chip();

create table claim (
  id bigint generated always as identity not null,
  source_report_id bigint not null,
  subject_type text not null,
  subject_id bigint not null,
  predicate word not null,
  chip_id bigint,
  jurisdiction_id bigint,
  period_start calendar_date,
  period_end calendar_date,
  value_kind word not null,
  qualifier word,
  low numeric,
  central numeric,
  high numeric,
  bound_kind word,
  level numeric,
  unit text,
  statement line_of_text,
  value_organisation_id bigint,
  value_date calendar_date,
  value_date_precision word,
  modality word default 'ASSERTED'::text not null,
  rank word default 'NORMAL'::text not null,
  as_of calendar_date,
  as_of_precision word,
  confirmed boolean default true not null,
  note line_of_text,
  restates_id bigint,
  supersedes_id bigint,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint claim_pkey PRIMARY KEY (id),
  constraint claim_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint claim_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint claim_restates_id_fkey FOREIGN KEY (restates_id) REFERENCES claim(id),
  constraint claim_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint claim_supersedes_id_fkey FOREIGN KEY (supersedes_id) REFERENCES claim(id),
  constraint claim_value_organisation_id_fkey FOREIGN KEY (value_organisation_id) REFERENCES organisation(id),
  constraint claim_as_of_precision_check CHECK (((as_of_precision)::text = ANY (ARRAY['DAY'::text, 'MONTH'::text, 'YEAR'::text]))),
  constraint claim_bound_kind_check CHECK (((bound_kind)::text = ANY (ARRAY['LIMIT'::text, 'CREDIBLE'::text]))),
  constraint claim_check CHECK (((low <= high) AND (COALESCE(low, central) <= COALESCE(central, low)) AND (COALESCE(central, high) <= COALESCE(high, central)))),
  constraint claim_check1 CHECK (((period_start)::date <= (period_end)::date)),
  constraint claim_check10 CHECK (((scale(low) <= 6) AND (scale(central) <= 6) AND (scale(high) <= 6))),
  constraint claim_check2 CHECK ((((value_kind)::text = 'FIGURE'::text) = (qualifier IS NOT NULL))),
  constraint claim_check3 CHECK ((((value_kind)::text = 'FIGURE'::text) OR (num_nonnulls(low, central, high, bound_kind, level, unit) = 0))),
  constraint claim_check4 CHECK ((((value_kind)::text <> 'FIGURE'::text) OR (unit IS NOT NULL))),
  constraint claim_check5 CHECK ((((value_kind)::text = 'STATEMENT'::text) = (statement IS NOT NULL))),
  constraint claim_check6 CHECK ((((value_kind)::text = 'ORGANISATION'::text) = (value_organisation_id IS NOT NULL))),
  constraint claim_check7 CHECK ((((value_kind)::text = 'DATE'::text) = (value_date IS NOT NULL))),
  constraint claim_check8 CHECK (((num_nonnulls(low, central, high) > 0) OR (qualifier IS NULL) OR ((qualifier)::text = 'UNKNOWN'::text))),
  constraint claim_check9 CHECK (((abs(low) <= ('9007199254740991'::bigint)::numeric) AND (abs(central) <= ('9007199254740991'::bigint)::numeric) AND (abs(high) <= ('9007199254740991'::bigint)::numeric))),
  constraint claim_level_check CHECK (((level > (0)::numeric) AND (level < (1)::numeric))),
  constraint claim_modality_check CHECK (((modality)::text = ANY (ARRAY['ASSERTED'::text, 'CONSIDERED'::text, 'INFERRED'::text, 'DENIED'::text]))),
  constraint claim_qualifier_check CHECK (((qualifier)::text = ANY (ARRAY['EXACT'::text, 'AT_LEAST'::text, 'MORE_THAN'::text, 'AT_MOST'::text, 'LESS_THAN'::text, 'ABOUT'::text, 'RANGE'::text, 'UNKNOWN'::text]))),
  constraint claim_rank_check CHECK (((rank)::text = ANY (ARRAY['PREFERRED'::text, 'NORMAL'::text, 'DEPRECATED'::text]))),
  constraint claim_subject_type_check CHECK ((subject_type ~ '^[A-Z][A-Za-z]+$'::text)),
  constraint claim_subject_type_check1 CHECK ((subject_type <> 'Claim'::text)),
  constraint claim_unit_check CHECK (((length(unit) >= 1) AND (length(unit) <= 40))),
  constraint claim_value_date_precision_check CHECK (((value_date_precision)::text = ANY (ARRAY['DAY'::text, 'MONTH'::text, 'YEAR'::text]))),
  constraint claim_value_kind_check CHECK (((value_kind)::text = ANY (ARRAY['FIGURE'::text, 'STATEMENT'::text, 'ORGANISATION'::text, 'DATE'::text])))
);
CREATE INDEX claim_chip_id_idx ON public.claim USING btree (chip_id);
CREATE INDEX claim_jurisdiction_id_idx ON public.claim USING btree (jurisdiction_id);
CREATE INDEX claim_restates_id_idx ON public.claim USING btree (restates_id);
CREATE INDEX claim_source_report_id_idx ON public.claim USING btree (source_report_id);
CREATE INDEX claim_subject_type_subject_id_predicate_idx ON public.claim USING btree (subject_type, subject_id, predicate);
CREATE INDEX claim_supersedes_id_idx ON public.claim USING btree (supersedes_id);
CREATE INDEX claim_value_organisation_id_idx ON public.claim USING btree (value_organisation_id);
CREATE TRIGGER claim_append_only BEFORE DELETE OR UPDATE ON public.claim FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.claim FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table claim_contradiction (
  claim_id bigint not null,
  contradicts_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint claim_contradiction_pkey PRIMARY KEY (claim_id, contradicts_id),
  constraint claim_contradiction_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id),
  constraint claim_contradiction_contradicts_id_fkey FOREIGN KEY (contradicts_id) REFERENCES claim(id),
  constraint claim_contradiction_check CHECK ((claim_id <> contradicts_id))
);
CREATE INDEX claim_contradiction_contradicts_id_idx ON public.claim_contradiction USING btree (contradicts_id);
CREATE TRIGGER claim_contradiction_append_only BEFORE DELETE OR UPDATE ON public.claim_contradiction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.claim_contradiction FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table classification (
  id bigint generated always as identity not null,
  chip_id bigint not null,
  jurisdiction_id bigint not null,
  scheme word not null,
  code text not null,
  form_factor word,
  basis word not null,
  rule_version line_of_text,
  legal_reference line_of_text,
  valid_from calendar_date,
  valid_to calendar_date,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint classification_pkey PRIMARY KEY (id),
  constraint classification_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint classification_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint classification_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint classification_basis_check CHECK (((basis)::text = ANY (ARRAY['COMPUTED'::text, 'RULING'::text, 'NOTICE'::text, 'REPORTED'::text]))),
  constraint classification_check CHECK (((valid_from)::date <= (valid_to)::date)),
  constraint classification_code_check CHECK ((code ~ '^[0-9A-Za-z.\-]{2,20}$'::text)),
  constraint classification_scheme_check CHECK (((scheme)::text = ANY (ARRAY['CONTROL'::text, 'TARIFF'::text])))
);
CREATE INDEX classification_chip_id_idx ON public.classification USING btree (chip_id);
CREATE INDEX classification_jurisdiction_id_idx ON public.classification USING btree (jurisdiction_id);
CREATE INDEX classification_source_report_id_idx ON public.classification USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.classification FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.classification FOR EACH ROW EXECUTE FUNCTION history.keep_classification();

create table compliance_decision (
  id bigint generated always as identity not null,
  order_line_id bigint not null,
  units unit_count not null,
  verdict word not null,
  facts json not null,
  answer json not null,
  taken_at instant not null,
  taken_by line_of_text not null,
  note line_of_text,
  provenance provenance default 'RECORDED'::text not null,
  since_xid xid8 default change_xid() not null,
  constraint compliance_decision_pkey PRIMARY KEY (id),
  constraint compliance_decision_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES order_line(id),
  constraint compliance_decision_verdict_check CHECK (((verdict)::text = ANY (ARRAY['CLEAR'::text, 'HOLD'::text, 'PROHIBITED'::text, 'UNKNOWN'::text])))
);
CREATE INDEX compliance_decision_order_line_id_id_idx ON public.compliance_decision USING btree (order_line_id, id);
CREATE TRIGGER compliance_decision_append_only BEFORE DELETE OR UPDATE ON public.compliance_decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.compliance_decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table compliance_verdict_change (
  id bigint generated always as identity not null,
  compliance_decision_id bigint not null,
  before word not null,
  after word not null,
  rules word[] not null,
  answer json not null,
  changed_at instant not null,
  since_xid xid8 default change_xid() not null,
  constraint compliance_verdict_change_pkey PRIMARY KEY (id),
  constraint compliance_verdict_change_compliance_decision_id_fkey FOREIGN KEY (compliance_decision_id) REFERENCES compliance_decision(id),
  constraint compliance_verdict_change_after_check CHECK (((after)::text = ANY (ARRAY['CLEAR'::text, 'HOLD'::text, 'PROHIBITED'::text, 'UNKNOWN'::text]))),
  constraint compliance_verdict_change_before_check CHECK (((before)::text = ANY (ARRAY['CLEAR'::text, 'HOLD'::text, 'PROHIBITED'::text, 'UNKNOWN'::text]))),
  constraint compliance_verdict_change_check CHECK (((after)::text <> (before)::text)),
  constraint compliance_verdict_change_rules_check CHECK ((cardinality(rules) > 0))
);
CREATE INDEX compliance_verdict_change_compliance_decision_id_id_idx ON public.compliance_verdict_change USING btree (compliance_decision_id, id);
CREATE TRIGGER compliance_verdict_change_append_only BEFORE DELETE OR UPDATE ON public.compliance_verdict_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.compliance_verdict_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table customs_event (
  id bigint generated always as identity not null,
  event_id line_of_text not null,
  content_hash line_of_text not null,
  fingerprint text not null,
  event_type line_of_text not null,
  action line_of_text,
  event_time instant not null,
  event_time_zone_offset line_of_text not null,
  biz_step line_of_text,
  disposition line_of_text,
  read_point line_of_text,
  biz_location line_of_text,
  document json not null,
  context json,
  record_time instant default clock_timestamp() not null,
  captured_by line_of_text not null,
  organisation_id bigint,
  holder text generated always as (COALESCE(('organisation:'::text || (organisation_id)::text), (captured_by)::text)) stored not null,
  shipment_id bigint,
  declaration_id bigint,
  provenance provenance default 'RECORDED'::text not null,
  certification_info text[] default '{}'::text[] not null,
  control_type word,
  status_before word,
  status_after word,
  since_xid xid8 default change_xid() not null,
  constraint customs_event_pkey PRIMARY KEY (id),
  constraint customs_event_event_id_holder_key UNIQUE (event_id, holder),
  constraint customs_event_declaration_id_fkey FOREIGN KEY (declaration_id) REFERENCES declaration(id),
  constraint customs_event_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint customs_event_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipment(id),
  constraint customs_event_control_type_check CHECK (((control_type)::text = ANY (ARRAY['DOCUMENTARY'::text, 'PHYSICAL'::text, 'LABORATORY'::text]))),
  constraint customs_event_fingerprint_check CHECK ((length(fingerprint) = 64))
);
CREATE INDEX customs_event_captured_by_idx ON public.customs_event USING btree (captured_by);
CREATE INDEX customs_event_content_hash_idx ON public.customs_event USING btree (content_hash);
CREATE INDEX customs_event_declaration_id_idx ON public.customs_event USING btree (declaration_id);
CREATE INDEX customs_event_event_time_idx ON public.customs_event USING btree (event_time);
CREATE INDEX customs_event_organisation_id_idx ON public.customs_event USING btree (organisation_id);
CREATE INDEX customs_event_shipment_id_idx ON public.customs_event USING btree (shipment_id);
CREATE TRIGGER customs_event_append_only BEFORE DELETE OR UPDATE ON public.customs_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.customs_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table customs_event_epc (
  id bigint generated always as identity not null,
  customs_event_id bigint not null,
  role word not null,
  epc line_of_text not null,
  digital_link line_of_text not null,
  since_xid xid8 default change_xid() not null,
  constraint customs_event_epc_pkey PRIMARY KEY (id),
  constraint customs_event_epc_customs_event_id_fkey FOREIGN KEY (customs_event_id) REFERENCES customs_event(id),
  constraint customs_event_epc_role_check CHECK (((role)::text = ANY (ARRAY['OBJECT'::text, 'PARENT'::text, 'CHILD'::text, 'INPUT'::text, 'OUTPUT'::text])))
);
CREATE INDEX customs_event_epc_customs_event_id_idx ON public.customs_event_epc USING btree (customs_event_id);
CREATE INDEX customs_event_epc_digital_link_idx ON public.customs_event_epc USING hash (digital_link);
CREATE INDEX customs_event_epc_epc_idx ON public.customs_event_epc USING hash (epc);
CREATE TRIGGER customs_event_epc_append_only BEFORE DELETE OR UPDATE ON public.customs_event_epc FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.customs_event_epc FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table customs_event_error (
  customs_event_id bigint not null,
  declaration_time instant not null,
  reason line_of_text,
  corrective_event_ids text[] not null,
  fingerprint text not null,
  document json not null,
  context json,
  record_time instant default clock_timestamp() not null,
  captured_by line_of_text not null,
  since_xid xid8 default change_xid() not null,
  constraint customs_event_error_pkey PRIMARY KEY (customs_event_id),
  constraint customs_event_error_customs_event_id_fkey FOREIGN KEY (customs_event_id) REFERENCES customs_event(id),
  constraint customs_event_error_fingerprint_check CHECK ((length(fingerprint) = 64))
);
CREATE INDEX customs_event_error_corrective_event_ids_idx ON public.customs_event_error USING gin (corrective_event_ids);
CREATE TRIGGER customs_event_error_append_only BEFORE DELETE OR UPDATE ON public.customs_event_error FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.customs_event_error FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table customs_event_licence (
  customs_event_id bigint not null,
  licence_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint customs_event_licence_pkey PRIMARY KEY (customs_event_id, licence_id),
  constraint customs_event_licence_customs_event_id_fkey FOREIGN KEY (customs_event_id) REFERENCES customs_event(id),
  constraint customs_event_licence_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence(id)
);
CREATE INDEX customs_event_licence_licence_id_idx ON public.customs_event_licence USING btree (licence_id);
CREATE TRIGGER customs_event_licence_append_only BEFORE DELETE OR UPDATE ON public.customs_event_licence FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.customs_event_licence FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table customs_event_quantity (
  id bigint generated always as identity not null,
  customs_event_id bigint not null,
  role word not null,
  epc_class line_of_text not null,
  digital_link line_of_text not null,
  quantity numeric(30,15),
  uom text,
  chip_id bigint,
  since_xid xid8 default change_xid() not null,
  constraint customs_event_quantity_pkey PRIMARY KEY (id),
  constraint customs_event_quantity_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint customs_event_quantity_customs_event_id_fkey FOREIGN KEY (customs_event_id) REFERENCES customs_event(id),
  constraint customs_event_quantity_role_check CHECK (((role)::text = ANY (ARRAY['OBJECT'::text, 'PARENT'::text, 'CHILD'::text, 'INPUT'::text, 'OUTPUT'::text]))),
  constraint customs_event_quantity_uom_check CHECK ((uom ~ '^[A-Z0-9]{2,3}$'::text))
);
CREATE INDEX customs_event_quantity_chip_id_idx ON public.customs_event_quantity USING btree (chip_id);
CREATE INDEX customs_event_quantity_customs_event_id_idx ON public.customs_event_quantity USING btree (customs_event_id);
CREATE INDEX customs_event_quantity_digital_link_idx ON public.customs_event_quantity USING hash (digital_link);
CREATE TRIGGER customs_event_quantity_append_only BEFORE DELETE OR UPDATE ON public.customs_event_quantity FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.customs_event_quantity FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table customs_event_transaction (
  id bigint generated always as identity not null,
  customs_event_id bigint not null,
  type line_of_text,
  uri line_of_text not null,
  since_xid xid8 default change_xid() not null,
  constraint customs_event_transaction_pkey PRIMARY KEY (id),
  constraint customs_event_transaction_customs_event_id_fkey FOREIGN KEY (customs_event_id) REFERENCES customs_event(id)
);
CREATE INDEX customs_event_transaction_customs_event_id_idx ON public.customs_event_transaction USING btree (customs_event_id);
CREATE INDEX customs_event_transaction_uri_idx ON public.customs_event_transaction USING hash (uri);
CREATE TRIGGER customs_event_transaction_append_only BEFORE DELETE OR UPDATE ON public.customs_event_transaction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.customs_event_transaction FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table dataset_batch (
  published_at calendar_date not null,
  checksum text not null,
  loaded_at instant default clock_timestamp() not null,
  constraint dataset_batch_pkey PRIMARY KEY (published_at)
);

create table dataset_row (
  key text not null,
  type text not null,
  row_id bigint not null,
  constraint dataset_row_pkey PRIMARY KEY (key),
  constraint dataset_row_type_row_id_key UNIQUE (type, row_id)
);

create table declaration (
  id bigint generated always as identity not null,
  shipment_id bigint not null,
  direction word not null,
  status word not null,
  status_reason line_of_text,
  reference_scheme word,
  reference_value text,
  office text not null,
  authority_id bigint,
  jurisdiction_id bigint not null,
  procedure_code text,
  control_type word,
  native_scheme text,
  native_code text,
  declarant_id bigint,
  lodged_at instant,
  version integer default 1 not null,
  provenance provenance default 'RECORDED'::text not null,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint declaration_pkey PRIMARY KEY (id),
  constraint declaration_reference_scheme_reference_value_key UNIQUE (reference_scheme, reference_value),
  constraint declaration_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES organisation(id),
  constraint declaration_declarant_id_fkey FOREIGN KEY (declarant_id) REFERENCES organisation(id),
  constraint declaration_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint declaration_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipment(id),
  constraint declaration_check CHECK (((reference_scheme IS NULL) = (reference_value IS NULL))),
  constraint declaration_check1 CHECK (((native_scheme IS NULL) = (native_code IS NULL))),
  constraint declaration_control_type_check CHECK (((control_type)::text = ANY (ARRAY['DOCUMENTARY'::text, 'PHYSICAL'::text, 'LABORATORY'::text]))),
  constraint declaration_direction_check CHECK (((direction)::text = ANY (ARRAY['EXPORT'::text, 'IMPORT'::text]))),
  constraint declaration_native_code_check CHECK (((length(native_code) >= 1) AND (length(native_code) <= 40))),
  constraint declaration_native_scheme_check CHECK (((length(native_scheme) >= 1) AND (length(native_scheme) <= 40))),
  constraint declaration_office_check CHECK (((length(office) >= 1) AND (length(office) <= 100))),
  constraint declaration_procedure_code_check CHECK (((length(procedure_code) >= 1) AND (length(procedure_code) <= 20))),
  constraint declaration_reference_scheme_check CHECK (((reference_scheme)::text = ANY (ARRAY['ITN'::text, 'MRN'::text, 'NATIVE'::text]))),
  constraint declaration_reference_value_check CHECK (((length(reference_value) >= 1) AND (length(reference_value) <= 100))),
  constraint declaration_status_check CHECK (((status)::text = ANY (ARRAY['DRAFT'::text, 'LODGED'::text, 'ACCEPTED'::text, 'REJECTED'::text, 'UNDER_CONTROL'::text, 'HELD'::text, 'RELEASED'::text, 'INVALIDATED'::text, 'REFUSED'::text, 'DETAINED'::text, 'SEIZED'::text, 'DISCHARGED'::text]))),
  constraint declaration_version_check CHECK (((version >= 1) AND (version <= 2147483647)))
);
CREATE INDEX declaration_authority_id_idx ON public.declaration USING btree (authority_id);
CREATE INDEX declaration_declarant_id_idx ON public.declaration USING btree (declarant_id);
CREATE INDEX declaration_jurisdiction_id_idx ON public.declaration USING btree (jurisdiction_id);
CREATE INDEX declaration_shipment_id_idx ON public.declaration USING btree (shipment_id);
CREATE TRIGGER declaration_released_with_both BEFORE UPDATE OF status ON public.declaration FOR EACH ROW WHEN ((((new.direction)::text = 'IMPORT'::text) AND ((new.status)::text = 'RELEASED'::text))) EXECUTE FUNCTION declaration_released_with_both();
CREATE TRIGGER declaration_terminal BEFORE UPDATE OF status ON public.declaration FOR EACH ROW WHEN ((((old.status)::text = ANY (ARRAY['REJECTED'::text, 'INVALIDATED'::text, 'REFUSED'::text, 'SEIZED'::text, 'DISCHARGED'::text])) AND ((new.status)::text IS DISTINCT FROM (old.status)::text))) EXECUTE FUNCTION declaration_keeps_terminal_status();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.declaration FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.declaration FOR EACH ROW EXECUTE FUNCTION history.keep_declaration();

create table declaration_line (
  id bigint generated always as identity not null,
  declaration_id bigint not null,
  shipment_line_id bigint not null,
  allocation_id bigint,
  units unit_count not null,
  released_units unit_count default 0 not null,
  commodity_code text,
  value numeric(18,2),
  currency text,
  origin_id bigint,
  since_xid xid8 default change_xid() not null,
  constraint declaration_line_pkey PRIMARY KEY (id),
  constraint declaration_line_declaration_id_shipment_line_id_key UNIQUE (declaration_id, shipment_line_id),
  constraint declaration_line_allocation_id_fkey FOREIGN KEY (allocation_id) REFERENCES licence_allocation(id),
  constraint declaration_line_declaration_id_fkey FOREIGN KEY (declaration_id) REFERENCES declaration(id),
  constraint declaration_line_origin_id_fkey FOREIGN KEY (origin_id) REFERENCES jurisdiction(id),
  constraint declaration_line_shipment_line_id_fkey FOREIGN KEY (shipment_line_id) REFERENCES shipment_line(id),
  constraint declaration_line_check CHECK (((released_units)::bigint <= (units)::bigint)),
  constraint declaration_line_check1 CHECK (((value IS NULL) = (currency IS NULL))),
  constraint declaration_line_commodity_code_check CHECK ((commodity_code ~ '^[0-9]{4,12}$'::text)),
  constraint declaration_line_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint declaration_line_units_check CHECK (((units)::bigint > 0)),
  constraint declaration_line_value_check CHECK ((value >= (0)::numeric))
);
CREATE INDEX declaration_line_allocation_id_idx ON public.declaration_line USING btree (allocation_id);
CREATE INDEX declaration_line_shipment_line_id_idx ON public.declaration_line USING btree (shipment_line_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.declaration_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.declaration_line FOR EACH ROW EXECUTE FUNCTION history.keep_declaration_line();

create table declaration_status (
  id bigint generated always as identity not null,
  declaration_id bigint not null,
  status word not null,
  since instant not null,
  reason line_of_text,
  control_type word,
  native_scheme text,
  native_code text,
  actor text not null,
  since_xid xid8 default change_xid() not null,
  constraint declaration_status_pkey PRIMARY KEY (id),
  constraint declaration_status_declaration_id_fkey FOREIGN KEY (declaration_id) REFERENCES declaration(id),
  constraint declaration_status_control_type_check CHECK (((control_type)::text = ANY (ARRAY['DOCUMENTARY'::text, 'PHYSICAL'::text, 'LABORATORY'::text]))),
  constraint declaration_status_status_check CHECK (((status)::text = ANY (ARRAY['DRAFT'::text, 'LODGED'::text, 'ACCEPTED'::text, 'REJECTED'::text, 'UNDER_CONTROL'::text, 'HELD'::text, 'RELEASED'::text, 'INVALIDATED'::text, 'REFUSED'::text, 'DETAINED'::text, 'SEIZED'::text, 'DISCHARGED'::text])))
);
CREATE INDEX declaration_status_declaration_id_id_idx ON public.declaration_status USING btree (declaration_id, id);
CREATE TRIGGER declaration_status_append_only BEFORE DELETE OR UPDATE ON public.declaration_status FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.declaration_status FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table declaration_use (
  id bigint generated always as identity not null,
  declaration_line_id bigint not null,
  allocation_id bigint not null,
  units unit_count not null,
  reversed_at instant,
  since_xid xid8 default change_xid() not null,
  constraint declaration_use_pkey PRIMARY KEY (id),
  constraint declaration_use_allocation_id_fkey FOREIGN KEY (allocation_id) REFERENCES licence_allocation(id),
  constraint declaration_use_declaration_line_id_fkey FOREIGN KEY (declaration_line_id) REFERENCES declaration_line(id),
  constraint declaration_use_units_check CHECK (((units)::bigint > 0))
);
CREATE INDEX declaration_use_allocation_id_idx ON public.declaration_use USING btree (allocation_id);
CREATE INDEX declaration_use_declaration_line_id_idx ON public.declaration_use USING btree (declaration_line_id);
CREATE TRIGGER declaration_use_in_force BEFORE INSERT ON public.declaration_use FOR EACH ROW EXECUTE FUNCTION declaration_use_in_force();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.declaration_use FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.declaration_use FOR EACH ROW EXECUTE FUNCTION history.keep_declaration_use();

create table demonstration_step (
  ordinal integer not null,
  story text not null,
  taken json not null,
  told_at instant default clock_timestamp() not null,
  constraint demonstration_step_pkey PRIMARY KEY (ordinal),
  constraint demonstration_step_ordinal_check CHECK ((ordinal > 0))
);

create table domestic_purchase (
  id bigint generated always as identity not null,
  buyer_id bigint not null,
  chip_id bigint not null,
  purchased_at calendar_date not null,
  units unit_count,
  unit word default 'EA'::text not null,
  chips_per_module integer,
  source_report_id bigint,
  provenance provenance default 'RECORDED'::text not null,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint domestic_purchase_pkey PRIMARY KEY (id),
  constraint domestic_purchase_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES organisation(id),
  constraint domestic_purchase_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint domestic_purchase_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint domestic_purchase_check CHECK ((((unit)::text = 'MODULE'::text) = (chips_per_module IS NOT NULL))),
  constraint domestic_purchase_check1 CHECK ((((units)::bigint % (chips_per_module)::bigint) = 0)),
  constraint domestic_purchase_chips_per_module_check CHECK (((chips_per_module >= 1) AND (chips_per_module <= 1000000))),
  constraint domestic_purchase_unit_check CHECK (((unit)::text = ANY (ARRAY['EA'::text, 'MODULE'::text]))),
  constraint domestic_purchase_units_check CHECK (((units)::bigint > 0))
);
CREATE INDEX domestic_purchase_buyer_id_chip_id_idx ON public.domestic_purchase USING btree (buyer_id, chip_id);
CREATE INDEX domestic_purchase_chip_id_idx ON public.domestic_purchase USING btree (chip_id);
CREATE INDEX domestic_purchase_source_report_id_idx ON public.domestic_purchase USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.domestic_purchase FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.domestic_purchase FOR EACH ROW EXECUTE FUNCTION history.keep_domestic_purchase();

create table end_user_statement (
  id bigint generated always as identity not null,
  end_user_id bigint not null,
  issuer_id bigint not null,
  licence_id bigint,
  end_use line_of_text not null,
  valid_from calendar_date not null,
  valid_to calendar_date not null,
  organisation_id bigint,
  source_report_id bigint,
  provenance provenance default 'RECORDED'::text not null,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint end_user_statement_pkey PRIMARY KEY (id),
  constraint end_user_statement_end_user_id_fkey FOREIGN KEY (end_user_id) REFERENCES organisation(id),
  constraint end_user_statement_issuer_id_fkey FOREIGN KEY (issuer_id) REFERENCES organisation(id),
  constraint end_user_statement_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence(id),
  constraint end_user_statement_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint end_user_statement_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint end_user_statement_check CHECK (((valid_from)::date <= (valid_to)::date))
);
CREATE INDEX end_user_statement_end_user_id_idx ON public.end_user_statement USING btree (end_user_id);
CREATE INDEX end_user_statement_issuer_id_idx ON public.end_user_statement USING btree (issuer_id);
CREATE INDEX end_user_statement_licence_id_idx ON public.end_user_statement USING btree (licence_id);
CREATE INDEX end_user_statement_organisation_id_idx ON public.end_user_statement USING btree (organisation_id);
CREATE INDEX end_user_statement_source_report_id_idx ON public.end_user_statement USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.end_user_statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.end_user_statement FOR EACH ROW EXECUTE FUNCTION history.keep_end_user_statement();

create table epcis_capture (
  id bigint generated always as identity not null,
  captured_by line_of_text not null,
  organisation_id bigint,
  error_behaviour word not null,
  context json,
  events integer default 0 not null,
  done integer default 0 not null,
  captured integer default 0 not null,
  already_known integer default 0 not null,
  refused integer default 0 not null,
  errors json default '[]'::json not null,
  created_at instant default clock_timestamp() not null,
  received_at instant,
  finished_at instant,
  success boolean,
  constraint epcis_capture_pkey PRIMARY KEY (id),
  constraint epcis_capture_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint epcis_capture_check CHECK (((done >= 0) AND (done <= events))),
  constraint epcis_capture_check1 CHECK (((finished_at IS NULL) = (success IS NULL))),
  constraint epcis_capture_events_check CHECK ((events >= 0))
);
CREATE INDEX epcis_capture_captured_by_idx ON public.epcis_capture USING btree (captured_by);
CREATE INDEX epcis_capture_id_idx ON public.epcis_capture USING btree (id) WHERE (finished_at IS NULL);

create table epcis_capture_event (
  capture_id bigint not null,
  index integer not null,
  document text not null,
  constraint epcis_capture_event_pkey PRIMARY KEY (capture_id, index),
  constraint epcis_capture_event_capture_id_fkey FOREIGN KEY (capture_id) REFERENCES epcis_capture(id) ON DELETE CASCADE
);

create table era (
  id integer not null,
  home text not null,
  xid_offset bigint not null,
  began_at instant default clock_timestamp() not null,
  constraint era_pkey PRIMARY KEY (id),
  constraint era_id_check CHECK ((id > 0))
);
CREATE TRIGGER era_append_only BEFORE DELETE OR UPDATE ON public.era FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table event (
  id bigint generated always as identity not null,
  type word not null,
  licence_id bigint,
  actor text not null,
  occurred_at instant default clock_timestamp() not null,
  payload json default '{}'::json not null,
  since_xid xid8 default change_xid() not null,
  subject_type text,
  subject_id bigint,
  constraint event_pkey PRIMARY KEY (id),
  constraint event_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence(id),
  constraint event_check CHECK (((subject_type IS NULL) = (subject_id IS NULL))),
  constraint event_subject_type_check CHECK ((subject_type ~ '^[A-Z][A-Za-z]+$'::text))
);
CREATE INDEX event_licence_id_idx ON public.event USING btree (licence_id);
CREATE INDEX event_subject_type_subject_id_idx ON public.event USING btree (subject_type, subject_id);
CREATE INDEX event_xact_idx ON public.event USING btree (since_xid);
CREATE TRIGGER event_append_only BEFORE DELETE OR UPDATE ON public.event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table event_position (
  "position" bigint not null,
  event_id bigint not null,
  era integer not null,
  constraint event_position_pkey PRIMARY KEY ("position"),
  constraint event_position_event_id_key UNIQUE (event_id),
  constraint event_position_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id),
  constraint event_position_position_check CHECK ((("position" >= 1) AND ("position" <= '9007199254740991'::bigint)))
);
CREATE TRIGGER event_position_append_only BEFORE DELETE OR UPDATE ON public.event_position FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.event_position FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table idempotency_key (
  viewer text not null,
  operation word not null,
  key text not null,
  body_hash bytea not null,
  outcome json not null,
  recorded_at instant default clock_timestamp() not null,
  constraint idempotency_key_pkey PRIMARY KEY (viewer, operation, key),
  constraint idempotency_key_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);

create table journal (
  id bigint generated always as identity not null,
  era integer not null,
  "position" bigint not null,
  known_at instant not null,
  recorded_at instant not null,
  snapshot pg_snapshot not null,
  constraint journal_pkey PRIMARY KEY (id),
  constraint journal_era_check CHECK ((era > 0)),
  constraint journal_position_check CHECK (("position" >= 0))
);
CREATE INDEX journal_known_at_id_idx ON public.journal USING btree (known_at, id);
CREATE INDEX journal_recorded_at_id_idx ON public.journal USING btree (recorded_at, id);
CREATE TRIGGER journal_append_only BEFORE DELETE OR UPDATE ON public.journal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table jurisdiction (
  id bigint generated always as identity not null,
  code text not null,
  name line_of_text not null,
  country_groups text[] default '{}'::text[] not null,
  since_xid xid8 default change_xid() not null,
  constraint jurisdiction_pkey PRIMARY KEY (id),
  constraint jurisdiction_code_key UNIQUE (code),
  constraint jurisdiction_code_check CHECK ((code ~ '^[A-Z]{2,3}$'::text))
);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.jurisdiction FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.jurisdiction FOR EACH ROW EXECUTE FUNCTION history.keep_jurisdiction();

create table laboratory_test (
  id bigint generated always as identity not null,
  shipment_id bigint not null,
  laboratory_id bigint not null,
  result word not null,
  tested_at instant not null,
  report line_of_text,
  provenance provenance default 'RECORDED'::text not null,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint laboratory_test_pkey PRIMARY KEY (id),
  constraint laboratory_test_laboratory_id_fkey FOREIGN KEY (laboratory_id) REFERENCES organisation(id),
  constraint laboratory_test_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipment(id),
  constraint laboratory_test_result_check CHECK (((result)::text = ANY (ARRAY['PASSED'::text, 'FAILED'::text, 'INCONCLUSIVE'::text])))
);
CREATE INDEX laboratory_test_laboratory_id_idx ON public.laboratory_test USING btree (laboratory_id);
CREATE INDEX laboratory_test_shipment_id_idx ON public.laboratory_test USING btree (shipment_id);
CREATE TRIGGER laboratory_test_append_only BEFORE DELETE OR UPDATE ON public.laboratory_test FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.laboratory_test FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table licence (
  id bigint generated always as identity not null,
  number text,
  direction word not null,
  type word not null,
  status word not null,
  status_before_suspension word,
  status_reason line_of_text,
  status_changed_at instant,
  jurisdiction_id bigint not null,
  authority_id bigint,
  licensee_id bigint,
  approval_round_id bigint,
  destination_id bigint,
  end_use word,
  review_policy word,
  valid_from calendar_date,
  valid_to calendar_date,
  published boolean default true not null,
  version integer default 1 not null,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  provenance provenance default 'RECORDED'::text not null,
  published_event_id bigint,
  published_version integer,
  since_xid xid8 default change_xid() not null,
  constraint licence_pkey PRIMARY KEY (id),
  constraint licence_authority_id_number_key UNIQUE (authority_id, number),
  constraint licence_approval_round_id_fkey FOREIGN KEY (approval_round_id) REFERENCES approval_round(id),
  constraint licence_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES organisation(id),
  constraint licence_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES jurisdiction(id),
  constraint licence_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint licence_licensee_id_fkey FOREIGN KEY (licensee_id) REFERENCES organisation(id),
  constraint licence_published_event_id_fkey FOREIGN KEY (published_event_id) REFERENCES event(id),
  constraint licence_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint licence_check CHECK (((valid_from)::date <= (valid_to)::date)),
  constraint licence_check1 CHECK ((((status)::text = 'SUSPENDED'::text) = (status_before_suspension IS NOT NULL))),
  constraint licence_check2 CHECK (((published_event_id IS NULL) = (published_version IS NULL))),
  constraint licence_check3 CHECK ((published OR (published_event_id IS NULL))),
  constraint licence_direction_check CHECK (((direction)::text = ANY (ARRAY['EXPORT'::text, 'IMPORT'::text]))),
  constraint licence_number_check CHECK (((length(number) >= 1) AND (length(number) <= 100))),
  constraint licence_published_version_check CHECK (((published_version >= 1) AND (published_version <= 2147483647))),
  constraint licence_status_check CHECK (((status)::text = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'RETURNED'::text, 'DENIED'::text, 'APPROVED'::text, 'CONDITIONALLY_APPROVED'::text, 'ACTIVE'::text, 'SUSPENDED'::text, 'EXHAUSTED'::text, 'REVOKED'::text, 'EXPIRED'::text, 'WITHDRAWN'::text]))),
  constraint licence_type_check CHECK (((type)::text = ANY (ARRAY['INDIVIDUAL'::text, 'GENERAL'::text, 'EXCEPTION'::text, 'QUOTA'::text]))),
  constraint licence_version_check CHECK (((version >= 1) AND (version <= 2147483647)))
);
CREATE INDEX licence_approval_round_id_idx ON public.licence USING btree (approval_round_id);
CREATE INDEX licence_destination_id_idx ON public.licence USING btree (destination_id);
CREATE INDEX licence_jurisdiction_id_idx ON public.licence USING btree (jurisdiction_id);
CREATE INDEX licence_licensee_id_idx ON public.licence USING btree (licensee_id);
CREATE INDEX licence_number_idx ON public.licence USING btree (number);
CREATE INDEX licence_published_event_id_idx ON public.licence USING btree (published_event_id);
CREATE INDEX licence_source_report_id_idx ON public.licence USING btree (source_report_id);
CREATE INDEX licence_valid_to_id_idx ON public.licence USING btree (valid_to, id);
CREATE TRIGGER licence_terminal BEFORE UPDATE OF status ON public.licence FOR EACH ROW WHEN ((((old.status)::text = ANY (ARRAY['RETURNED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'REVOKED'::text, 'EXPIRED'::text])) AND ((new.status)::text IS DISTINCT FROM (old.status)::text))) EXECUTE FUNCTION licence_keeps_terminal_status();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.licence FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.licence FOR EACH ROW EXECUTE FUNCTION history.keep_licence();

create table licence_allocation (
  id bigint generated always as identity not null,
  order_line_id bigint not null,
  licence_line_id bigint not null,
  direction word not null,
  status word not null,
  units unit_count not null,
  reserved_units unit_count not null,
  held_units unit_count default 0 not null,
  used_units unit_count default 0 not null,
  released_units unit_count default 0 not null,
  reversed_units unit_count default 0 not null,
  recorded_at instant default clock_timestamp() not null,
  unit_value numeric(24,8),
  value numeric(18,2),
  since_xid xid8 default change_xid() not null,
  constraint licence_allocation_pkey PRIMARY KEY (id),
  constraint licence_allocation_licence_line_id_fkey FOREIGN KEY (licence_line_id) REFERENCES licence_line(id),
  constraint licence_allocation_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES order_line(id),
  constraint licence_allocation_check CHECK (((units)::bigint = (((((reserved_units)::bigint + (held_units)::bigint) + (used_units)::bigint) + (released_units)::bigint) + (reversed_units)::bigint))),
  constraint licence_allocation_check1 CHECK ((((reserved_units)::bigint = 0) OR ((held_units)::bigint = 0))),
  constraint licence_allocation_check2 CHECK (((status)::text =
CASE
    WHEN ((held_units)::bigint > 0) THEN 'ON_HOLD'::text
    WHEN ((reserved_units)::bigint > 0) THEN 'RESERVED'::text
    WHEN ((used_units)::bigint > 0) THEN 'USED'::text
    WHEN ((reversed_units)::bigint > 0) THEN 'REVERSED'::text
    ELSE 'RELEASED'::text
END)),
  constraint licence_allocation_direction_check CHECK (((direction)::text = ANY (ARRAY['EXPORT'::text, 'IMPORT'::text]))),
  constraint licence_allocation_status_check CHECK (((status)::text = ANY (ARRAY['RESERVED'::text, 'ON_HOLD'::text, 'USED'::text, 'RELEASED'::text, 'REVERSED'::text]))),
  constraint licence_allocation_unit_value_check CHECK ((unit_value >= (0)::numeric)),
  constraint licence_allocation_units_check CHECK (((units)::bigint > 0)),
  constraint licence_allocation_value_check CHECK ((value >= (0)::numeric))
);
CREATE INDEX licence_allocation_licence_line_id_id_idx ON public.licence_allocation USING btree (licence_line_id, id) WHERE (((reserved_units)::bigint > 0) OR ((held_units)::bigint > 0));
CREATE INDEX licence_allocation_licence_line_id_idx ON public.licence_allocation USING btree (licence_line_id);
CREATE INDEX licence_allocation_order_line_id_idx ON public.licence_allocation USING btree (order_line_id);
CREATE TRIGGER licence_allocation_terminal BEFORE UPDATE ON public.licence_allocation FOR EACH ROW WHEN ((((new.released_units)::bigint < (old.released_units)::bigint) OR ((new.reversed_units)::bigint < (old.reversed_units)::bigint) OR ((new.units)::bigint <> (old.units)::bigint) OR (new.licence_line_id <> old.licence_line_id) OR (new.order_line_id <> old.order_line_id))) EXECUTE FUNCTION licence_allocation_keeps_ends();
CREATE CONSTRAINT TRIGGER licence_allocation_within_order AFTER INSERT OR UPDATE ON public.licence_allocation NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION licence_allocation_within_order();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.licence_allocation FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.licence_allocation FOR EACH ROW EXECUTE FUNCTION history.keep_licence_allocation();

create table licence_amendment (
  id bigint generated always as identity not null,
  licence_id bigint not null,
  version integer not null,
  effective_at instant not null,
  changes json not null,
  reason line_of_text,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint licence_amendment_pkey PRIMARY KEY (id),
  constraint licence_amendment_licence_id_version_key UNIQUE (licence_id, version),
  constraint licence_amendment_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence(id),
  constraint licence_amendment_version_check CHECK (((version >= 2) AND (version <= 2147483647)))
);
CREATE TRIGGER licence_amendment_append_only BEFORE DELETE OR UPDATE ON public.licence_amendment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER licence_amendment_follows BEFORE INSERT ON public.licence_amendment FOR EACH ROW EXECUTE FUNCTION licence_amendment_follows();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.licence_amendment FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table licence_condition (
  id bigint generated always as identity not null,
  licence_id bigint,
  approval_round_id bigint,
  kind word not null,
  status word not null,
  blocking boolean not null,
  description line_of_text not null,
  legal_reference line_of_text,
  owed_by_id bigint,
  due_at calendar_date,
  evidence_id bigint,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  provenance provenance default 'RECORDED'::text not null,
  since_xid xid8 default change_xid() not null,
  constraint licence_condition_pkey PRIMARY KEY (id),
  constraint licence_condition_approval_round_id_fkey FOREIGN KEY (approval_round_id) REFERENCES approval_round(id),
  constraint licence_condition_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES source_report(id),
  constraint licence_condition_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence(id),
  constraint licence_condition_owed_by_id_fkey FOREIGN KEY (owed_by_id) REFERENCES organisation(id),
  constraint licence_condition_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint licence_condition_check CHECK ((num_nonnulls(licence_id, approval_round_id) = 1)),
  constraint licence_condition_kind_check CHECK (((kind)::text = ANY (ARRAY['CERTIFICATION'::text, 'TEST'::text, 'KYC'::text, 'END_USE'::text, 'REPORTING'::text, 'VOLUME_CAP'::text, 'SOURCING'::text, 'PAYMENT'::text, 'UNDISCLOSED'::text]))),
  constraint licence_condition_status_check CHECK (((status)::text = ANY (ARRAY['UNDER_NEGOTIATION'::text, 'PENDING'::text, 'SATISFIED'::text, 'BREACHED'::text, 'WAIVED'::text])))
);
CREATE INDEX licence_condition_approval_round_id_idx ON public.licence_condition USING btree (approval_round_id);
CREATE INDEX licence_condition_evidence_id_idx ON public.licence_condition USING btree (evidence_id);
CREATE INDEX licence_condition_licence_id_idx ON public.licence_condition USING btree (licence_id);
CREATE INDEX licence_condition_owed_by_id_idx ON public.licence_condition USING btree (owed_by_id);
CREATE INDEX licence_condition_source_report_id_idx ON public.licence_condition USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.licence_condition FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.licence_condition FOR EACH ROW EXECUTE FUNCTION history.keep_licence_condition();

create table licence_line (
  id bigint generated always as identity not null,
  licence_id bigint not null,
  ordinal integer not null,
  chip_id bigint,
  control_code text,
  licensed_by word default 'NUMBER'::text not null,
  authorised_units unit_count,
  reserved_units unit_count default 0 not null,
  used_units unit_count default 0 not null,
  authorised_value numeric(18,2),
  currency text,
  recorded_at instant default clock_timestamp() not null,
  movements unit_count default 0 not null,
  requested_units unit_count,
  requested_value numeric(18,2),
  outcome word,
  reserved_value numeric(18,2) default 0 not null,
  used_value numeric(18,2) default 0 not null,
  value_tolerance numeric(6,4) default 0 not null,
  since_xid xid8 default change_xid() not null,
  constraint licence_line_pkey PRIMARY KEY (id),
  constraint licence_line_licence_id_ordinal_key UNIQUE (licence_id, ordinal),
  constraint licence_line_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint licence_line_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence(id),
  constraint licence_line_authorised_value_check CHECK ((authorised_value >= (0)::numeric)),
  constraint licence_line_check CHECK ((num_nonnulls(chip_id, control_code) > 0)),
  constraint licence_line_control_code_check CHECK ((control_code ~ '^[0-9A-Za-z.]{2,20}$'::text)),
  constraint licence_line_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint licence_line_currency_of_values CHECK ((((authorised_value IS NULL) AND (requested_value IS NULL)) = (currency IS NULL))),
  constraint licence_line_licensed_by_check CHECK (((licensed_by)::text = ANY (ARRAY['NUMBER'::text, 'VALUE'::text, 'BOTH'::text]))),
  constraint licence_line_ordinal_check CHECK (((ordinal >= 1) AND (ordinal <= 1000000))),
  constraint licence_line_outcome_check CHECK (((outcome)::text = ANY (ARRAY['APPROVED'::text, 'CONDITIONALLY_APPROVED'::text, 'DENIED'::text, 'RETURNED'::text]))),
  constraint licence_line_requested_value_check CHECK ((requested_value >= (0)::numeric)),
  constraint licence_line_reserved_value_check CHECK ((reserved_value >= (0)::numeric)),
  constraint licence_line_units_drawn CHECK ((((licensed_by)::text = 'VALUE'::text) OR (((reserved_units)::bigint + (used_units)::bigint) <= COALESCE((authorised_units)::bigint, (0)::bigint)))),
  constraint licence_line_used_value_check CHECK ((used_value >= (0)::numeric)),
  constraint licence_line_value_drawn CHECK ((((authorised_value IS NULL) AND ((licensed_by)::text = 'NUMBER'::text)) OR ((reserved_value + used_value) <= (COALESCE(authorised_value, (0)::numeric) * ((1)::numeric + value_tolerance))))),
  constraint licence_line_value_tolerance_check CHECK (((value_tolerance >= (0)::numeric) AND (value_tolerance <= (1)::numeric)))
);
CREATE INDEX licence_line_chip_id_idx ON public.licence_line USING btree (chip_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.licence_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.licence_line FOR EACH ROW EXECUTE FUNCTION history.keep_licence_line();

create table licence_movement (
  id bigint generated always as identity not null,
  licence_line_id bigint not null,
  ordinal unit_count not null,
  allocation_id bigint not null,
  kind word not null,
  units unit_count not null,
  reserved_change bigint not null,
  used_change bigint not null,
  actor text not null,
  recorded_at instant default clock_timestamp() not null,
  reserved_value_change numeric(18,2) default 0 not null,
  used_value_change numeric(18,2) default 0 not null,
  since_xid xid8 default change_xid() not null,
  constraint licence_movement_pkey PRIMARY KEY (id),
  constraint licence_movement_licence_line_id_ordinal_key UNIQUE (licence_line_id, ordinal),
  constraint licence_movement_allocation_id_fkey FOREIGN KEY (allocation_id) REFERENCES licence_allocation(id),
  constraint licence_movement_licence_line_id_fkey FOREIGN KEY (licence_line_id) REFERENCES licence_line(id),
  constraint licence_movement_kind_check CHECK (((kind)::text = ANY (ARRAY['RESERVE'::text, 'USE'::text, 'RELEASE'::text, 'REVERSE'::text, 'HOLD'::text, 'UNHOLD'::text]))),
  constraint licence_movement_ordinal_check CHECK (((ordinal)::bigint > 0)),
  constraint licence_movement_units_check CHECK (((units)::bigint > 0))
);
CREATE INDEX licence_movement_allocation_id_idx ON public.licence_movement USING btree (allocation_id);
CREATE TRIGGER licence_movement_append_only BEFORE DELETE OR UPDATE ON public.licence_movement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.licence_movement FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

create table licence_party (
  id bigint generated always as identity not null,
  licence_id bigint not null,
  organisation_id bigint not null,
  role word not null,
  since_xid xid8 default change_xid() not null,
  constraint licence_party_pkey PRIMARY KEY (id),
  constraint licence_party_licence_id_organisation_id_role_key UNIQUE (licence_id, organisation_id, role),
  constraint licence_party_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence(id),
  constraint licence_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint licence_party_role_check CHECK (((role)::text = ANY (ARRAY['PURCHASER'::text, 'INTERMEDIATE_CONSIGNEE'::text, 'ULTIMATE_CONSIGNEE'::text, 'END_USER'::text, 'FORWARDING_AGENT'::text])))
);
CREATE INDEX licence_party_organisation_id_idx ON public.licence_party USING btree (organisation_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.licence_party FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.licence_party FOR EACH ROW EXECUTE FUNCTION history.keep_licence_party();

create table licence_tolerance (
  id bigint generated always as identity not null,
  jurisdiction_id bigint not null,
  licence_type word not null,
  licensed_by word not null,
  value_ratio numeric(6,4) not null,
  citation line_of_text not null,
  text_as_of calendar_date,
  confirmed boolean default true not null,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint licence_tolerance_pkey PRIMARY KEY (id),
  constraint licence_tolerance_jurisdiction_id_licence_type_licensed_by_key UNIQUE (jurisdiction_id, licence_type, licensed_by),
  constraint licence_tolerance_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint licence_tolerance_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint licence_tolerance_licence_type_check CHECK (((licence_type)::text = ANY (ARRAY['INDIVIDUAL'::text, 'GENERAL'::text, 'EXCEPTION'::text, 'QUOTA'::text]))),
  constraint licence_tolerance_licensed_by_check CHECK (((licensed_by)::text = ANY (ARRAY['NUMBER'::text, 'VALUE'::text, 'BOTH'::text]))),
  constraint licence_tolerance_value_ratio_check CHECK (((value_ratio >= (0)::numeric) AND (value_ratio <= (1)::numeric)))
);
CREATE INDEX licence_tolerance_source_report_id_idx ON public.licence_tolerance USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.licence_tolerance FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.licence_tolerance FOR EACH ROW EXECUTE FUNCTION history.keep_licence_tolerance();

create table order_line (
  id bigint generated always as identity not null,
  order_id bigint not null,
  ordinal integer not null,
  external_system text,
  external_id text,
  chip_id bigint not null,
  units unit_count,
  unit word default 'EA'::text not null,
  chips_per_module integer,
  unit_price numeric(18,2),
  currency text,
  ship_date calendar_date,
  destination_id bigint,
  end_use word,
  recorded_at instant default clock_timestamp() not null,
  external_scope_id bigint,
  planned_units unit_count default 0 not null,
  shipped_units unit_count default 0 not null,
  compliance_status word default 'NOT_CHECKED'::text not null,
  since_xid xid8 default change_xid() not null,
  constraint order_line_pkey PRIMARY KEY (id),
  constraint order_line_order_id_ordinal_key UNIQUE (order_id, ordinal),
  constraint order_line_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint order_line_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES jurisdiction(id),
  constraint order_line_external_scope_id_fkey FOREIGN KEY (external_scope_id) REFERENCES organisation(id),
  constraint order_line_order_id_fkey FOREIGN KEY (order_id) REFERENCES purchase_order(id),
  constraint order_line_check CHECK (((external_system IS NULL) = (external_id IS NULL))),
  constraint order_line_check1 CHECK ((((unit)::text = 'MODULE'::text) = (chips_per_module IS NOT NULL))),
  constraint order_line_check2 CHECK ((((units)::bigint % (chips_per_module)::bigint) = 0)),
  constraint order_line_check3 CHECK (((unit_price IS NULL) = (currency IS NULL))),
  constraint order_line_chips_per_module_check CHECK (((chips_per_module >= 1) AND (chips_per_module <= 1000000))),
  constraint order_line_compliance_status_check CHECK (((compliance_status)::text = ANY (ARRAY['NOT_CHECKED'::text, 'CLEAR'::text, 'ON_HOLD'::text]))),
  constraint order_line_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint order_line_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
  constraint order_line_external_system_check CHECK (((length(external_system) >= 1) AND (length(external_system) <= 100))),
  constraint order_line_not_overplanned CHECK (((planned_units)::bigint <= COALESCE((units)::bigint, (0)::bigint))),
  constraint order_line_not_overshipped CHECK (((shipped_units)::bigint <= (planned_units)::bigint)),
  constraint order_line_ordinal_check CHECK (((ordinal >= 1) AND (ordinal <= 1000000))),
  constraint order_line_unit_check CHECK (((unit)::text = ANY (ARRAY['EA'::text, 'MODULE'::text]))),
  constraint order_line_unit_price_check CHECK ((unit_price >= (0)::numeric)),
  constraint order_line_units_check CHECK (((units)::bigint > 0))
);
CREATE INDEX order_line_chip_id_idx ON public.order_line USING btree (chip_id);
CREATE INDEX order_line_destination_id_idx ON public.order_line USING btree (destination_id);
CREATE UNIQUE INDEX order_line_external ON public.order_line USING btree (external_system, external_id, external_scope_id) NULLS NOT DISTINCT WHERE (external_id IS NOT NULL);
CREATE INDEX order_line_external_scope_id_idx ON public.order_line USING btree (external_scope_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.order_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.order_line FOR EACH ROW EXECUTE FUNCTION history.keep_order_line();

create table order_line_hold (
  id bigint generated always as identity not null,
  order_line_id bigint not null,
  rule word not null,
  reason line_of_text not null,
  since instant not null,
  placed_by text not null,
  cleared_at instant,
  cleared_by text,
  clear_reason line_of_text,
  since_xid xid8 default change_xid() not null,
  constraint order_line_hold_pkey PRIMARY KEY (id),
  constraint order_line_hold_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES order_line(id),
  constraint order_line_hold_check CHECK (((since)::timestamp with time zone <= (cleared_at)::timestamp with time zone)),
  constraint order_line_hold_check1 CHECK (((cleared_at IS NULL) = (cleared_by IS NULL)))
);
CREATE UNIQUE INDEX order_line_hold_once ON public.order_line_hold USING btree (order_line_id, rule) WHERE (cleared_at IS NULL);
CREATE INDEX order_line_hold_order_line_id_idx ON public.order_line_hold USING btree (order_line_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.order_line_hold FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER order_line_hold_cleared BEFORE UPDATE ON public.order_line_hold FOR EACH ROW WHEN (((old.cleared_at IS NOT NULL) OR (new.order_line_id <> old.order_line_id) OR ((new.rule)::text <> (old.rule)::text) OR ((new.since)::timestamp with time zone <> (old.since)::timestamp with time zone))) EXECUTE FUNCTION order_line_hold_keeps_end();
CREATE TRIGGER order_line_hold_kept BEFORE DELETE ON public.order_line_hold FOR EACH ROW EXECUTE FUNCTION order_line_hold_keeps_end();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.order_line_hold FOR EACH ROW EXECUTE FUNCTION history.keep_order_line_hold();

create table order_line_party (
  id bigint generated always as identity not null,
  order_line_id bigint not null,
  organisation_id bigint not null,
  role word not null,
  since_xid xid8 default change_xid() not null,
  constraint order_line_party_pkey PRIMARY KEY (id),
  constraint order_line_party_order_line_id_organisation_id_role_key UNIQUE (order_line_id, organisation_id, role),
  constraint order_line_party_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES order_line(id),
  constraint order_line_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint order_line_party_role_check CHECK (((role)::text = ANY (ARRAY['PURCHASER'::text, 'INTERMEDIATE_CONSIGNEE'::text, 'ULTIMATE_CONSIGNEE'::text, 'END_USER'::text, 'FORWARDING_AGENT'::text])))
);
CREATE INDEX order_line_party_organisation_id_idx ON public.order_line_party USING btree (organisation_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.order_line_party FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.order_line_party FOR EACH ROW EXECUTE FUNCTION history.keep_order_line_party();

create table organisation (
  id bigint generated always as identity not null,
  name line_of_text not null,
  kind word not null,
  roles word[] default '{}'::word[] not null,
  sector word,
  jurisdiction_id bigint,
  ultimate_parent_id bigint,
  lei text,
  gln text,
  closed boolean,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  provenance provenance default 'RECORDED'::text not null,
  since_xid xid8 default change_xid() not null,
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_gln_key UNIQUE (gln),
  constraint organisation_lei_key UNIQUE (lei),
  constraint organisation_name_key UNIQUE (name),
  constraint organisation_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint organisation_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint organisation_ultimate_parent_id_fkey FOREIGN KEY (ultimate_parent_id) REFERENCES organisation(id),
  constraint organisation_check CHECK ((((kind)::text = 'GROUP'::text) = (closed IS NOT NULL))),
  constraint organisation_gln_check CHECK ((gln ~ '^[0-9]{13}$'::text)),
  constraint organisation_kind_check CHECK (((kind)::text = ANY (ARRAY['COMPANY'::text, 'AUTHORITY'::text, 'GROUP'::text, 'RESEARCH'::text, 'PERSON'::text]))),
  constraint organisation_lei_check CHECK ((lei ~ '^[A-Z0-9]{18}[0-9]{2}$'::text))
);
CREATE INDEX organisation_jurisdiction_id_idx ON public.organisation USING btree (jurisdiction_id);
CREATE INDEX organisation_source_report_id_idx ON public.organisation USING btree (source_report_id);
CREATE INDEX organisation_ultimate_parent_id_idx ON public.organisation USING btree (ultimate_parent_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.organisation FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.organisation FOR EACH ROW EXECUTE FUNCTION history.keep_organisation();

create table organisation_member (
  group_id bigint not null,
  member_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint organisation_member_pkey PRIMARY KEY (group_id, member_id),
  constraint organisation_member_group_id_fkey FOREIGN KEY (group_id) REFERENCES organisation(id),
  constraint organisation_member_member_id_fkey FOREIGN KEY (member_id) REFERENCES organisation(id),
  constraint organisation_member_check CHECK ((group_id <> member_id))
);
CREATE INDEX organisation_member_member_id_idx ON public.organisation_member USING btree (member_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.organisation_member FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.organisation_member FOR EACH ROW EXECUTE FUNCTION history.keep_organisation_member();

create table policy_event (
  id bigint generated always as identity not null,
  jurisdiction_id bigint not null,
  kind word not null,
  title line_of_text not null,
  summary line_of_text,
  announced_at calendar_date not null,
  announced_precision word default 'DAY'::text not null,
  effective_at calendar_date,
  legal_reference line_of_text,
  confirmed boolean default true not null,
  recorded_at instant default clock_timestamp() not null,
  provenance provenance default 'RECORDED'::text not null,
  since_xid xid8 default change_xid() not null,
  constraint policy_event_pkey PRIMARY KEY (id),
  constraint policy_event_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint policy_event_announced_precision_check CHECK (((announced_precision)::text = ANY (ARRAY['DAY'::text, 'MONTH'::text, 'YEAR'::text])))
);
CREATE INDEX policy_event_announced_at_id_idx ON public.policy_event USING btree (announced_at, id);
CREATE INDEX policy_event_jurisdiction_id_idx ON public.policy_event USING btree (jurisdiction_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.policy_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.policy_event FOR EACH ROW EXECUTE FUNCTION history.keep_policy_event();

create table policy_event_chip (
  policy_event_id bigint not null,
  chip_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint policy_event_chip_pkey PRIMARY KEY (policy_event_id, chip_id),
  constraint policy_event_chip_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint policy_event_chip_policy_event_id_fkey FOREIGN KEY (policy_event_id) REFERENCES policy_event(id)
);
CREATE INDEX policy_event_chip_chip_id_idx ON public.policy_event_chip USING btree (chip_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.policy_event_chip FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.policy_event_chip FOR EACH ROW EXECUTE FUNCTION history.keep_policy_event_chip();

create table policy_event_participant (
  policy_event_id bigint not null,
  organisation_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint policy_event_participant_pkey PRIMARY KEY (policy_event_id, organisation_id),
  constraint policy_event_participant_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint policy_event_participant_policy_event_id_fkey FOREIGN KEY (policy_event_id) REFERENCES policy_event(id)
);
CREATE INDEX policy_event_participant_organisation_id_idx ON public.policy_event_participant USING btree (organisation_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.policy_event_participant FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.policy_event_participant FOR EACH ROW EXECUTE FUNCTION history.keep_policy_event_participant();

create table policy_event_source (
  policy_event_id bigint not null,
  source_report_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint policy_event_source_pkey PRIMARY KEY (policy_event_id, source_report_id),
  constraint policy_event_source_policy_event_id_fkey FOREIGN KEY (policy_event_id) REFERENCES policy_event(id),
  constraint policy_event_source_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id)
);
CREATE INDEX policy_event_source_source_report_id_idx ON public.policy_event_source USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.policy_event_source FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.policy_event_source FOR EACH ROW EXECUTE FUNCTION history.keep_policy_event_source();

create table purchase_order (
  id bigint generated always as identity not null,
  external_system text,
  external_id text,
  status word not null,
  status_reason line_of_text,
  provenance word not null,
  buyer_id bigint not null,
  vendor_id bigint not null,
  placed_at instant,
  version integer default 1 not null,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  external_scope_id bigint,
  since_xid xid8 default change_xid() not null,
  constraint purchase_order_pkey PRIMARY KEY (id),
  constraint purchase_order_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES organisation(id),
  constraint purchase_order_external_scope_id_fkey FOREIGN KEY (external_scope_id) REFERENCES organisation(id),
  constraint purchase_order_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint purchase_order_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES organisation(id),
  constraint purchase_order_check CHECK (((external_system IS NULL) = (external_id IS NULL))),
  constraint purchase_order_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
  constraint purchase_order_external_system_check CHECK (((length(external_system) >= 1) AND (length(external_system) <= 100))),
  constraint purchase_order_provenance_check CHECK (((provenance)::text = ANY (ARRAY['RECORDED'::text, 'REPORTED'::text, 'DEMONSTRATION'::text]))),
  constraint purchase_order_status_check CHECK (((status)::text = ANY (ARRAY['DRAFT'::text, 'PLACED'::text, 'CONFIRMED'::text, 'PARTIALLY_SHIPPED'::text, 'SHIPPED'::text, 'CLOSED'::text, 'CANCELLED'::text]))),
  constraint purchase_order_version_check CHECK (((version >= 1) AND (version <= 2147483647)))
);
CREATE INDEX purchase_order_buyer_id_idx ON public.purchase_order USING btree (buyer_id);
CREATE UNIQUE INDEX purchase_order_external ON public.purchase_order USING btree (external_system, external_id, external_scope_id) NULLS NOT DISTINCT WHERE (external_id IS NOT NULL);
CREATE INDEX purchase_order_external_scope_id_idx ON public.purchase_order USING btree (external_scope_id);
CREATE INDEX purchase_order_source_report_id_idx ON public.purchase_order USING btree (source_report_id);
CREATE INDEX purchase_order_vendor_id_idx ON public.purchase_order USING btree (vendor_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.purchase_order FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER purchase_order_terminal BEFORE UPDATE OF status ON public.purchase_order FOR EACH ROW WHEN ((((old.status)::text = ANY (ARRAY['CLOSED'::text, 'CANCELLED'::text])) AND ((new.status)::text IS DISTINCT FROM (old.status)::text))) EXECUTE FUNCTION purchase_order_keeps_terminal_status();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.purchase_order FOR EACH ROW EXECUTE FUNCTION history.keep_purchase_order();

create table restriction (
  id bigint generated always as identity not null,
  name line_of_text not null,
  jurisdiction_id bigint not null,
  authority_id bigint,
  procedure word not null,
  status word not null,
  description line_of_text not null,
  in_force_from calendar_date,
  lifted_at calendar_date,
  legal_reference line_of_text,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  provenance provenance default 'RECORDED'::text not null,
  licensable boolean default false not null,
  since_xid xid8 default change_xid() not null,
  constraint restriction_pkey PRIMARY KEY (id),
  constraint restriction_name_key UNIQUE (name),
  constraint restriction_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES organisation(id),
  constraint restriction_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint restriction_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint restriction_check CHECK (((in_force_from)::date <= (lifted_at)::date)),
  constraint restriction_procedure_check CHECK (((procedure)::text = ANY (ARRAY['IMPORT'::text, 'EXPORT'::text, 'PURCHASE'::text, 'USE'::text]))),
  constraint restriction_status_check CHECK (((status)::text = ANY (ARRAY['REPORTED'::text, 'IN_FORCE'::text, 'LIFTED'::text])))
);
CREATE INDEX restriction_authority_id_idx ON public.restriction USING btree (authority_id);
CREATE INDEX restriction_jurisdiction_id_idx ON public.restriction USING btree (jurisdiction_id);
CREATE INDEX restriction_source_report_id_idx ON public.restriction USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.restriction FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER restriction_final BEFORE UPDATE OF status ON public.restriction FOR EACH ROW WHEN ((((old.status)::text = 'LIFTED'::text) AND ((new.status)::text IS DISTINCT FROM (old.status)::text))) EXECUTE FUNCTION keeps_final_state('LIFTED');
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.restriction FOR EACH ROW EXECUTE FUNCTION history.keep_restriction();

create table restriction_chip (
  restriction_id bigint not null,
  chip_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint restriction_chip_pkey PRIMARY KEY (restriction_id, chip_id),
  constraint restriction_chip_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint restriction_chip_restriction_id_fkey FOREIGN KEY (restriction_id) REFERENCES restriction(id)
);
CREATE INDEX restriction_chip_chip_id_idx ON public.restriction_chip USING btree (chip_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.restriction_chip FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.restriction_chip FOR EACH ROW EXECUTE FUNCTION history.keep_restriction_chip();

create table restriction_party (
  restriction_id bigint not null,
  organisation_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint restriction_party_pkey PRIMARY KEY (restriction_id, organisation_id),
  constraint restriction_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint restriction_party_restriction_id_fkey FOREIGN KEY (restriction_id) REFERENCES restriction(id)
);
CREATE INDEX restriction_party_organisation_id_idx ON public.restriction_party USING btree (organisation_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.restriction_party FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.restriction_party FOR EACH ROW EXECUTE FUNCTION history.keep_restriction_party();

create table screening (
  id bigint generated always as identity not null,
  organisation_id bigint not null,
  list line_of_text not null,
  result word not null,
  screened_at instant not null,
  screened_by line_of_text not null,
  screened_for_id bigint,
  reason line_of_text,
  evidence_id bigint,
  overridden_at instant,
  overridden_by line_of_text,
  provenance provenance default 'RECORDED'::text not null,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint screening_pkey PRIMARY KEY (id),
  constraint screening_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES source_report(id),
  constraint screening_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint screening_screened_for_id_fkey FOREIGN KEY (screened_for_id) REFERENCES organisation(id),
  constraint screening_check CHECK ((((result)::text = 'OVERRIDDEN'::text) = (overridden_at IS NOT NULL))),
  constraint screening_check1 CHECK (((overridden_at IS NULL) = (overridden_by IS NULL))),
  constraint screening_check2 CHECK ((((result)::text <> 'OVERRIDDEN'::text) OR ((reason IS NOT NULL) AND (evidence_id IS NOT NULL)))),
  constraint screening_list_check CHECK ((length((list)::text) <= 200)),
  constraint screening_result_check CHECK (((result)::text = ANY (ARRAY['CLEAR'::text, 'POTENTIAL_MATCH'::text, 'CONFIRMED'::text, 'OVERRIDDEN'::text])))
);
CREATE INDEX screening_evidence_id_idx ON public.screening USING btree (evidence_id);
CREATE INDEX screening_organisation_id_list_screened_at_idx ON public.screening USING btree (organisation_id, list, screened_at);
CREATE INDEX screening_screened_for_id_idx ON public.screening USING btree (screened_for_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.screening FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER screening_final BEFORE UPDATE OF result ON public.screening FOR EACH ROW WHEN ((((old.result)::text = 'OVERRIDDEN'::text) AND ((new.result)::text IS DISTINCT FROM (old.result)::text))) EXECUTE FUNCTION keeps_final_state('OVERRIDDEN');
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.screening FOR EACH ROW EXECUTE FUNCTION history.keep_screening();

create table shipment (
  id bigint generated always as identity not null,
  external_system text,
  external_id text,
  external_scope_id bigint,
  status word not null,
  status_before_hold word,
  status_reason line_of_text,
  carrier_id bigint,
  laboratory_id bigint,
  origin_id bigint,
  destination_id bigint,
  version integer default 1 not null,
  provenance provenance default 'RECORDED'::text not null,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint shipment_pkey PRIMARY KEY (id),
  constraint shipment_carrier_id_fkey FOREIGN KEY (carrier_id) REFERENCES organisation(id),
  constraint shipment_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES site(id),
  constraint shipment_external_scope_id_fkey FOREIGN KEY (external_scope_id) REFERENCES organisation(id),
  constraint shipment_laboratory_id_fkey FOREIGN KEY (laboratory_id) REFERENCES organisation(id),
  constraint shipment_origin_id_fkey FOREIGN KEY (origin_id) REFERENCES site(id),
  constraint shipment_check CHECK (((external_system IS NULL) = (external_id IS NULL))),
  constraint shipment_check1 CHECK ((((status)::text = 'HELD'::text) = (status_before_hold IS NOT NULL))),
  constraint shipment_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
  constraint shipment_external_system_check CHECK (((length(external_system) >= 1) AND (length(external_system) <= 100))),
  constraint shipment_status_check CHECK (((status)::text = ANY (ARRAY['PLANNED'::text, 'TESTED'::text, 'EXPORT_CLEARED'::text, 'IN_TRANSIT'::text, 'ARRIVED'::text, 'IMPORT_RELEASED'::text, 'DELIVERED'::text, 'HELD'::text, 'RETURNED'::text, 'SEIZED'::text]))),
  constraint shipment_version_check CHECK (((version >= 1) AND (version <= 2147483647)))
);
CREATE INDEX shipment_carrier_id_idx ON public.shipment USING btree (carrier_id);
CREATE INDEX shipment_destination_id_idx ON public.shipment USING btree (destination_id);
CREATE UNIQUE INDEX shipment_external ON public.shipment USING btree (external_system, external_id, external_scope_id) NULLS NOT DISTINCT WHERE (external_id IS NOT NULL);
CREATE INDEX shipment_external_scope_id_idx ON public.shipment USING btree (external_scope_id);
CREATE INDEX shipment_laboratory_id_idx ON public.shipment USING btree (laboratory_id);
CREATE INDEX shipment_origin_id_idx ON public.shipment USING btree (origin_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.shipment FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER shipment_terminal BEFORE UPDATE OF status ON public.shipment FOR EACH ROW WHEN ((((old.status)::text = ANY (ARRAY['DELIVERED'::text, 'RETURNED'::text, 'SEIZED'::text])) AND ((new.status)::text IS DISTINCT FROM (old.status)::text))) EXECUTE FUNCTION shipment_keeps_terminal_status();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.shipment FOR EACH ROW EXECUTE FUNCTION history.keep_shipment();

create table shipment_line (
  id bigint generated always as identity not null,
  shipment_id bigint not null,
  order_line_id bigint not null,
  units unit_count not null,
  export_licensed boolean default true not null,
  import_licensed boolean default true not null,
  export_declared_units unit_count default 0 not null,
  export_accepted_units unit_count default 0 not null,
  import_declared_units unit_count default 0 not null,
  import_released_units unit_count default 0 not null,
  since_xid xid8 default change_xid() not null,
  constraint shipment_line_pkey PRIMARY KEY (id),
  constraint shipment_line_shipment_id_order_line_id_key UNIQUE (shipment_id, order_line_id),
  constraint shipment_line_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES order_line(id),
  constraint shipment_line_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipment(id),
  constraint shipment_line_check CHECK (((export_declared_units)::bigint <= (units)::bigint)),
  constraint shipment_line_check1 CHECK (((export_accepted_units)::bigint <= (export_declared_units)::bigint)),
  constraint shipment_line_check2 CHECK (((import_declared_units)::bigint <= (units)::bigint)),
  constraint shipment_line_check3 CHECK (((import_released_units)::bigint <= (import_declared_units)::bigint)),
  constraint shipment_line_units_check CHECK (((units)::bigint > 0))
);
CREATE INDEX shipment_line_order_line_id_idx ON public.shipment_line USING btree (order_line_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.shipment_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.shipment_line FOR EACH ROW EXECUTE FUNCTION history.keep_shipment_line();

create table shipment_status (
  id bigint generated always as identity not null,
  shipment_id bigint not null,
  status word not null,
  since instant not null,
  reason line_of_text,
  actor text not null,
  since_xid xid8 default change_xid() not null,
  constraint shipment_status_pkey PRIMARY KEY (id),
  constraint shipment_status_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipment(id),
  constraint shipment_status_status_check CHECK (((status)::text = ANY (ARRAY['PLANNED'::text, 'TESTED'::text, 'EXPORT_CLEARED'::text, 'IN_TRANSIT'::text, 'ARRIVED'::text, 'IMPORT_RELEASED'::text, 'DELIVERED'::text, 'HELD'::text, 'RETURNED'::text, 'SEIZED'::text])))
);
CREATE INDEX shipment_status_shipment_id_id_idx ON public.shipment_status USING btree (shipment_id, id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.shipment_status FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER shipment_status_append_only BEFORE DELETE OR UPDATE ON public.shipment_status FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table site (
  id bigint generated always as identity not null,
  organisation_id bigint not null,
  name line_of_text not null,
  jurisdiction_id bigint,
  purpose word,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  provenance provenance default 'RECORDED'::text not null,
  since_xid xid8 default change_xid() not null,
  constraint site_pkey PRIMARY KEY (id),
  constraint site_organisation_id_name_key UNIQUE (organisation_id, name),
  constraint site_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint site_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint site_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id)
);
CREATE INDEX site_jurisdiction_id_idx ON public.site USING btree (jurisdiction_id);
CREATE INDEX site_source_report_id_idx ON public.site USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.site FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.site FOR EACH ROW EXECUTE FUNCTION history.keep_site();

create table source_report (
  id bigint generated always as identity not null,
  publisher line_of_text not null,
  title line_of_text not null,
  url line_of_text,
  published_at calendar_date not null,
  published_precision word default 'DAY'::text not null,
  via line_of_text,
  source_count integer,
  anonymity word default 'UNKNOWN'::text not null,
  language text default 'en'::text not null,
  verified_by line_of_text,
  recorded_at instant default clock_timestamp() not null,
  provenance provenance default 'REPORTED'::text not null,
  since_xid xid8 default change_xid() not null,
  terms line_of_text,
  constraint source_report_pkey PRIMARY KEY (id),
  constraint source_report_anonymity_check CHECK (((anonymity)::text = ANY (ARRAY['NAMED'::text, 'ANONYMOUS'::text, 'MIXED'::text, 'UNKNOWN'::text]))),
  constraint source_report_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'::text)),
  constraint source_report_published_precision_check CHECK (((published_precision)::text = ANY (ARRAY['DAY'::text, 'MONTH'::text, 'YEAR'::text]))),
  constraint source_report_source_count_check CHECK (((source_count >= 0) AND (source_count <= 1000000)))
);
CREATE INDEX source_report_published_at_id_idx ON public.source_report USING btree (published_at, id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.source_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER source_report_append_only BEFORE DELETE OR UPDATE ON public.source_report FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table sourcing_rule (
  id bigint generated always as identity not null,
  name line_of_text not null,
  jurisdiction_id bigint not null,
  authority_id bigint,
  basis word not null,
  metric word default 'UNITS'::text not null,
  status word not null,
  description line_of_text not null,
  effective_from calendar_date,
  effective_to calendar_date,
  source_report_id bigint,
  recorded_at instant default clock_timestamp() not null,
  provenance provenance default 'RECORDED'::text not null,
  settled_ratio numeric(12,6),
  settled_units unit_count,
  since_xid xid8 default change_xid() not null,
  constraint sourcing_rule_pkey PRIMARY KEY (id),
  constraint sourcing_rule_name_key UNIQUE (name),
  constraint sourcing_rule_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES organisation(id),
  constraint sourcing_rule_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint sourcing_rule_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint sourcing_rule_basis_check CHECK (((basis)::text = ANY (ARRAY['RATIO'::text, 'ABSOLUTE'::text]))),
  constraint sourcing_rule_check CHECK (((effective_from)::date <= (effective_to)::date)),
  constraint sourcing_rule_check1 CHECK (((settled_ratio IS NULL) OR ((basis)::text = 'RATIO'::text))),
  constraint sourcing_rule_check2 CHECK (((settled_units IS NULL) OR ((basis)::text = 'ABSOLUTE'::text))),
  constraint sourcing_rule_metric_check CHECK (((metric)::text = ANY (ARRAY['UNITS'::text, 'VALUE'::text, 'TPP'::text]))),
  constraint sourcing_rule_settled_ratio_check CHECK ((settled_ratio >= (0)::numeric)),
  constraint sourcing_rule_status_check CHECK (((status)::text = ANY (ARRAY['REPORTED'::text, 'PROPOSED'::text, 'IN_FORCE'::text, 'LIFTED'::text])))
);
CREATE INDEX sourcing_rule_authority_id_idx ON public.sourcing_rule USING btree (authority_id);
CREATE INDEX sourcing_rule_jurisdiction_id_idx ON public.sourcing_rule USING btree (jurisdiction_id);
CREATE INDEX sourcing_rule_source_report_id_idx ON public.sourcing_rule USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.sourcing_rule FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER sourcing_rule_final BEFORE UPDATE OF status ON public.sourcing_rule FOR EACH ROW WHEN ((((old.status)::text = 'LIFTED'::text) AND ((new.status)::text IS DISTINCT FROM (old.status)::text))) EXECUTE FUNCTION keeps_final_state('LIFTED');
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.sourcing_rule FOR EACH ROW EXECUTE FUNCTION history.keep_sourcing_rule();

create table stock_statement (
  id bigint generated always as identity not null,
  vendor_id bigint not null,
  chip_id bigint not null,
  as_of calendar_date not null,
  as_of_precision word default 'DAY'::text not null,
  units unit_count,
  source_report_id bigint,
  provenance provenance default 'RECORDED'::text not null,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint stock_statement_pkey PRIMARY KEY (id),
  constraint stock_statement_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint stock_statement_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint stock_statement_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES organisation(id),
  constraint stock_statement_as_of_precision_check CHECK (((as_of_precision)::text = ANY (ARRAY['DAY'::text, 'MONTH'::text, 'YEAR'::text])))
);
CREATE INDEX stock_statement_chip_id_idx ON public.stock_statement USING btree (chip_id);
CREATE INDEX stock_statement_source_report_id_idx ON public.stock_statement USING btree (source_report_id);
CREATE INDEX stock_statement_vendor_id_chip_id_as_of_idx ON public.stock_statement USING btree (vendor_id, chip_id, as_of);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.stock_statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.stock_statement FOR EACH ROW EXECUTE FUNCTION history.keep_stock_statement();

create table throughput (
  id bigint generated always as identity not null,
  chip_id bigint not null,
  number_format word not null,
  bit_length integer not null,
  dense_tops numeric not null,
  rank word default 'NORMAL'::text not null,
  source_report_id bigint not null,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint throughput_pkey PRIMARY KEY (id),
  constraint throughput_chip_id_fkey FOREIGN KEY (chip_id) REFERENCES chip(id),
  constraint throughput_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint throughput_bit_length_check CHECK (((bit_length >= 1) AND (bit_length <= 128))),
  constraint throughput_dense_tops_check CHECK (((dense_tops > (0)::numeric) AND (dense_tops <= (1000000000)::numeric) AND (scale(dense_tops) <= 6))),
  constraint throughput_rank_check CHECK (((rank)::text = ANY (ARRAY['PREFERRED'::text, 'NORMAL'::text, 'DEPRECATED'::text])))
);
CREATE INDEX throughput_chip_id_idx ON public.throughput USING btree (chip_id);
CREATE INDEX throughput_source_report_id_idx ON public.throughput USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.throughput FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.throughput FOR EACH ROW EXECUTE FUNCTION history.keep_throughput();

create table volume_cap (
  id bigint generated always as identity not null,
  name line_of_text not null,
  jurisdiction_id bigint not null,
  authority_id bigint,
  metric word,
  ratio numeric(12,6),
  description line_of_text not null,
  status word not null,
  effective_from calendar_date,
  effective_to calendar_date,
  legal_reference line_of_text,
  source_report_id bigint,
  provenance provenance default 'RECORDED'::text not null,
  recorded_at instant default clock_timestamp() not null,
  since_xid xid8 default change_xid() not null,
  constraint volume_cap_pkey PRIMARY KEY (id),
  constraint volume_cap_name_key UNIQUE (name),
  constraint volume_cap_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES organisation(id),
  constraint volume_cap_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint volume_cap_source_report_id_fkey FOREIGN KEY (source_report_id) REFERENCES source_report(id),
  constraint volume_cap_check CHECK (((effective_from)::date <= (effective_to)::date)),
  constraint volume_cap_metric_check CHECK (((metric)::text = ANY (ARRAY['UNITS'::text, 'TPP'::text]))),
  constraint volume_cap_name_check CHECK ((length((name)::text) <= 200)),
  constraint volume_cap_ratio_check CHECK ((ratio >= (0)::numeric)),
  constraint volume_cap_status_check CHECK (((status)::text = ANY (ARRAY['REPORTED'::text, 'PROPOSED'::text, 'IN_FORCE'::text, 'LIFTED'::text])))
);
CREATE INDEX volume_cap_authority_id_idx ON public.volume_cap USING btree (authority_id);
CREATE INDEX volume_cap_jurisdiction_id_idx ON public.volume_cap USING btree (jurisdiction_id);
CREATE INDEX volume_cap_source_report_id_idx ON public.volume_cap USING btree (source_report_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.volume_cap FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER volume_cap_final BEFORE UPDATE OF status ON public.volume_cap FOR EACH ROW WHEN ((((old.status)::text = 'LIFTED'::text) AND ((new.status)::text IS DISTINCT FROM (old.status)::text))) EXECUTE FUNCTION keeps_final_state('LIFTED');
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.volume_cap FOR EACH ROW EXECUTE FUNCTION history.keep_volume_cap();

create table volume_cap_destination (
  volume_cap_id bigint not null,
  jurisdiction_id bigint not null,
  since_xid xid8 default change_xid() not null,
  constraint volume_cap_destination_pkey PRIMARY KEY (volume_cap_id, jurisdiction_id),
  constraint volume_cap_destination_jurisdiction_id_fkey FOREIGN KEY (jurisdiction_id) REFERENCES jurisdiction(id),
  constraint volume_cap_destination_volume_cap_id_fkey FOREIGN KEY (volume_cap_id) REFERENCES volume_cap(id)
);
CREATE INDEX volume_cap_destination_jurisdiction_id_idx ON public.volume_cap_destination USING btree (jurisdiction_id);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.volume_cap_destination FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER zz_keep_history BEFORE DELETE OR UPDATE ON public.volume_cap_destination FOR EACH ROW EXECUTE FUNCTION history.keep_volume_cap_destination();
