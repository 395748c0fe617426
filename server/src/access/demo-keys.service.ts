import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { lockForTransaction } from '../database/idempotency.store.ts';
import { type Tx, transaction } from '../database/transaction.ts';
import { createKey, findViewer, hashOfKey, revokeKeys } from './keys.store.ts';
import type { Role } from './viewer.ts';

/** Text of each key by who it is for. */
export type DemoKeys = Record<DemoUser, string>;
type DemoUser = 'admin' | 'authority' | 'analyst' | 'integrator' | 'broker' | 'buyer';

const users: readonly [DemoUser, Role][] = [
  ['admin', 'ADMIN'],
  ['authority', 'AUTHORITY'],
  ['analyst', 'ANALYST'],
  ['integrator', 'INTEGRATOR'],
  ['broker', 'BROKER'],
  ['buyer', 'BUYER'],
];

/**
 * For whom they act, the first that is there: a company of the invented story can go through all of
 * it; what a company of the H200 file was allowed nobody knows.
 */
const organisations: readonly [Role, readonly string[]][] = [
  ['BUYER', ['Lantern Cloud', 'ByteDance']],
  ['BROKER', ['Breakwater Customs Brokers']],
];
/** Those that give the licences of the demonstration data. */
const JURISDICTIONS = ['CN', 'US'];

/**
 * Makes the keys of the demonstration and writes them to `demo-keys.json` in the data directory,
 * readable by its owner only. Keys that are there and work stay. When the file was lost or is
 * damaged, or the database is another one, new keys are made and this directory's old ones revoked.
 * Call it after the dataset was loaded, and again after the story was told: the buyer and the broker
 * act for organisations of theirs.
 *
 * @throws an error of the file system when the directory cannot be written to
 */
export async function ensureDemoKeys(database: DataSource, dataDir: string): Promise<DemoKeys> {
  const file = join(resolve(dataDir), 'demo-keys.json');
  await mkdir(dataDir, { recursive: true });
  return transaction(database, async (tx) => {
    // Two servers may share the directory; the second finds the file that the first wrote.
    await lockForTransaction(tx, 'demonstration keys');
    const prefix = prefixOf(file);
    const found = await readKeys(file);
    const keys = found && (await allWork(tx, found)) ? found : await renew(tx, prefix, file);
    await giveOrganisations(tx, prefix);
    return keys;
  });
}

/** Names a directory, so that servers with one database and two directories keep their own keys. */
function prefixOf(file: string): string {
  return `demo${createHash('sha256').update(`${hostname()}\n${file}`).digest('hex').slice(0, 8)}`;
}

async function readKeys(file: string): Promise<DemoKeys | undefined> {
  try {
    const keys: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isDemoKeys(keys) ? keys : undefined;
  } catch {
    return undefined;
  }
}

function isDemoKeys(value: unknown): value is DemoKeys {
  if (typeof value !== 'object' || value === null) return false;
  const texts: Partial<Record<string, unknown>> = { ...value };
  return users.every(([user]) => typeof texts[user] === 'string');
}

async function allWork(tx: Tx, keys: DemoKeys): Promise<boolean> {
  for (const [user, role] of users) {
    const viewer = await findViewer(tx, hashOfKey(keys[user]));
    if (!viewer?.roles.includes(role)) return false;
  }
  return true;
}

async function renew(tx: Tx, prefix: string, file: string): Promise<DemoKeys> {
  await revokeKeys(tx, prefix);
  const keys: Partial<DemoKeys> = {};
  for (const [user, role] of users) {
    const jurisdictions = role === 'AUTHORITY' ? JURISDICTIONS : [];
    const name = `demonstration ${user}`;
    keys[user] = (await createKey(tx, { name, prefix, roles: [role], jurisdictions })).text;
  }
  // Before the commit, under the lock: should the commit fail, the next start makes others.
  await writeWhole(file, `${JSON.stringify(keys)}\n`);
  return keys as DemoKeys;
}

/** A reader sees the old text or the new, never a part. */
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, text, { mode: 0o600 });
  // A file that was there already keeps its mode otherwise.
  await chmod(draft, 0o600);
  await rename(draft, file);
}

async function giveOrganisations(tx: Tx, prefix: string): Promise<void> {
  for (const [role, names] of organisations) {
    await tx.query(
      `update api_key set organisation_id = (select id from organisation
         where name = any($3) order by array_position($3::text[], name) limit 1)
       where prefix = $1 and $2 = any(roles) and revoked_at is null
         and (organisation_id is null
           or organisation_id in (select id from organisation where name = any($3)))`,
      [prefix, role, names],
    );
  }
}
