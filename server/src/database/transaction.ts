import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { ENTER_ERA } from './era.ts';
import { faultOf, isConnectionLoss, mayRunAgain } from './failure.ts';
import { decisionSettings, isPooled, localSettings } from './session.ts';

/** One connection, or a pool of them, that runs SQL and gives the rows. */
export interface Statements {
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

export interface PlannedStatements extends Statements {
  /** As `query`, for a large statement that is run often: each connection plans it once. */
  prepared<Row extends object>(
    statement: PreparedStatement,
    parameters: readonly unknown[],
  ): Promise<Row[]>;
}

export interface PreparedStatement {
  /** one for each text */
  readonly name: string;
  readonly text: string;
}

declare const open: unique symbol;

/** An open transaction. What locks or writes takes one, and only `transaction` makes it. */
export interface Tx extends PlannedStatements {
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
    await begin(runner);
    const result = await work(txOf(runner));
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (isConnectionLoss(error)) await discard(runner);
    else if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
    throw error;
  } finally {
    await runner.release();
  }
}

async function begin(runner: QueryRunner): Promise<void> {
  await runner.startTransaction();
  // There the database may be another one at each transaction.
  if (isPooled(runner.connection)) {
    await runner.query(`${localSettings(decisionSettings)}; ${ENTER_ERA}`);
  }
}

function txOf(runner: QueryRunner): Tx {
  const query = <Row extends object>(sql: string, parameters?: readonly unknown[]) =>
    rowsOf<Row>(runner, sql, parameters);
  const prepared = <Row extends object>(
    statement: PreparedStatement,
    parameters: readonly unknown[],
  ) => preparedRowsOf<Row>(runner, statement, parameters);
  return { query, prepared, manager: runner.manager } as Tx;
}

/**
 * Runs each statement on its own, on any connection of the pool; a lost connection or a statement
 * that took too long is a Fault, as in a transaction.
 */
export function statementsOf(database: DataSource): PlannedStatements {
  const alone = async <Row>(run: (runner: QueryRunner) => Promise<Row[]>): Promise<Row[]> => {
    // There a session is had, and set, for a transaction only.
    if (isPooled(database)) return transaction(database, (tx) => run(runnerOf(tx)));
    const runner = database.createQueryRunner();
    try {
      return await run(runner);
    } catch (error) {
      if (isConnectionLoss(error)) await discard(runner);
      throw faultOf(error) ?? error;
    } finally {
      await runner.release();
    }
  };
  return {
    query: <Row extends object>(sql: string, parameters?: readonly unknown[]) =>
      alone((runner) => rowsOf<Row>(runner, sql, parameters)),
    prepared: <Row extends object>(statement: PreparedStatement, parameters: readonly unknown[]) =>
      alone((runner) => preparedRowsOf<Row>(runner, statement, parameters)),
  };
}

const runnerOf = (tx: Tx): QueryRunner => tx.manager.queryRunner as QueryRunner;

/** Asks for a structured result, because TypeORM's plain one of an UPDATE is not its rows. */
async function rowsOf<Row extends object>(
  runner: QueryRunner,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const { records } = await runner.query(sql, [...parameters], true);
  return records as Row[];
}

async function preparedRowsOf<Row extends object>(
  runner: QueryRunner,
  statement: PreparedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  const connection: Preparing = await runner.connect();
  const name = isPooled(runner.connection) ? undefined : statement.name;
  const { rows } = await connection.query({ name, text: statement.text, values });
  return rows as Row[];
}

/** The driver's connection, which TypeORM gives no type. */
interface Preparing {
  query(statement: {
    readonly name: string | undefined;
    readonly text: string;
    readonly values: readonly unknown[];
  }): Promise<{ rows: object[] }>;
}

/** Ends a connection that is lost, so that the pool gives it to nobody else when it gets it back. */
export async function discard(runner: QueryRunner): Promise<void> {
  if (runner.isReleased) return;
  try {
    const connection: { end(): Promise<void> } = await runner.connect();
    connection.end().catch(() => {});
  } catch {
    // There never was one.
  }
}
