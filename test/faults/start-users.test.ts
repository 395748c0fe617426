import { chownSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canDo, serverUser } from '../../server/src/database/server-user.ts';
import { useCarnet } from '../support/carnets.ts';
import { PROJECT } from '../support/server-process.ts';

// Without root PostgreSQL runs as ourselves, as root it runs as somebody else: each test says
// what holds for whoever runs it.
const carnets = useCarnet();

const dataOwner = () => statSync(join(carnets.home, 'data')).uid;

it('runs PostgreSQL as a user that is not root', async () => {
  await carnets.start().ready();
  const nobody = await serverUser();
  expect(dataOwner()).toBe(nobody?.uid ?? process.getuid?.());
  expect(dataOwner()).not.toBe(0);
});

it('runs for a user that is not root', async () => {
  const nobody = await serverUser();
  const reaches =
    nobody &&
    (await canDo(nobody, '"$1" --version && test -r "$2/package.json"', process.execPath, PROJECT));
  mkdirSync(carnets.dataDir, { recursive: true });
  if (nobody && reaches) chownSync(carnets.dataDir, nobody.uid, nobody.gid);
  await carnets.start(nobody && reaches ? { user: nobody } : {}).ready();
  expect(dataOwner()).toBe(nobody?.uid ?? process.getuid?.());
});
