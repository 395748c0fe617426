import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { DatabaseProblem } from './problem.ts';
import { stopStray } from './stray.ts';

const OUTSIDE = '/var/lib/carnet';

/** Where the database of a data directory goes when PostgreSQL's user cannot reach into it. */
export const outsideHome = (dataDir: string) =>
  join(OUTSIDE, createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16));

/** In the data directory: says that its database lives outside, and where. */
export const pointerFile = (dataDir: string) => join(dataDir, 'postgres-home');

/** In the home outside: says whose it is. */
const ownerFile = (home: string) => join(home, 'data-directory');

/**
 * The home outside that belongs to this data directory. The two name each other, so a data
 * directory that was moved keeps its database, a copy of one gets its own, and one that was
 * deleted does not haunt the next at the same path.
 */
export async function openOutsideHome(
  dataDir: string,
  report: (line: string) => void,
): Promise<string> {
  const pointer = pointerFile(dataDir);
  const recorded = read(pointer);
  if (recorded && existsSync(recorded)) {
    if (!livesElsewhere(recorded, dataDir)) {
      writeFileSync(ownerFile(recorded), dataDir);
      return recorded;
    }
  } else if (recorded) {
    report(`the database in ${recorded} is gone`);
  }
  let home = outsideHome(dataDir);
  while (existsSync(home) && livesElsewhere(home, dataDir)) home += '-';
  if (existsSync(home)) {
    await stopStray(join(home, 'data'));
    rmSync(`${home}.old`, { recursive: true, force: true });
    renameSync(home, `${home}.old`);
    report(`the database of an earlier ${dataDir} was set aside in ${home}.old`);
  }
  makePassable(home);
  writeFileSync(ownerFile(home), dataDir);
  writeFileSync(pointer, home);
  return home;
}

function livesElsewhere(home: string, dataDir: string): boolean {
  const owner = read(ownerFile(home));
  return owner !== undefined && owner !== dataDir && read(pointerFile(owner)) === home;
}

/** A copy of the programs in `home` that every user can read and run. */
export function copyBinaries(binaries: Binaries, home: string): Binaries {
  const directory = join(home, `postgresql-${binaries.version}`);
  if (!existsSync(directory)) {
    makePassable(home);
    const unfinished = `${directory}.copying`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(binaries.directory, unfinished, { recursive: true, verbatimSymlinks: true });
    makeReadable(unfinished);
    renameSync(unfinished, directory);
  }
  return { directory, version: binaries.version };
}

/** Makes a directory that others may pass through but not look into. */
export function makePassable(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    chmodSync(directory, 0o711);
    if (directory.startsWith(OUTSIDE)) chmodSync(OUTSIDE, 0o711);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseProblem(
      `The directory ${directory} for the database cannot be made (${why}): start Carnet as another user than root, or set DATABASE_URL.`,
    );
  }
}

function makeReadable(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, basename(directory) === 'bin' ? 0o755 : 0o644);
  }
}

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined);
