import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseProblem } from './problem.ts';
import { errorCode } from './sqlstate.ts';

/**
 * Makes this process the only one to work on `directory`, and returns how to let go of it.
 * Throws DatabaseProblem when another process has it.
 *
 * The lock is a listening socket that only its owner's life keeps open, so neither `kill -9`
 * nor a process id that was given out again can fool it. It is named after the directory's
 * inode: two paths to one directory meet in one lock.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = socketPath(directory);
  for (let attempt = 1; ; attempt++) {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(String(process.pid));
    });
    const error = await new Promise<unknown>((resolve) => {
      server.once('error', resolve);
      server.listen(path, () => resolve(undefined));
    });
    if (error === undefined) {
      server.unref();
      return () => new Promise((resolve) => server.close(() => resolve()));
    }
    if (errorCode(error) !== 'EADDRINUSE') throw error;
    const owner = await askOwner(path);
    if (owner === undefined && attempt < 3) {
      // A socket file outlives its process; only Linux and Windows have sockets without one.
      if (path.startsWith('/')) rmSync(path, { force: true });
      continue;
    }
    throw new DatabaseProblem(
      `Another Carnet${owner ? ` (process ${owner})` : ''} is running on ${directory}: stop it, or set CARNET_DATA_DIR to another directory.`,
    );
  }
}

function socketPath(directory: string): string {
  const { dev, ino } = statSync(directory, { bigint: true });
  const name = `carnet-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24)}`;
  // A name in no directory, at its full length: Node 20 pads a shorter one and Node 24 does
  // not, so the two would not meet.
  if (process.platform === 'linux') return `\0${name}`.padEnd(108, '\0');
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

/** The owner's process id, empty when it is too busy to tell, undefined when there is none. */
function askOwner(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(path);
    socket.setEncoding('utf8').setTimeout(1000, () => {
      resolve(said);
      socket.destroy();
    });
    socket.on('data', (chunk) => {
      said += chunk;
    });
    socket.on('end', () => resolve(said));
    socket.on('error', () => resolve(undefined));
  });
}
