import pg from 'pg';
import { databaseUrl, poolSize, sessionOptions } from './serving.ts';

/** Rows of a statement, which is prepared under its own text. Counts are numbers, days are text. */
export type Rows = (text: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>;

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.DATE, String);

export function openRows(): Rows {
  const pool = new pg.Pool({
    connectionString: databaseUrl(),
    max: poolSize,
    options: sessionOptions,
    types,
  });
  const names = new Map<string, string>();
  return async (text, values) => {
    const name = names.get(text) ?? `s${names.size}`;
    names.set(text, name);
    return (await pool.query({ name, text, values: [...values] })).rows;
  };
}
