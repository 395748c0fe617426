import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { faultOf, mayRunAgain } from './failure.ts';

/** One connection, or a pool of them, that runs SQL and gives the rows. */
export interface Statements {
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

declare const open: unique symbol;

/** An open transaction. What locks or writes takes one, and only `transaction` makes it. */
export interface Tx extends Statements {
  readonly [open]: true;
  readonly manager: EntityManager;
}

const ATTEMPTS = 5;

/**
 * Runs `work` in one transaction: all of it is kept, or nothing. `work` may run more than once,
 * because a transaction that lost against another is repeated; so it touches nothing but the
 * database. A caller who leaves does not cancel it: what was decided is decided.
 *
 * @throws Fault UNAVAILABLE when the connection is lost, TIMEOUT when the database gave up;
 *   whatever else `work` throws, after a rollback
 */
export async function transaction<T>(
  database: DataSource,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(database, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !mayRunAgain(error)) throw faultOf(error) ?? error;
      // Two that met once should not meet again.
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

async function attemptOnce<T>(database: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  const runner = database.createQueryRunner();
  try {
    await runner.startTransaction();
    const result = await work(txOf(runner));
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // On a lost connection this fails too; the pool then drops the connection by itself.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
    throw error;
  } finally {
    await runner.release();
  }
}

function txOf(runner: QueryRunner): Tx {
  return { ...statementsOf(runner), manager: runner.manager } as Tx;
}

/** Runs each statement on its own, on any connection of the pool. */
export function statementsOf(source: DataSource | QueryRunner): Statements {
  return {
    // Structured, because TypeORM's plain result of an UPDATE is not its rows.
    query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) => {
      const runner = 'createQueryRunner' in source ? source.createQueryRunner() : source;
      try {
        const { records } = await runner.query(sql, [...parameters], true);
        return records as Row[];
      } finally {
        if (runner !== source) await runner.release();
      }
    },
  };
}
