import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closing } from '../kernel/closing.ts';
import { lockDirectory } from './directory-lock.ts';
import { startEmbedded } from './embedded.ts';
import { outsideHome } from './outside-home.ts';
import { stopStray } from './stray.ts';

const PREFIX = 'carnet-temporary-';

/**
 * A PostgreSQL of our own that is fast because it may lose its data, and whose data are gone
 * when `closing` runs: for tests, and for work on an empty database. Returns its URL.
 */
export async function startTemporary(closing: Closing): Promise<string> {
  await sweep();
  const directory = mkdtempSync(join(tmpdir(), PREFIX));
  // Under root the server runs as another user, who must get through.
  chmodSync(directory, 0o711);
  const outside = outsideHome(directory);
  closing.add('the temporary database', () => {
    for (const path of [outside, directory]) rmSync(path, { recursive: true, force: true });
  });
  const { url } = await startEmbedded(directory, closing, () => {}, {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  });
  return url;
}

/** Stops and removes what killed processes left: nobody holds the lock of theirs. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((found) => found.startsWith(PREFIX))) {
    const directory = join(tmpdir(), name);
    try {
      // Without any of these it has only just been made.
      const homes = [join(directory, 'postgres'), outsideHome(directory)].filter(existsSync);
      if (homes.length === 0) continue;
      const unlock = await lockDirectory(directory);
      for (const home of homes) await stopStray(join(home, 'data'));
      for (const path of [...homes, directory]) rmSync(path, { recursive: true, force: true });
      await unlock();
    } catch {
      // in use, somebody else's, or just gone
    }
  }
}
