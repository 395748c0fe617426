import type { Client } from 'pg';
import { connectDatabase } from './connect.ts';

/**
 * Does what only one process may do at a time; whoever comes second waits as long as it takes. The
 * lock is a transaction's, on a connection that does nothing else: a pooler may be between.
 *
 * @param lock the arguments of an advisory lock, in SQL
 * @param waiting told when another process is at it
 * @throws DatabaseProblem without a connection; whatever `work` throws
 */
export async function alone<T>(
  url: string,
  lock: string,
  work: () => Promise<T>,
  waiting: () => void = () => {},
): Promise<T> {
  const holder = await connectDatabase(url);
  try {
    await holder.query('begin; set local statement_timeout = 0; set local lock_timeout = 0');
    await holder.query('set local idle_in_transaction_session_timeout = 0');
    if (!(await isFree(holder, lock))) {
      waiting();
      await holder.query(`select pg_advisory_xact_lock(${lock})`);
    }
    return await work();
  } finally {
    // ends the transaction and with it the lock
    await holder.end().catch(() => {});
  }
}

async function isFree(holder: Client, lock: string): Promise<boolean> {
  const { rows } = await holder.query(`select pg_try_advisory_xact_lock(${lock}) as won`);
  return rows[0]?.won === true;
}
