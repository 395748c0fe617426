import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseProblem } from './problem.ts';
import { errorCode } from './sqlstate.ts';

const PATIENCE_MS = 30_000;

/**
 * Prepares a data directory that nobody else may be using (the caller holds its lock) for a
 * server: one that outlived a killed Carnet is stopped cleanly, and a lock file whose process
 * id now belongs to some other program no longer stands in the way.
 */
export async function stopStray(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const [pidLine = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return;
  if (!commandOf(pid).includes(data)) {
    // Another program by now, or a dead server that nobody has collected: PostgreSQL would
    // take either for a running one. A lock file that names its own parent it ignores, and
    // still checks that no process of the old server is left.
    writeFileSync(file, [process.pid, ...rest].join('\n'));
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    send(pid, signal);
    for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
      if (!commandOf(pid).includes(data)) return stopStray(data);
      await sleep(50);
    }
  }
  throw new DatabaseProblem(
    `A PostgreSQL left over from an earlier start (process ${pid}) does not stop: end it, then start Carnet again.`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** The command line of a process, empty when it has ended or cannot be told. */
function commandOf(pid: number): string {
  if (existsSync('/proc/self/cmdline')) {
    return readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  }
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function send(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return;
    throw new DatabaseProblem(
      `A PostgreSQL left over from an earlier start (process ${pid}) belongs to another user: end it, then start Carnet again.`,
    );
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
