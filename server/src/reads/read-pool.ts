import pg from 'pg';
import { localSettings, openingOptions, type Settings } from '../database/session.ts';
import { Fault } from '../kernel/fault.ts';
import { interrupt } from './interruption.ts';

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
  /** a pooler is between that gives a session for one transaction only */
  pooled?: boolean;
}

const session: Settings = {
  // costs more than these statements do
  jit: 'off',
  // memory and solid-state disks: at the usual 4 small tables are scanned again and again
  random_page_cost: 1.1,
  // days and instants are printed as text
  timezone: 'UTC',
  datestyle: 'ISO',
  default_transaction_read_only: 'on',
};

// each prepared statement costs a backend about 0.14 MB and pg never closes one
const mostNames = 100;

// names that a connection has seen, and characters of their statements: pg remembers each for the
// connection's life
const mostRenames = 5000;
const mostRemembered = 8_000_000;

// characters of a statement that is prepared: a longer one takes longer to run than to plan, and
// its plan would take megabytes of the backend for as long as it is kept
const longestPrepared = 100_000;

/** The names under which a connection has statements prepared, oldest use first. */
interface Names {
  held: Map<string, string>;
  given: number;
  /** characters of the statements of all names given */
  characters: number;
}

/** Connections that only read, with a time limit for each statement. */
export class ReadPool {
  readonly #pool: pg.Pool;
  readonly #names = new WeakMap<pg.PoolClient, Names>();

  /** what begins a read behind a pooler */
  readonly #begin: string | undefined;

  constructor(url: string, { size, timeout, pooled = false }: ReadPoolOptions) {
    const settings = { ...session, statement_timeout: timeout };
    this.#begin = pooled ? `begin; ${localSettings(settings)}` : undefined;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: size,
      application_name: 'carnet reads',
      options: pooled ? undefined : openingOptions(settings),
    });
    // an idle connection that breaks is replaced at its next use
    this.#pool.on('error', () => undefined);
  }

  /**
   * The text in the only column of the only row.
   *
   * @param signal stops the statement in PostgreSQL when it aborts
   * @throws Fault TIMEOUT, UNAVAILABLE, BAD_USER_INPUT, CURSOR_EXPIRED; anything else is a mistake in the engine
   */
  async read(statement: Prepared, values: unknown[], signal?: AbortSignal): Promise<string> {
    if (signal?.aborted) throw abandoned();
    const client = await this.#pool.connect().catch(unavailable);
    let whole: Promise<boolean> | undefined;
    let stop: (() => void) | undefined;
    let lost = false;
    try {
      if (this.#begin) await client.query(this.#begin);
      // prepared at the second use: half the time of a small read, nothing lost on a rare one
      const again = statement.uses > 0 && statement.sql.length <= longestPrepared;
      const name = again && !this.#begin ? await this.#nameFor(client, statement) : undefined;
      if (signal?.aborted) throw abandoned();
      statement.uses += 1;
      const running = client.query<[string]>({
        text: statement.sql,
        values,
        rowMode: 'array',
        name,
      });
      if (signal) {
        stop = () => {
          whole = interrupt(client, running);
        };
        signal.addEventListener('abort', stop);
      }
      const result = await running;
      return result.rows[0]?.[0] ?? 'null';
    } catch (error) {
      lost = isConnectionLost(error);
      throw signal?.aborted ? abandoned() : readFault(error);
    } finally {
      if (stop) signal?.removeEventListener('abort', stop);
      if (whole !== undefined) lost = !(await whole) || lost;
      if (this.#begin && !lost) await client.query('rollback').catch(() => (lost = true));
      client.release(lost || this.#isWorn(client));
    }
  }

  /**
   * PostgreSQL's plan of a statement with these values, which is not run.
   *
   * @param costs whether it tells how many rows it expects, which it knows of all of them
   * @throws Fault as `read` does
   */
  async explain(
    sql: string,
    values: unknown[],
    { costs, signal }: { costs: boolean; signal?: AbortSignal | undefined },
  ): Promise<unknown> {
    const text = `explain (format json, costs ${costs ? 'on' : 'off'}) ${sql}`;
    // pg has parsed it, whatever the type of what is read otherwise
    return await this.read({ sql: text, name: '', uses: 0 }, values, signal);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** Whether so many statements were prepared on it that a new one is better. */
  #isWorn(client: pg.PoolClient): boolean {
    const { given = 0, characters = 0 } = this.#names.get(client) ?? {};
    return given > mostRenames || characters > mostRemembered;
  }

  /** Its name on this connection; the one not used for longest makes room for a new one. */
  async #nameFor(client: pg.PoolClient, statement: Prepared): Promise<string> {
    const names = this.#names.get(client) ?? {
      held: new Map<string, string>(),
      given: 0,
      characters: 0,
    };
    this.#names.set(client, names);
    const known = names.held.get(statement.name);
    names.held.delete(statement.name);
    const [oldest] = names.held;
    if (!known && names.held.size >= mostNames && oldest) {
      names.held.delete(oldest[0]);
      // one that was stopped before it was prepared is not there
      await client.query(`deallocate "${oldest[1]}"`).catch(unlessUnknown);
    }
    // never the same name twice: pg would take it for prepared still
    const name = known ?? `${statement.name}_${names.given}`;
    if (!known) {
      names.given += 1;
      names.characters += statement.sql.length;
    }
    names.held.set(statement.name, name);
    return name;
  }
}

function unavailable(): never {
  throw new Fault(
    'UNAVAILABLE',
    'The database cannot be reached at the moment: try again shortly.',
  );
}

function unlessUnknown(error: unknown): void {
  if (codeOf(error) !== '26000') throw error;
}

/** What nobody reads any more: whoever asked has gone. */
function abandoned(): Fault {
  return new Fault('TIMEOUT', 'This read was stopped, since whoever asked for it went away.');
}

function isConnectionLost(error: unknown): boolean {
  if (error instanceof Fault) return false;
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
