import { execFile, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { promisify } from 'node:util';
import { DatabaseProblem } from './problem.ts';

/** Whom PostgreSQL runs as, because it refuses to run as root. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);

/**
 * The user to run PostgreSQL as: undefined (ourselves) unless we are root; then the owner of
 * the data where they exist, and `nobody` where they are yet to be made. PostgreSQL looks its
 * user up by name, so a uid without an entry in the password file does not do.
 */
export async function serverUser(data?: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = data === undefined ? 0 : statSync(data).uid;
  try {
    const name = owner === 0 ? 'nobody' : (await run('id', ['-un', String(owner)])).stdout.trim();
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
    );
    // Some systems print nobody as 4294967294 and want it back as -2.
    return { name, uid: Number(uid) | 0, gid: Number(gid) | 0 };
  } catch {
    const who = owner === 0 ? 'a user "nobody"' : `a user with the id ${owner}, who owns ${data}`;
    throw new DatabaseProblem(
      `PostgreSQL does not run as root and this machine has not ${who}: start Carnet as another user, or set DATABASE_URL.`,
    );
  }
}

/** Whether the user can do what the shell script does with its arguments ("$1" and so on). */
export function canDo(user: ServerUser, script: string, ...args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', script, 'sh', ...args], {
      uid: user.uid,
      gid: user.gid,
      cwd: '/',
      env: {},
      stdio: 'ignore',
    });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
