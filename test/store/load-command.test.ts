import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.drop());

const load = () =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/src/cli.ts', 'load'], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, DATABASE_URL: database.url },
  });

test('carnet load migrates and loads an empty database, tells how far it is, and once is enough', async () => {
  const first = await load();
  expect(first.stderr).toBe('');
  const lines = first.stdout.trim().split('\n');
  expect(lines.some((line) => /^Loading the dataset: 10 of \d+ \(/.test(line))).toBe(true);
  expect(lines.at(-1)).toMatch(/^Loaded \d+ rows, published on \d+ days\.$/);

  const client = await connectDatabase(database.url);
  const { rows } = await client.query('select count(*)::integer as count from chip');
  await client.end();
  expect(rows[0].count).toBeGreaterThan(100);

  const second = await load();
  expect(second.stdout).toBe('Nothing was loaded: the database has a dataset already.\n');
});
