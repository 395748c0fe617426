import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { outsideHome } from '../../server/src/database/outside-home.ts';
import { canDo, serverUser } from '../../server/src/database/server-user.ts';
import { useCarnet } from '../support/carnets.ts';
import { createDataDirectory } from '../support/data-directory.ts';
import { PROJECT, type StartOptions } from '../support/server-process.ts';

// As root PostgreSQL runs as somebody else, who may not get into the project. Without root it
// runs as ourselves and everything stays in the data directory. Both are asserted where they
// apply, so that the tests mean something whoever runs them.
const root = process.getuid?.() === 0;

const carnets = useCarnet();

async function startAndStop(options: StartOptions = {}): Promise<string> {
  const carnet = carnets.start(options);
  await carnet.ready();
  await carnet.kill('SIGTERM');
  return carnet.output;
}

it('runs PostgreSQL as a user that is not root', async () => {
  await carnets.start().ready();
  const home = root
    ? (readPointer() ?? join(carnets.dataDir, 'postgres'))
    : join(carnets.dataDir, 'postgres');
  expect(statSync(join(home, 'data')).uid).not.toBe(0);
});

it('keeps the database outside a project that PostgreSQL cannot reach, and says where', async () => {
  chmodSync(dirname(carnets.dataDir), 0o700);
  const output = await startAndStop();
  if (!root) {
    expect(statSync(join(carnets.dataDir, 'postgres/data')).isDirectory()).toBe(true);
    return;
  }
  const home = outsideHome(carnets.dataDir);
  expect(output).toContain(home);
  expect(readPointer()).toBe(home);
  expect(statSync(home).mode & 0o777).toBe(0o711);
  expect(await startAndStop()).toContain('schema: up to date');
});

it('gives a moved data directory its database, and a new one at its path an empty one', async () => {
  chmodSync(dirname(carnets.dataDir), 0o700);
  await startAndStop();
  const moved = createDataDirectory();
  chmodSync(dirname(moved.path), 0o700);
  renameSync(carnets.dataDir, moved.path);
  expect(await startAndStop({ env: { CARNET_DATA_DIR: moved.path } })).toContain('up to date');
  expect(await startAndStop()).toContain('schema: ran');
  expect(await startAndStop({ env: { CARNET_DATA_DIR: moved.path } })).toContain('up to date');

  rmSync(carnets.dataDir, { recursive: true });
  expect(await startAndStop()).toContain('schema: ran');
  await moved.remove();
});

it('runs for a user that is not root', async () => {
  const nobody = await serverUser();
  const node =
    nobody &&
    (await canDo(nobody, '"$1" --version && test -r "$2/package.json"', process.execPath, PROJECT));
  mkdirSync(carnets.dataDir, { recursive: true });
  if (nobody && node) chownSync(carnets.dataDir, nobody.uid, nobody.gid);
  const user = nobody && node ? { user: nobody } : {};
  await carnets.start(user).ready();
  const owner = statSync(join(carnets.dataDir, 'postgres/data')).uid;
  expect(owner).toBe(nobody?.uid ?? process.getuid?.());
});

function readPointer(): string | undefined {
  try {
    return readFileSync(join(carnets.dataDir, 'postgres-home'), 'utf8').trim();
  } catch {
    return undefined;
  }
}
