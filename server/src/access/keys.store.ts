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
}

const form = /^carnet_[a-z0-9]{1,20}_[0-9a-f]{48}$/;

/** Whether a text looks like a key; says nothing of whether there is such a key. */
export const looksLikeKey = (text: string): boolean => form.test(text);

/** What of a key is kept: its secret has 192 random bits, so one fast hash is enough. */
export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Makes a key. Its text is returned here and never again. */
export async function createKey(tx: Tx, key: NewKey): Promise<string> {
  const text = `carnet_${key.prefix}_${randomBytes(24).toString('hex')}`;
  await tx.query(
    `insert into api_key (name, prefix, hash, roles, organisation_id, jurisdictions)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      key.name,
      key.prefix,
      hashOfKey(text),
      key.roles,
      key.organisationId ?? null,
      key.jurisdictions ?? [],
    ],
  );
  return text;
}

/** Revokes the keys of a prefix. Servers notice within two seconds. */
export async function revokeKeys(tx: Tx, prefix: string): Promise<void> {
  await tx.query(
    'update api_key set revoked_at = clock_timestamp() where prefix = $1 and revoked_at is null',
    [prefix],
  );
}

interface KeyRow {
  id: string;
  name: string;
  roles: string[];
  organisation: string | null;
  jurisdictions: string[];
}

/** Whoever a key that is not revoked stands for. */
export async function findViewer(db: Statements, hash: Buffer): Promise<Viewer | undefined> {
  const [row] = await db.query<KeyRow>(
    `select id::text, name, roles::text[] as roles, organisation_id::text as organisation, jurisdictions
     from api_key where hash = $1 and revoked_at is null`,
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
