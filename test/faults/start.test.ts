import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEmptyDatabase } from '../support/database.ts';
import { useCarnet } from '../support/carnets.ts';
import { createDataDirectory } from '../support/data-directory.ts';

const carnets = useCarnet({ directoryName: 'a data directory' });

it('starts from nothing, says where to go, and ends with the endpoint', async () => {
  const carnet = carnets.start();
  const endpoint = await carnet.ready();
  expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/);
  expect(carnet.output).toMatch(/\nready \S+\n$/);
  for (const door of [
    `open ${new URL('/', endpoint)}`,
    `curl ${endpoint}`,
    `createCarnet({ url: '${endpoint}' })`,
    endpoint.replace('http', 'ws'),
    join(carnets.dataDir, 'demo-keys.json'),
  ]) {
    expect(carnet.output).toContain(door);
  }
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
});

it("keeps PostgreSQL's log in a file and its password to its owner", async () => {
  const carnet = carnets.start();
  await carnet.ready();
  expect(carnet.output).not.toMatch(/LOG:|checkpoint|initdb/);
  const home = carnets.home;
  expect(readFileSync(join(home, 'postgres.log'), 'utf8')).toContain('ready to accept connections');
  expect(statSync(join(home, 'password')).mode & 0o077).toBe(0);
  expect(statSync(join(home, 'data')).mode & 0o077).toBe(0);
});

it('is warm the second time: nothing is made or loaded again', async () => {
  const first = carnets.start();
  await first.ready();
  await first.kill('SIGTERM');
  const made = statSync(join(carnets.home, 'data/PG_VERSION')).mtimeMs;
  const second = carnets.start();
  await second.ready();
  expect(second.output).toContain('schema: up to date');
  expect(statSync(join(carnets.home, 'data/PG_VERSION')).mtimeMs).toBe(made);
});

it("uses the user's own PostgreSQL instead when DATABASE_URL is set", async () => {
  const database = await createEmptyDatabase();
  const carnet = carnets.start({ env: { DATABASE_URL: database.url } });
  await carnet.ready();
  expect(carnet.output).toContain('database: yours');
  expect(() => statSync(carnets.home)).toThrow('ENOENT');
  expect(await carnet.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  await database.drop();
});

it('lets two servers start at once on one database: one migrates, the other waits', async () => {
  const database = await createEmptyDatabase();
  const other = createDataDirectory();
  const both = [carnets.dataDir, other.path].map((path) =>
    carnets.start({ env: { DATABASE_URL: database.url, CARNET_DATA_DIR: path } }),
  );
  await Promise.all(both.map((carnet) => carnet.ready()));
  const outputs = both.map((carnet) => carnet.output);
  expect(outputs.filter((text) => /schema: ran \d+ migrations/.test(text))).toHaveLength(1);
  expect(outputs.filter((text) => text.includes('schema: up to date'))).toHaveLength(1);
  await Promise.all(both.map((carnet) => carnet.kill('SIGTERM')));
  await other.remove();
  await database.drop();
});
