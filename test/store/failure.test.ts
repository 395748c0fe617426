import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keys } from '../../server/src/access/keys.ts';
import { createDataSource } from '../../server/src/database/data-source.ts';
import { statementsOf, transaction } from '../../server/src/database/transaction.ts';
import { openTracker, type Tracker } from '../support/tracker.ts';

let tracker: Tracker;
beforeAll(async () => {
  tracker = await openTracker();
});
afterAll(() => tracker.close());

describe('what the database does to a caller', () => {
  it('a connection cut while idle in a transaction is UNAVAILABLE', async () => {
    const deciding = transaction(tracker.database, async (tx) => {
      const [own] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await tracker.db.query('select pg_terminate_backend($1)', [own?.pid]);
      // The loss arrives between two statements, which is where the pool notices it.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx.query('select 1');
    });
    await expect(deciding).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await tracker.db.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('a cut statement outside a transaction is UNAVAILABLE, and the pool recovers', async () => {
    const pool = await createDataSource(tracker.url, { poolSize: 1 }).initialize();
    const db = statementsOf(pool);
    const sleeping = db.query('select pg_sleep(20), 1 as marked');
    const failing = expect(sleeping).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const key = `Bearer carnet_x_${'0'.repeat(48)}`;
    await expect
      .poll(() =>
        tracker.db.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where query like '%as marked%' and pid <> pg_backend_pid()`,
        ),
      )
      .toHaveLength(1);
    await failing;
    await expect(new Keys(db).viewerOf(key)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await pool.destroy();
  });

  it('a statement that takes too long is TIMEOUT', async () => {
    const slow = transaction(tracker.database, async (tx) => {
      await tx.query("set local statement_timeout = '50ms'");
      await tx.query('select pg_sleep(10)');
    });
    await expect(slow).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('two that lock each other out both get through', async () => {
    const [one, two] = await Promise.all([tracker.addLicence(), tracker.addLicence()]);
    let attempts = 0;
    const lock = (first: string, second: string) =>
      transaction(tracker.database, async (tx) => {
        attempts += 1;
        await tx.query('select from licence where id = $1 for update', [first]);
        await tx.query('select pg_sleep(0.2)');
        await tx.query('select from licence where id = $1 for update', [second]);
        return true;
      });
    expect(await Promise.all([lock(one, two), lock(two, one)])).toEqual([true, true]);
    expect(attempts).toBeGreaterThan(2);
  });
});
