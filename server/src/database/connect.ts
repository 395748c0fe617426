import { Client } from 'pg';
import { DatabaseProblem } from './problem.ts';
import { errorCode, SQLSTATE } from './sqlstate.ts';

const OLDEST_VERSION = 15;

/**
 * One connection to the database, for work done at the start.
 * Throws DatabaseProblem when there is none to be had or the server is too old.
 */
export async function connectDatabase(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'carnet start',
    connectionTimeoutMillis: 15_000,
  });
  // A connection that is lost shows in the query that needs it; unheard, it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('server_version') as version");
    requireVersion(String(rows[0]?.version));
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error instanceof DatabaseProblem ? error : cannotConnect(url, error);
  }
}

/** Throws DatabaseProblem for a server older than what the migrations are written for. */
export function requireVersion(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST_VERSION) return;
  throw new DatabaseProblem(
    `Carnet needs PostgreSQL ${OLDEST_VERSION} or later and this database is ${version}: set DATABASE_URL to a newer one.`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ETIMEDOUT: 'it does not answer',
  ENOENT: 'there is no such socket',
  [SQLSTATE.invalidPassword]: 'it refuses the password',
  [SQLSTATE.invalidAuthorization]: 'it refuses this user',
  [SQLSTATE.invalidCatalogName]: 'it has no database of this name',
  [SQLSTATE.tooManyConnections]: 'it has no connection to spare',
  [SQLSTATE.cannotConnectNow]: 'it is starting up or shutting down',
};

// The address only: the user information in the URL may hold a password.
function cannotConnect(url: string, error: unknown): DatabaseProblem {
  const why =
    REASONS[errorCode(error) ?? ''] ?? (error instanceof Error ? error.message : 'unknown');
  const { host, pathname } = new URL(url);
  return new DatabaseProblem(
    `The database at ${host}${pathname} cannot be used (${why}): check DATABASE_URL.`,
  );
}
