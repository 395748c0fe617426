import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireVersion } from '../../server/src/database/connect.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  directory = mkdtempSync(join(tmpdir(), 'migrations-'));
  write('0001-chip', 'create table chip (id int primary key);\ninsert into chip values (1);');
  write('0002-order', 'create table chip_order (chip int references chip);');
});

afterEach(async () => {
  rmSync(directory, { recursive: true });
  await database.drop();
});

const write = (name: string, sql: string) => writeFileSync(join(directory, `${name}.sql`), sql);
const run = (report = (_line: string) => {}) => migrate(database.url, directory, report);

async function ask(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('migrate', () => {
  it('runs what is new, in order, once', async () => {
    expect(await run()).toEqual(['0001-chip', '0002-order']);
    expect(await run()).toEqual([]);
    write('0003-more', 'insert into chip values (2)');
    expect(await run()).toEqual(['0003-more']);
    expect(await ask('select id from chip order by id')).toEqual([1, 2]);
  });

  it('leaves nothing of a migration that fails, and keeps those before it', async () => {
    write('0003-bad', 'insert into chip values (3);\n\ninsert into nowhere values (1);');
    await expect(run()).rejects.toThrow(
      /^The migration 0003-bad failed at line 3: relation "nowhere" does not exist \(42P01\)\.$/,
    );
    expect(await ask('select id from chip')).toEqual([1]);
    write('0003-bad', 'insert into chip values (3)');
    expect(await run()).toEqual(['0003-bad']);
  });

  it('lets one of several servers do the work while the others wait', async () => {
    write('0003-slow', 'select pg_sleep(0.3); insert into chip values (3);');
    const said: string[] = [];
    const all = await Promise.all([1, 2, 3, 4].map(() => run((line) => said.push(line))));
    expect(all.map((names) => names.length).sort()).toEqual([0, 0, 0, 3]);
    expect(said).toHaveLength(3);
    expect(said[0]).toContain('another server is migrating');
    expect(await ask('select id from chip order by id')).toEqual([1, 3]);
  });

  it('refuses a database that is newer than the code', async () => {
    write('0003-more', 'select 1');
    await run();
    rmSync(join(directory, '0003-more.sql'));
    await expect(run()).rejects.toThrow(/^The database is newer than this code: .*0003-more.*\.$/);
  });

  it('refuses an applied migration that was edited, but not one whose lines end otherwise', async () => {
    await run();
    write('0001-chip', 'create table chip (id int primary key);\r\ninsert into chip values (1);');
    expect(await run()).toEqual([]);
    write('0001-chip', 'create table chip (id bigint primary key);');
    await expect(run()).rejects.toThrow(/^The migration 0001-chip was edited after it ran .*\.$/);
  });

  it.each(['0004-gap', '3-short', '0003_underscore', '0002-twice'])(
    'refuses the file name %s',
    async (name) => {
      write(name, 'select 1');
      await expect(run()).rejects.toThrow(/must be named NNNN-words.sql with the number 0003/);
    },
  );

  it('does not take the written schema for a migration', async () => {
    write('schema', 'select 1/0');
    expect(await run()).toEqual(['0001-chip', '0002-order']);
  });

  it('names DATABASE_URL and no password when there is no database to be had', async () => {
    const nowhere = 'postgres://me:hunter2@127.0.0.1:1/carnet';
    await expect(migrate(nowhere, directory, () => {})).rejects.toThrow(
      'The database at 127.0.0.1:1/carnet cannot be used (nothing listens there): check DATABASE_URL.',
    );
    const wrong = new URL(database.url);
    wrong.pathname = '/missing';
    await expect(migrate(wrong.href, directory, () => {})).rejects.toThrow(
      /no database of this name/,
    );
    wrong.password = 'wrong';
    await expect(migrate(wrong.href, directory, () => {})).rejects.toThrow(/refuses the password/);
  });
});

describe('requireVersion', () => {
  it('takes PostgreSQL 15 and later', () => {
    for (const version of ['15.0', '15.18 (Debian 15.18-0+deb12u1)', '18.4', '19beta1']) {
      expect(() => requireVersion(version)).not.toThrow();
    }
  });

  it('refuses an older one in one sentence', () => {
    expect(() => requireVersion('14.11')).toThrow(
      /^Carnet needs PostgreSQL 15 or later and .*14\.11.*\.$/,
    );
  });
});
