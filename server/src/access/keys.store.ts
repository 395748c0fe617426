import { createHash, randomBytes } from 'node:crypto';
import type { Statements, Tx } from '../database/transaction.ts';
import { type Role, roles, type Viewer } from './viewer.ts';

export interface NewKey {
  readonly name: string;
  /** lower-case letters and digits; tells keys apart where the secret must not be shown */
  readonly prefix: string;
  readonly roles: readonly Role[];
  readonly organisationId?: string | null;
  readonly jurisdictions?: readonly string[];
  /** from when it no longer works; default: never */
  readonly expiresAt?: Date | null;
}

export interface CreatedKey {
  /** key in the database */
  readonly id: string;
  /** what its bearer sends */
  readonly text: string;
}

const form = /^carnet_[a-z0-9]{1,20}_[0-9a-f]{48}$/;

/** Whether a text looks like a key; says nothing of whether there is such a key. */
export const looksLikeKey = (text: string): boolean => form.test(text);

/** What of a key is kept: its secret has 192 random bits, so one fast hash is enough. */
export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Makes a key. Its text is returned here and never again. */
export async function createKey(tx: Tx, key: NewKey): Promise<CreatedKey> {
  const text = `carnet_${key.prefix}_${randomBytes(24).toString('hex')}`;
  const [row] = await tx.query<{ id: string }>(
    `insert into api_key (name, prefix, hash, roles, organisation_id, jurisdictions, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id::text`,
    [
      key.name,
      key.prefix,
      hashOfKey(text),
      key.roles,
      key.organisationId ?? null,
      key.jurisdictions ?? [],
      key.expiresAt?.toISOString() ?? null,
    ],
  );
  if (!row) throw new Error('an inserted key gave no id');
  return { id: row.id, text };
}

/** A prefix for a key that nobody gave one. */
export const drawPrefix = (): string => randomBytes(4).toString('hex');

/** The organisation for which a key acts; undefined where there is no such key. Locks the key. */
export async function lockKey(
  tx: Tx,
  id: string,
): Promise<{ readonly organisationId: string | null } | undefined> {
  const [row] = await tx.query<{ organisationId: string | null }>(
    'select organisation_id::text as "organisationId" from api_key where id = $1 for update',
    [id],
  );
  return row;
}

/** Revokes one key; one that is revoked keeps its time. */
export async function revokeKey(tx: Tx, id: string): Promise<void> {
  await tx.query(
    'update api_key set revoked_at = clock_timestamp() where id = $1 and revoked_at is null',
    [id],
  );
}

/** A key as it is listed for whoever runs the server. */
export interface ListedKey {
  readonly prefix: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisation: string | null;
  /** `works`, `revoked` or `expired` */
  readonly state: string;
}

/** Every key, the newest last. */
export async function listKeys(db: Statements): Promise<ListedKey[]> {
  return await db.query<ListedKey>(
    `select api_key.prefix, api_key.name, api_key.roles::text[] as roles, organisation.name as organisation,
       case when revoked_at is not null then 'revoked'
         when expires_at <= clock_timestamp() then 'expired' else 'works' end as state
     from api_key left join organisation on organisation.id = api_key.organisation_id
     order by api_key.id`,
  );
}

/** Revokes the keys of a prefix; gives how many. Servers notice within two seconds. */
export async function revokeKeys(tx: Tx, prefix: string): Promise<number> {
  const revoked = await tx.query(
    `update api_key set revoked_at = clock_timestamp()
     where prefix = $1 and revoked_at is null returning id`,
    [prefix],
  );
  return revoked.length;
}

interface KeyRow {
  id: string;
  name: string;
  roles: string[];
  organisation: string | null;
  jurisdictions: string[];
}

/** Whoever a key that works stands for; notes its use, to the minute. */
export async function findViewer(db: Statements, hash: Buffer): Promise<Viewer | undefined> {
  const [row] = await db.query<KeyRow>(
    `with used as (
       update api_key set last_used_at = clock_timestamp()
       where hash = $1 and revoked_at is null
         and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')
     )
     select id::text, name, roles::text[] as roles, organisation_id::text as organisation, jurisdictions
     from api_key
     where hash = $1 and revoked_at is null and (expires_at is null or expires_at > clock_timestamp())`,
    [hash],
  );
  if (!row) return undefined;
  return Object.freeze({
    key: `key:${row.id}`,
    name: row.name,
    roles: roles.filter((role) => row.roles.includes(role)),
    organisationId: row.organisation,
    jurisdictions: row.jurisdictions,
  });
}
