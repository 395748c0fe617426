import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoKeys, ensureDemoKeys } from '../../server/src/access/demo-keys.service.ts';
import { Keys } from '../../server/src/access/keys.ts';
import { createKey, revokeKeys } from '../../server/src/access/keys.store.ts';
import { anonymous } from '../../server/src/access/viewer.ts';
import { transaction } from '../../server/src/database/transaction.ts';
import { openTracker, type Tracker } from '../support/tracker.ts';

let tracker: Tracker;
let directory: string;
beforeAll(async () => {
  tracker = await openTracker();
});
afterAll(() => tracker.close());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'carnet keys '));
  return () => rm(directory, { recursive: true });
});

const bearer = (key: string) => `Bearer ${key}`;

describe('a key', () => {
  let now = 0;
  const make = (prefix: string, expiresAt: Date | null = null) =>
    transaction(tracker.database, async (tx) => {
      const key = { name: 'a key', prefix, jurisdictions: ['US'], expiresAt };
      return (await createKey(tx, { ...key, roles: ['AUTHORITY', 'ANALYST'] })).text;
    });

  it('stands for its viewer', async () => {
    const keys = new Keys(tracker.db);
    const key = await make('one');
    expect(key).toMatch(/^carnet_one_[0-9a-f]{48}$/);
    expect(await keys.viewerOf(bearer(key))).toEqual({
      key: expect.stringMatching(/^key:\d+$/),
      name: 'a key',
      roles: ['AUTHORITY', 'ANALYST'],
      organisationId: null,
      jurisdictions: ['US'],
    });
    expect(await keys.viewerOf(`bearer   ${key} `)).toMatchObject({ name: 'a key' });
    const [row] = await tracker.db.query<{ kept: string }>(
      `select row_to_json(api_key)::text as kept from api_key where prefix = 'one'`,
    );
    expect(row?.kept).not.toContain(key.slice(-48));
  });

  it('that is absent leaves the viewer anonymous', async () => {
    expect(await new Keys(tracker.db).viewerOf(undefined)).toBe(anonymous);
  });

  it.each(['', 'Bearer', 'Bearer x', 'Basic YTpi', `Bearer carnet_one_${'0'.repeat(48)}`])(
    '"%s" is UNAUTHENTICATED',
    async (header) => {
      await expect(new Keys(tracker.db).viewerOf(header)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    },
  );

  it('that is revoked is believed for a second at most', async () => {
    const keys = new Keys(tracker.db, () => now);
    const key = await make('two');
    await keys.viewerOf(bearer(key));
    await transaction(tracker.database, (tx) => revokeKeys(tx, 'two'));
    now += 999;
    expect(await keys.viewerOf(bearer(key))).toMatchObject({ name: 'a key' });
    now += 1;
    await expect(keys.viewerOf(bearer(key))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('that has expired is UNAUTHENTICATED, and one that has not works and shows its use', async () => {
    const over = await make('over', new Date(Date.now() - 1000));
    await expect(new Keys(tracker.db).viewerOf(bearer(over))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    const used = async () =>
      (
        await tracker.db.query<{ used: boolean }>(
          `select last_used_at is not null as used from api_key where prefix = 'later'`,
        )
      )[0]?.used;
    const later = await make('later', new Date(Date.now() + 3_600_000));
    expect(await used()).toBe(false);
    expect(await new Keys(tracker.db).viewerOf(bearer(later))).toMatchObject({ name: 'a key' });
    expect(await used()).toBe(true);
  });

  it('that could not be looked up is looked up again', async () => {
    let broken = true;
    const keys = new Keys({
      query: (sql, parameters) =>
        broken ? Promise.reject(new Error('broken')) : tracker.db.query(sql, parameters),
    });
    const key = await make('three');
    await expect(keys.viewerOf(bearer(key))).rejects.toThrow('broken');
    broken = false;
    expect(await keys.viewerOf(bearer(key))).toMatchObject({ name: 'a key' });
  });
});

describe('the keys of the demonstration', () => {
  const file = () => join(directory, 'demo-keys.json');
  const read = async (): Promise<DemoKeys> => JSON.parse(await readFile(file(), 'utf8'));
  const ensure = () => ensureDemoKeys(tracker.database, directory);
  const viewerOf = (key: string) => new Keys(tracker.db).viewerOf(bearer(key));

  it('are written for their owner only, and work', async () => {
    const keys = await ensure();
    expect(await read()).toEqual(keys);
    expect(Object.keys(keys)).toEqual([
      'admin',
      'authority',
      'analyst',
      'integrator',
      'broker',
      'buyer',
    ]);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await viewerOf(keys.admin)).toMatchObject({ roles: ['ADMIN'], jurisdictions: [] });
    expect(await viewerOf(keys.authority)).toMatchObject({
      roles: ['AUTHORITY'],
      jurisdictions: ['CN', 'US'],
    });
    expect(await viewerOf(keys.buyer)).toMatchObject({ roles: ['BUYER'], organisationId: null });
  });

  it('stay from start to start, and the buyer gets its organisation once it is there', async () => {
    const keys = await ensure();
    const [organisation] = await tracker.db.query<{ id: string }>(
      `insert into organisation (name, kind) values ('ByteDance', 'COMPANY') returning id::text`,
    );
    expect(await ensure()).toEqual(keys);
    expect(await viewerOf(keys.buyer)).toMatchObject({ organisationId: organisation?.id });
  });

  it.each([
    ['lost', () => rm(file())],
    ['damaged', () => writeFile(file(), '{"admin":')],
    [
      'somebody else’s',
      async () => writeFile(file(), JSON.stringify({ ...(await read()), admin: 'x' })),
    ],
  ])('are made anew when the file is %s, and the old ones revoked', async (_, spoil) => {
    const old = await ensure();
    await spoil();
    await chmod(file(), 0o644).catch(() => {});
    const renewed = await ensure();
    expect(await read()).toEqual(renewed);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await viewerOf(renewed.analyst)).toMatchObject({ roles: ['ANALYST'] });
    await expect(viewerOf(old.analyst)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are made anew for a database that does not know them', async () => {
    const keys = await ensure();
    await tracker.db.query('delete from api_key');
    expect(await ensure()).not.toEqual(keys);
    expect(await viewerOf((await read()).broker)).toMatchObject({ roles: ['BROKER'] });
  });

  it('are one set for servers that start together, and another for another directory', async () => {
    const [one, ...others] = await Promise.all([ensure(), ensure(), ensure()]);
    for (const other of others) expect(other).toEqual(one);
    const elsewhere = await ensureDemoKeys(tracker.database, join(directory, 'elsewhere'));
    expect(await ensure()).toEqual(one);
    expect(await viewerOf(elsewhere.admin)).toMatchObject({ roles: ['ADMIN'] });
  });
});
