import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from './binaries.ts';
import { cannotSpawn, spawnOptions } from './cluster.ts';
import { dataOf, type Home, logOf } from './home.ts';
import { DatabaseProblem } from './problem.ts';

const LOG_LIMIT_BYTES = 10_000_000;

/** Each signal is a harsher request than the one before; in milliseconds until the next. */
const WAYS_TO_STOP = [
  ['SIGTERM', 1000],
  ['SIGINT', 10_000],
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
] as const;

/** A PostgreSQL server process on a free local port. Its log goes to a file in the home. */
export class PostgresServer {
  readonly port: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  readonly #home: Home;
  readonly #child: ChildProcess;
  readonly #logStart: number;
  #spawnError: Error | undefined;

  /** Resolves as soon as the process exists; await `ready` before connecting. */
  static async start(home: Home, settings: Readonly<Record<string, string>>) {
    return new PostgresServer(home, await freePort(), settings);
  }

  private constructor(home: Home, port: number, settings: Readonly<Record<string, string>>) {
    this.#home = home;
    this.port = port;
    const log = logOf(home);
    if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) renameSync(log, `${log}.1`);
    const output = openSync(log, 'a', 0o600);
    this.#logStart = statSync(log).size;
    const all = {
      port: String(port),
      listen_addresses: '127.0.0.1',
      // A socket's path is limited to 107 bytes, and nobody needs one.
      unix_socket_directories: '',
      cluster_name: 'carnet',
      timezone: 'UTC',
      log_timezone: 'UTC',
      ...settings,
    };
    this.#child = spawn(
      program(home.binaries, 'postgres'),
      [
        '-D',
        dataOf(home),
        ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        ...spawnOptions(home),
        // Ctrl-C reaches the whole foreground group; the server above stops first.
        detached: true,
        stdio: ['ignore', output, output],
      },
    );
    closeSync(output);
    this.ended = new Promise((resolve) => {
      this.#child.on('exit', () => resolve());
      this.#child.on('error', (error) => {
        this.#spawnError = error;
        resolve();
      });
    });
  }

  /** Resolves when it accepts connections; throws DatabaseProblem when it ends before. */
  async ready(report: (line: string) => void): Promise<void> {
    let ended = false;
    void this.ended.then(() => {
      ended = true;
    });
    for (let waited = 0; !ended; waited += 20) {
      if (this.#isReady()) return;
      if (waited > 0 && waited % 5000 === 0) report('PostgreSQL is still recovering its data');
      await sleep(20);
    }
    if (this.#spawnError) throw cannotSpawn(this.#home, this.#spawnError);
    throw new DatabaseProblem(`PostgreSQL did not start. ${this.lastWords()}`);
  }

  /** The end of what the server has logged since it was started. */
  lastWords(): string {
    const log = logOf(this.#home);
    if (!existsSync(log)) return 'It left no log.';
    const text = readFileSync(log).subarray(this.#logStart).toString('utf8').trim();
    return `Its last words, from ${log}:\n${text.split('\n').slice(-8).join('\n')}`;
  }

  /**
   * Stops it, forcibly if it must; its data stay consistent. Sessions that are just ending get
   * a moment first, so that they do not hear of an end that is none of theirs.
   */
  async stop(): Promise<void> {
    for (const [signal, patience] of WAYS_TO_STOP) {
      this.#child.kill(signal);
      const waiting = new AbortController();
      const late = sleep(patience, 'late', { signal: waiting.signal }).catch(() => 'late');
      const outcome = await Promise.race([this.ended, late]);
      waiting.abort();
      if (outcome !== 'late') return;
    }
  }

  // The eighth line of the lock file is the server's own word on its state.
  #isReady(): boolean {
    const file = join(dataOf(this.#home), 'postmaster.pid');
    if (!existsSync(file)) return false;
    const lines = readFileSync(file, 'utf8').split('\n');
    return Number(lines[0]) === this.#child.pid && (lines[7] ?? '').startsWith('ready');
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
