import { chmodSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmbedded } from '../../server/src/database/embedded.ts';
import { outsideHome } from '../../server/src/database/outside-home.ts';
import { Closing } from '../../server/src/kernel/closing.ts';
import { createDataDirectory, type DataDirectory, homeOf } from '../support/data-directory.ts';

// As root PostgreSQL runs as a user who cannot get into these directories, and lives outside;
// without root it stays inside. What is promised is the same.
const root = process.getuid?.() === 0;

let here: DataDirectory;
let there: DataDirectory;

beforeEach(() => {
  here = createDataDirectory();
  there = createDataDirectory();
  for (const { path } of [here, there]) chmodSync(dirname(path), 0o700);
});

afterEach(async () => {
  await here.remove();
  await there.remove();
});

/** Starts on a data directory, counts the visits noted in its database, notes one more, stops. */
async function visit(dataDir: string): Promise<{ before: number; said: string }> {
  const closing = new Closing();
  const said: string[] = [];
  try {
    const { url } = await startEmbedded(dataDir, closing, (line) => said.push(line));
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('create table if not exists visit ()');
    const { rowCount } = await client.query('select from visit');
    await client.query('insert into visit default values');
    await client.end();
    return { before: rowCount ?? 0, said: said.join('\n') };
  } finally {
    await closing.run(30_000, (line) => said.push(line));
  }
}

it('keeps the database where PostgreSQL can reach it, and says where that is', async () => {
  const { said } = await visit(here.path);
  const home = homeOf(here.path);
  expect(statSync(home).isDirectory()).toBe(true);
  expect((await visit(here.path)).before).toBe(1);
  if (!root) return;
  expect(home).toBe(outsideHome(here.path));
  expect(said).toContain(home);
  expect(statSync(home).mode & 0o777).toBe(0o711);
});

it('gives a moved data directory its database, and a new one in its place an empty one', async () => {
  await visit(here.path);
  renameSync(here.path, there.path);
  expect((await visit(there.path)).before).toBe(1);
  expect((await visit(here.path)).before).toBe(0);
  expect((await visit(there.path)).before).toBe(2);
});

it('begins with an empty database where the data directory was deleted', async () => {
  await visit(here.path);
  rmSync(here.path, { recursive: true });
  const { before, said } = await visit(here.path);
  expect(before).toBe(0);
  if (root) expect(said).toMatch(/set aside in \S+\.old/);
});
