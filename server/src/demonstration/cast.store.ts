import type { Tx } from '../database/transaction.ts';
import type { Player } from './cast.ts';

/** Writes down the players who are not there yet, with their sites, as invented. @returns key by name */
export async function recordCast(
  tx: Tx,
  cast: readonly Player[],
): Promise<ReadonlyMap<string, string>> {
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
  const rows = await tx.query<{ name: string; id: string }>(
    'select name, id::text from organisation where name = any($1)',
    [cast.map(({ name }) => name)],
  );
  return new Map(rows.map(({ name, id }) => [name, id]));
}
