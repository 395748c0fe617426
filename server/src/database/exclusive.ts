import type { DataSource } from 'typeorm';
import { faultOf, isConnectionLoss } from './failure.ts';
import { discard } from './transaction.ts';

const lock = `hashtext('carnet'), hashtext($1)`;

/**
 * Does something that no two processes should do at a time, and leaves it where another is at it.
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
  let held = false;
  try {
    const { records } = await runner.query(
      `select pg_try_advisory_lock(${lock}) as won`,
      [what],
      true,
    );
    if (!records[0]?.won) return false;
    held = true;
    try {
      await work();
    } finally {
      await runner.query(`select pg_advisory_unlock(${lock})`, [what]);
      held = false;
    }
    return true;
  } catch (error) {
    // The lock lasts as long as its connection: who cannot give it back ends that.
    if (held || isConnectionLoss(error)) await discard(runner);
    throw faultOf(error) ?? error;
  } finally {
    await runner.release();
  }
}
