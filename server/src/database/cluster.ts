import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { program } from './binaries.ts';
import { dataOf, type Home, passwordOf } from './home.ts';
import { DatabaseProblem } from './problem.ts';

/** The name of the superuser and of the database inside the embedded server. */
export const OWNER = 'carnet';

/**
 * Makes an empty cluster in the home unless it has one, with a random password for its only
 * user. It is built beside its place and then renamed, so one that was cut short is redone.
 * Throws DatabaseProblem with initdb's last words.
 */
export async function initialise(home: Home, signal: AbortSignal): Promise<void> {
  const data = dataOf(home);
  const passwordFile = passwordOf(home);
  if (existsSync(data)) return checkVersion(home);

  removeUnfinished(home);
  // A name of its own: an initdb that outlived a killed Carnet may still write to the last one.
  const unfinished = mkdtempSync(`${data}.new-`);
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (home.user) {
    for (const path of [unfinished, passwordFile]) chownSync(path, home.user.uid, home.user.gid);
  }
  // One built-in locale everywhere, so that texts sort and fold the same on every machine.
  const { code, output } = await run(home, signal, [
    '--pgdata',
    unfinished,
    '--username',
    OWNER,
    '--pwfile',
    passwordFile,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]);
  signal.throwIfAborted();
  if (code !== 0) {
    throw new DatabaseProblem(`PostgreSQL could not make its data directory ${data}:\n${output}`);
  }
  renameSync(unfinished, data);
}

function removeUnfinished(home: Home): void {
  for (const name of readdirSync(home.directory)) {
    if (!name.startsWith('data.new-')) continue;
    rmSync(join(home.directory, name), { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The password that `initialise` made. */
export function passwordFor(home: Home): string {
  const file = passwordOf(home);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new DatabaseProblem(
    `The password of the database is missing: put ${file} back, or remove ${home.directory} to begin with an empty database.`,
  );
}

/** What every program of the embedded server is started with. */
export const spawnOptions = (home: Home) => ({
  // A directory every user can be in; the caller's may be closed to PostgreSQL's user.
  cwd: '/',
  // Nothing of the caller's: PGPORT, PGDATA and the like would change what is started.
  ...(process.platform === 'win32'
    ? {}
    : { env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } }),
  ...(home.user ? { uid: home.user.uid, gid: home.user.gid } : {}),
});

/** A program could not be started at all, as in a container that forbids changing the user. */
export function cannotSpawn(home: Home, error: Error): DatabaseProblem {
  const who = home.user ? ` as ${home.user.name}` : '';
  return new DatabaseProblem(
    `PostgreSQL cannot be started${who} on this machine (${error.message}): set DATABASE_URL to a PostgreSQL 15 or later of your own.`,
  );
}

function checkVersion(home: Home): void {
  const made = readFileSync(join(dataOf(home), 'PG_VERSION'), 'utf8').trim();
  const [carried = ''] = home.binaries.version.split('.');
  if (made === carried) return;
  throw new DatabaseProblem(
    `The database in ${home.directory} was made by PostgreSQL ${made} and this Carnet carries ${carried}: use the Carnet that made it, or set CARNET_DATA_DIR to another directory.`,
  );
}

function run(
  home: Home,
  signal: AbortSignal,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program(home.binaries, 'initdb'), args, {
      ...spawnOptions(home),
      // Ctrl-C reaches the whole foreground group; we decide what stops when.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // The whole group: initdb runs a postgres of its own.
    signal.addEventListener('abort', () => killGroup(child.pid));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-2000);
      });
    }
    child.on('error', (error) => reject(cannotSpawn(home, error)));
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // it has ended by itself
  }
}
