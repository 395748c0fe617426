import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Closing } from '../../../server/src/kernel/closing.ts';
import type { Runtime } from '../child.ts';

/** What is fetched at the first run and used by nothing else. */
const folder = fileURLToPath(new URL('fetched/', import.meta.url));
const mark = `${folder}node_modules/.complete`;

/** PostGraphile 5 needs a newer Node than Carnet does; it comes as a package. */
export const newerNode: Runtime = {
  execPath: `${folder}node_modules/node/bin/node`,
  execArgv: [],
};

/**
 * Installs the servers that only this benchmark needs, unless they are there.
 *
 * @returns why they are missing, where they are
 */
export async function fetchPeers({ signal }: Closing): Promise<string | undefined> {
  const lock = createHash('sha256').update(readFileSync(`${folder}package-lock.json`));
  const wanted = lock.digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return undefined;
  console.log('fetching PostGraphile, Mercurius and Node 22, about 500 MB, this once …');
  const retries = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...retries], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  let said = '';
  npm.stderr.on('data', (part: Buffer) => {
    said += part;
  });
  const failed = await new Promise<string | undefined>((resolve) => {
    npm.once('error', (error) => resolve(error.message));
    npm.once('close', (code) => resolve(code === 0 ? undefined : said.trim().split('\n')[0]));
  });
  if (failed === undefined) writeFileSync(mark, wanted);
  return failed;
}
