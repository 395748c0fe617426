import type { DataSource } from 'typeorm';
import { faultOf, isConnectionLoss } from './failure.ts';
import { discard } from './transaction.ts';

const lock = `hashtext('carnet'), hashtext($1)`;

/**
 * Does something that no two processes should do at a time, and leaves it where another is at it.
 * The lock is that of a transaction which does nothing else, so that a pooler may be between.
 * Whoever loses its connection meanwhile no longer keeps others out, so this saves work and is no
 * promise.
 *
 * @returns whether it was done
 */
export async function exclusively(
  database: DataSource,
  what: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const runner = database.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('set local idle_in_transaction_session_timeout = 0');
    const { records } = await runner.query(
      `select pg_try_advisory_xact_lock(${lock}) as won`,
      [what],
      true,
    );
    const won = records[0]?.won === true;
    if (won) await work();
    await runner.commitTransaction();
    return won;
  } catch (error) {
    if (isConnectionLoss(error)) await discard(runner);
    else if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
    throw faultOf(error) ?? error;
  } finally {
    await runner.release();
  }
}
