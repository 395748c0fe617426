import { accessSync, constants, mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Closing } from '../kernel/closing.ts';
import { findBinaries } from './binaries.ts';
import { initialise, OWNER, passwordFor } from './cluster.ts';
import { lockDirectory } from './directory-lock.ts';
import { dataOf, type Home, openHome } from './home.ts';
import { PostgresServer } from './postgres.ts';
import { DatabaseProblem } from './problem.ts';
import { errorCode } from './sqlstate.ts';
import { stopStray } from './stray.ts';

export interface EmbeddedDatabase {
  readonly url: string;
  /** Where its data, log and password are. */
  readonly directory: string;
  /** Resolves with the server's last words when it has ended, for whatever reason. */
  readonly ended: Promise<string>;
}

/**
 * Starts the PostgreSQL that Carnet brings along, on the data in `dataDir`, making them first
 * if need be. The server, and the lock on the directory, end with `closing`.
 * Throws DatabaseProblem.
 */
export async function startEmbedded(
  dataDir: string,
  closing: Closing,
  report: (line: string) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedDatabase> {
  const binaries = findBinaries();
  makeWritable(dataDir);
  closing.add('the lock on the data directory', await lockDirectory(dataDir));
  const home = await openHome(dataDir, binaries, report);
  await stopStray(dataOf(home));
  await initialise(home, closing.signal);
  const server = await startServer(home, closing, report, settings);
  const url = (database: string) =>
    `postgres://${OWNER}:${passwordFor(home)}@127.0.0.1:${server.port}/${database}?sslmode=disable`;
  await makeDatabase(url('postgres'));
  return {
    url: url(OWNER),
    directory: home.directory,
    ended: server.ended.then(() => server.lastWords()),
  };
}

function makeWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DatabaseProblem(
      `The data directory ${dataDir} cannot be written (${errorCode(error)}): give this user access to it, or set CARNET_DATA_DIR to another directory.`,
    );
  }
}

// Both pass by themselves: another program took the free port first, and a killed server's
// last children still let go of its memory.
const PASSING = /could not bind|Address already in use|pre-existing shared memory block/;

async function startServer(
  home: Home,
  closing: Closing,
  report: (line: string) => void,
  settings: Readonly<Record<string, string>>,
): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt++) {
    closing.signal.throwIfAborted();
    const server = await PostgresServer.start(home, settings);
    try {
      closing.add('PostgreSQL', () => server.stop());
      await server.ready(report);
      return server;
    } catch (error) {
      if (attempt === 20 || !PASSING.test(server.lastWords())) throw error;
      await sleep(250);
    }
  }
}

async function makeDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [OWNER]);
    if (found.rowCount === 0) await client.query(`create database ${OWNER}`);
  } finally {
    await client.end();
  }
}
