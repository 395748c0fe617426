import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { outsideHome, pointerFile } from '../../server/src/database/outside-home.ts';
import { stopStray } from '../../server/src/database/stray.ts';

export interface DataDirectory {
  /** Not made yet: that is the server's work. */
  readonly path: string;
  /** Removes it, with the database that may still run on it. */
  remove(): Promise<void>;
}

/** Where the database of a data directory is, once it has been started on. */
export function homeOf(dataDir: string): string {
  const pointer = pointerFile(dataDir);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dataDir, 'postgres');
}

/** A place for a data directory, with a blank in its path. */
export function createDataDirectory(name = 'data'): DataDirectory {
  const parent = mkdtempSync(join(tmpdir(), 'carnet start '));
  // Under root PostgreSQL runs as another user, who must get through.
  chmodSync(parent, 0o711);
  const path = join(parent, name);
  return { path, remove: () => remove(path, parent) };
}

async function remove(path: string, parent: string): Promise<void> {
  const outside = existsSync(path) ? homesOutside(path) : [];
  for (const home of [join(path, 'postgres'), ...outside]) await stopStray(join(home, 'data'));
  for (const directory of [...outside, parent]) {
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The home of a path, those that were set aside, and those beside it when it was occupied. */
function homesOutside(path: string): string[] {
  const home = outsideHome(path);
  if (!existsSync(dirname(home))) return [];
  return readdirSync(dirname(home))
    .filter((name) => name.startsWith(basename(home)))
    .map((name) => join(dirname(home), name));
}
