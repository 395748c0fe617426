import { isKept, keptTables, standingTables } from './kept-tables.ts';
import { sourcesOf } from './sources.ts';
import { isBlank, wordsOf } from './words.ts';

/** SQL of the moment as of which is read; a function is called where its SQL is needed. */
export interface MomentSql {
  /** pg_snapshot: the state */
  state: () => string;
  /** timestamptz: what `now()` means */
  instant: () => string;
}

// Not repeatable or not to be known: reads take `now()`, which has a meaning in the past.
const clocks = new Set([
  ...['clock_timestamp', 'statement_timestamp', 'transaction_timestamp', 'timeofday'],
  ...['current_date', 'current_time', 'current_timestamp', 'localtime', 'localtimestamp'],
]);

/**
 * The same SQL as of a moment: the one place in which a table's source is swapped. Whatever table is
 * read, wherever in the text, gives the rows of that state, and `now()` is the instant.
 *
 * @throws Error where a table is read of which no history is kept, or a clock: a mistake in a model
 */
export function asOf(sql: string, moment: MomentSql): string {
  const words = wordsOf(sql);
  for (const index of clocksIn(words)) {
    words[index] = moment.instant();
    const end = words.indexOf(')', index);
    words.fill('', index + 1, end + 1);
  }
  for (const [index, table] of sourcesOf(words)) words[index] = sourceSql(table, moment);
  return words.join('');
}

/** Where `now()` stands: the indices of its name. */
function clocksIn(words: string[]): number[] {
  return words.flatMap((word, index) => {
    if (!/^(?:now$|clock|statement_|transaction_|timeofday|current_|local)/i.test(word)) return [];
    const around = (step: 1 | -1): string => {
      let place = index + step;
      while (isBlank(words[place] ?? '')) place += step;
      return words[place] ?? '';
    };
    if (around(-1) === '.') return [];
    const name = word.toLowerCase();
    if (clocks.has(name)) throw new Error(`${name} has no meaning as of a moment: write now()`);
    return name === 'now' && around(1) === '(' ? [index] : [];
  });
}

/** The tables that SQL text reads. */
function tablesIn(sql: string): string[] {
  return [...new Set(sourcesOf(wordsOf(sql)).values())];
}

const known = new Map<string, boolean>();

/** Whether the rows of a model can be given as they were at a moment. */
export function hasPast({ table }: { table: string }): boolean {
  const past = known.get(table) ?? tablesIn(`select from ${table} made`).every(isKept);
  known.set(table, past);
  return past;
}

function sourceSql(table: string, { state }: MomentSql): string {
  if (keptTables.has(table)) return `past."${table}"(${state()})`;
  if (standingTables.has(table)) return table;
  throw new Error(`${table} is read as of a moment, and no history of it is kept`);
}
