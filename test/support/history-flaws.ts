import type { Statements } from '../../server/src/database/transaction.ts';

const columns = (table: string) => `
  (select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)
   from pg_attribute where attrelid = ${table} and attnum > 0 and not attisdropped)`;

const FLAWS = `
  with kept as (
    select table_of.oid as id, table_of.relname as name, to_regclass('history.' || quote_ident(relname)) as twin,
      exists (select from pg_trigger where tgrelid = table_of.oid
        and tgfoid = 'refuse_change()'::regprocedure) as unchanging
    from pg_class table_of
    where relkind = 'r' and relnamespace = 'public'::regnamespace and (
      exists (select from pg_attribute where attrelid = table_of.oid and attname = 'since_xid')
      or to_regprocedure(format('past.%I(pg_snapshot)', relname)) is not null)
  )
  select format('The twin of %s has other columns: alter history.%s alike, or let the migration that changes the table call keep_history(''%s'') at its end.', name, name, name) as flaw
  from kept where twin is not null and ${columns('twin')} is distinct from 'until_xid xid8, ' || ${columns('id')}
  union all
  select format('past.%s does not give the columns of its table: let the migration that changes the table call keep_history(''%s'') at its end.', name, name)
  from kept where pg_get_functiondef(to_regprocedure(format('past.%I(pg_snapshot)', name)))
    not like '%select ' || (select string_agg(quote_ident(attname), ', ' order by attnum)
      from pg_attribute where attrelid = id and attnum > 0 and not attisdropped) || ' from %'
  union all
  select format('The table %s has since_xid and no past: call keep_history(''%s'').', name, name)
  from kept where to_regprocedure(format('past.%I(pg_snapshot)', name)) is null
  union all
  select format('What is changed in %s is not kept: an append-only table has refuse_change(), any other is given to keep_history.', name)
  from kept where twin is null and not unchanging
  union all
  select format('history.%s has no index%s: call keep_history(''%s'') after the index is made.', name, own.held, name)
  from kept cross join lateral (
    select regexp_replace(substring(pg_get_indexdef(indexrelid) from ' USING .*'), ' NULLS NOT DISTINCT', '') as held
    from pg_index where indrelid = id
    except select substring(pg_get_indexdef(indexrelid) from ' USING .*') from pg_index where indrelid = twin) own
  where twin is not null
  union all
  select format('The trigger %s of %s runs after zz_keep_history, so what it changes is not kept: give it an earlier name.', tgname, name)
  from kept join pg_trigger on tgrelid = id
  where twin is not null and not tgisinternal and tgname > 'zz_keep_history' and tgtype & 1 = 1 and tgtype & 2 = 2
  union all
  select format('%s is changed without zz_keep_history.', name)
  from kept where twin is not null and not exists (
    select from pg_trigger where tgrelid = id and tgname = 'zz_keep_history' and tgenabled = 'O'
      and tgtype & 27 = 27)
  union all
  select format('%s can be truncated: it lacks no_truncate.', held::regclass)
  from kept cross join lateral unnest(array[id, twin]) held
  where held is not null and not exists (
    select from pg_trigger where tgrelid = held and tgname = 'no_truncate')
  order by 1`;

/** What is wrong with how history is kept, and what to do about it: sentences, of which there are none. */
export async function historyFlaws(db: Statements): Promise<string[]> {
  return (await db.query<{ flaw: string }>(FLAWS)).map(({ flaw }) => flaw);
}
