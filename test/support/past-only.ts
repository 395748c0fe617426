import type { Statements } from '../../server/src/database/transaction.ts';
import { wordsOf } from '../../server/src/reads/past/words.ts';

/** Finds what a statement reads of the present; each objection is one sentence. */
export type Inspection = (sql: string) => Promise<string[]>;

/**
 * Turns a migrated database into one that has a past only: the tables that are kept have gone to
 * where no statement looks, and nothing but `past.<table>(state)` is left of them. PostgreSQL itself
 * then refuses a statement that names one of them in any way, wherever in its text.
 *
 * @param harmless functions of ours that reads may call: they read nothing that changes
 */
export async function keepPastOnly(
  db: Statements,
  harmless: ReadonlySet<string>,
): Promise<Inspection> {
  const functions = await db.query<{ name: string }>(
    "select distinct proname as name from pg_proc where pronamespace in ('public'::regnamespace, 'history'::regnamespace)",
  );
  const opaque = new Set(functions.map(({ name }) => name).filter((name) => !harmless.has(name)));
  await db.query(`do $$ declare kept text; begin
    create schema gone;
    for kept in select proname from pg_proc where pronamespace = 'past'::regnamespace loop
      execute format('alter table public.%I set schema gone', kept);
      execute format('drop table if exists history.%I', kept);
      execute format('create or replace function past.%I(state pg_snapshot) returns setof gone.%I
        stable language plpgsql as $f$ begin return; end $f$', kept, kept);
    end loop;
  end $$`);
  return async (sql) => {
    const refused = await db.query(`prepare one as ${sql}; deallocate one`).then(
      () => [],
      (error: Error) => [error.message],
    );
    return [...refused, ...called(sql, opaque).map((name) => `${name}() may read the present`)];
  };
}

function called(sql: string, functions: ReadonlySet<string>): string[] {
  const words = wordsOf(sql).filter((word) => word.trim() !== '');
  return words.filter((word, index) => words[index + 1] === '(' && functions.has(word));
}
