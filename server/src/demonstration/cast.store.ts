import type { Tx } from '../database/transaction.ts';
import { encodeId } from '../kernel/ids.ts';
import type { Player } from './cast.ts';

/** Writes down the players who are not there yet, with their sites, as invented. */
export async function recordCast(tx: Tx, cast: readonly Player[]): Promise<void> {
  await tx.query(
    `insert into organisation (name, kind, roles, jurisdiction_id, provenance)
     select player.name, player.kind, player.roles, jurisdiction.id, 'DEMONSTRATION'
     from jsonb_to_recordset($1) as player (name text, kind text, roles text[], jurisdiction text)
     join jurisdiction on jurisdiction.code = player.jurisdiction
     on conflict (name) do nothing`,
    [JSON.stringify(cast)],
  );
  await tx.query(
    `insert into site (organisation_id, name, jurisdiction_id, purpose, provenance)
     select organisation.id, site ->> 0, organisation.jurisdiction_id, site ->> 1, 'DEMONSTRATION'
     from jsonb_to_recordset($1) as player (name text, sites jsonb)
     join organisation on organisation.name = player.name
     cross join lateral jsonb_array_elements(coalesce(player.sites, '[]')) site
     on conflict (organisation_id, name) do nothing`,
    [JSON.stringify(cast)],
  );
}

/**
 * Global ids of what the story begins with, by name: its players, the chip and the countries.
 *
 * @throws Error where the H200 file is not loaded
 */
export async function readBeginnings(tx: Tx): Promise<Map<string, { readonly id: string }>> {
  const rows = await tx.query<{ type: string; name: string; id: string }>(
    `select 'Organisation' as type, name, id::text from organisation where provenance = 'DEMONSTRATION'
     union all select 'Chip', name, id::text from chip where name = 'H200'
     union all select 'Jurisdiction', code, id::text from jurisdiction where code in ('US', 'CN')`,
  );
  if (!rows.some(({ type }) => type === 'Chip')) {
    throw new Error('The story needs the H200 file: load it first.');
  }
  return new Map(rows.map(({ type, name, id }) => [name, { id: encodeId(type, id) }]));
}
