import pg from 'pg';
import { Fault } from '../kernel/fault.ts';

/** A statement as it is kept: its text, and under which name servers prepare it. */
export interface Prepared {
  sql: string;
  name: string;
  uses: number;
}

export interface ReadPoolOptions {
  /** connections at most */
  size: number;
  /** milliseconds until PostgreSQL gives a statement up */
  timeout: number;
}

// each prepared statement costs a backend about 0.14 MB and pg never closes one
const mostNames = 100;

/**
 * Connections that only read. Planned without JIT (it costs more than the
 * statements do), in UTC, with a time limit.
 */
export class ReadPool {
  readonly #pool: pg.Pool;
  readonly #names = new WeakMap<pg.PoolClient, Set<string>>();

  constructor(url: string, { size, timeout }: ReadPoolOptions) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: size,
      application_name: 'carnet reads',
      options: `-c jit=off -c timezone=UTC -c statement_timeout=${timeout} -c default_transaction_read_only=on`,
    });
    // an idle connection that breaks is replaced at its next use
    this.#pool.on('error', () => undefined);
  }

  /**
   * The text in the only column of the only row.
   * @throws Fault TIMEOUT, UNAVAILABLE, BAD_USER_INPUT, CURSOR_EXPIRED; anything else is a mistake in the engine
   */
  async read(statement: Prepared, values: unknown[]): Promise<string> {
    const client = await this.#pool.connect().catch(unavailable);
    try {
      await this.#makeRoom(client, statement);
      statement.uses += 1;
      const result = await client.query<[string]>({
        text: statement.sql,
        values,
        rowMode: 'array',
        // prepared at the second use: half the time of a small read, nothing lost on a rare one
        ...(statement.uses > 1 ? { name: statement.name } : {}),
      });
      client.release();
      return result.rows[0]?.[0] ?? 'null';
    } catch (error) {
      client.release(isConnectionLost(error));
      throw readFault(error);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #makeRoom(client: pg.PoolClient, statement: Prepared): Promise<void> {
    if (statement.uses === 0) return;
    const names = this.#names.get(client) ?? new Set<string>();
    this.#names.set(client, names);
    const known = names.delete(statement.name);
    const [oldest] = names;
    if (!known && names.size >= mostNames && oldest) {
      names.delete(oldest);
      await client.query(`deallocate "${oldest}"`);
    }
    names.add(statement.name);
  }
}

function unavailable(): never {
  throw new Fault(
    'UNAVAILABLE',
    'The database cannot be reached at the moment: try again shortly.',
  );
}

function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  return code === undefined || code.startsWith('57P') || code.startsWith('08');
}

function readFault(error: unknown): unknown {
  const code = codeOf(error);
  if (code === '57014') {
    return new Fault(
      'TIMEOUT',
      'This read took too long and was stopped: ask for fewer rows or levels.',
    );
  }
  if (code === 'CN003') {
    return new Fault(
      'CURSOR_EXPIRED',
      'The event log has no such place: it was restored to an earlier state, or it is another log. Read what you follow again together with `position` and go on after that, or read the log from its beginning.',
    );
  }
  if (code?.startsWith('22')) {
    return new Fault('BAD_USER_INPUT', 'A value is out of the range that can be compared.');
  }
  return isConnectionLost(error)
    ? new Fault('UNAVAILABLE', 'The database went away while reading: try again shortly.')
    : error;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
