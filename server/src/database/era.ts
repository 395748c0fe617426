import { hasSqlState } from './sqlstate.ts';

/** Enters the era at hand; to be run before the first write. */
export const ENTER_ERA = 'select enter_era()';

/** A connection outside a transaction. */
interface Connection {
  query(sql: string): Promise<unknown>;
}

/**
 * Makes sure that the transaction ids of this connection's database go on from all that it holds:
 * it may have been restored into another cluster since it was last written to. A database without
 * its tables is left alone.
 */
export async function enterEra(connection: Connection): Promise<void> {
  try {
    await connection.query(ENTER_ERA);
  } catch (error) {
    if (!hasSqlState(error, 'undefinedFunction')) throw error;
  }
}
