import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import {
  copyBinaries,
  makePassable,
  openOutsideHome,
  outsideHome,
  pointerFile,
} from './outside-home.ts';
import { DatabaseProblem } from './problem.ts';
import { canDo, type ServerUser, serverUser } from './server-user.ts';

/** Where the embedded server lives: its data, its password, its log, and the programs it runs. */
export interface Home {
  readonly directory: string;
  readonly binaries: Binaries;
  /** Undefined: PostgreSQL runs as the user that started Carnet. */
  readonly user: ServerUser | undefined;
}

export const dataOf = (home: Home) => join(home.directory, 'data');
export const logOf = (home: Home) => join(home.directory, 'postgres.log');
export const passwordOf = (home: Home) => join(home.directory, 'password');

/**
 * Chooses the home for a data directory: inside it, unless we are root and the user that
 * PostgreSQL then runs as cannot get there or to the programs; then outside the project, in
 * a directory that survives a reboot. A home once chosen stays.
 * Throws DatabaseProblem when there is no place that both can use.
 */
export async function openHome(
  dataDir: string,
  binaries: Binaries,
  report: (line: string) => void,
): Promise<Home> {
  const inside = join(dataDir, 'postgres');
  const data = join(inside, 'data');
  const outside = existsSync(pointerFile(dataDir));
  const user = await serverUser(existsSync(data) ? data : undefined);
  if (!user) {
    if (outside) throw madeByRoot(dataDir);
    mkdirSync(inside, { recursive: true });
    return { directory: inside, binaries, user };
  }

  const reachesPrograms = await canDo(
    user,
    '"$1/bin/postgres" --version && test -r "$1/share/postgresql/postgres.bki"',
    binaries.directory,
  );
  const reachesData = await canDo(user, 'test -x "$1"', dataDir);
  if (existsSync(data) && !outside) {
    if (!reachesData) throw unreachable(user, data);
    const own = reachesPrograms ? binaries : copyBinaries(binaries, outsideHome(dataDir));
    return { directory: inside, binaries: own, user };
  }
  if (reachesPrograms && reachesData && !outside) {
    makePassable(inside);
    return { directory: inside, binaries, user };
  }
  const directory = await openOutsideHome(dataDir, report);
  report(
    `PostgreSQL runs as ${user.name}, who cannot reach this project: it lives in ${directory}`,
  );
  return { directory, binaries: copyBinaries(binaries, directory), user };
}

const madeByRoot = (dataDir: string) =>
  new DatabaseProblem(
    `The database of ${dataDir} was made by root: start Carnet as root, or set CARNET_DATA_DIR to another directory.`,
  );

const unreachable = (user: ServerUser, data: string) =>
  new DatabaseProblem(
    `PostgreSQL runs as the user ${user.name}, who cannot reach ${data}: let others pass through the directories above it (chmod o+x), or set CARNET_DATA_DIR to another directory.`,
  );
