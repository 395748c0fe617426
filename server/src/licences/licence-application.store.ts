import type { Provenance } from '../access/viewer.ts';
import { findOptionalReference, findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import type { Reference } from '../kernel/reference.ts';
import { type InvalidReference, invalidReference } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { Validity } from './licence.ts';
import { insertLines, type NewLine } from './licence-line.store.ts';
import type { PartyInput } from './party-input.ts';

export interface Party {
  readonly organisationId: string;
  readonly role: string;
}

/** An application with the keys of what it refers to. */
export interface NewLicence extends Validity {
  readonly direction: string;
  readonly type: string;
  readonly number: string | null;
  readonly jurisdictionId: string;
  readonly authorityId: string | null;
  readonly licenseeId: string | null;
  readonly approvalRoundId: string | null;
  readonly destinationId: string | null;
  readonly endUse: string | null;
  readonly parties: readonly Party[];
  readonly lines: readonly NewLine[];
  readonly provenance: Provenance;
}

/** Writes an application that is not handed in; only those it concerns see it. @returns its key */
export async function insertLicence(tx: Tx, licence: NewLicence): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into licence (direction, type, status, number, jurisdiction_id, authority_id, licensee_id,
       approval_round_id, destination_id, end_use, valid_from, valid_to, provenance, published)
     values ($1, $2, 'DRAFT', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, false) returning id::text`,
    [
      licence.direction,
      licence.type,
      licence.number,
      licence.jurisdictionId,
      licence.authorityId,
      licence.licenseeId,
      licence.approvalRoundId,
      licence.destinationId,
      licence.endUse,
      licence.validFrom,
      licence.validTo,
      licence.provenance,
    ],
  );
  if (!row) throw new Error('an inserted licence gave no key');
  await insertLines(tx, row.id, licence.lines);
  await writeParties(tx, row.id, licence.parties);
  return row.id;
}

/** Makes these the parties of a licence, and nobody else. */
export async function writeParties(
  tx: Tx,
  licence: string,
  parties: readonly Party[],
): Promise<void> {
  await tx.query(
    `with gone as (
       delete from licence_party old where licence_id = $1 and not exists (
         select from jsonb_to_recordset($2) as given ("organisationId" bigint, role text)
         where given."organisationId" = old.organisation_id and given.role = old.role)
     )
     insert into licence_party (licence_id, organisation_id, role)
     select distinct $1::bigint, given."organisationId", given.role
     from jsonb_to_recordset($2) as given ("organisationId" bigint, role text)
     on conflict do nothing`,
    [licence, JSON.stringify(parties)],
  );
}

export async function loadParties(tx: Tx, licence: string): Promise<Party[]> {
  return tx.query<Party>(
    `select organisation_id::text as "organisationId", role from licence_party
     where licence_id = $1 order by role, organisation_id`,
    [licence],
  );
}

async function isAuthority(tx: Tx, organisation: string): Promise<boolean> {
  const found = await tx.query(`select from organisation where id = $1 and kind = 'AUTHORITY'`, [
    organisation,
  ]);
  return found.length > 0;
}

/** Code of a jurisdiction. */
export async function codeOfJurisdiction(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.query<{ code: string }>('select code from jurisdiction where id = $1', [
    id,
  ]);
  return row?.code ?? '';
}

export async function findParties(
  tx: Tx,
  inputs: readonly PartyInput[],
): Promise<Result<Party[], InvalidReference>> {
  const parties: Party[] = [];
  for (const [place, { role, organisation }] of inputs.entries()) {
    const field = `parties[${place}].organisation`;
    const found = await findReference(tx, 'Organisation', field, organisation);
    if (!found.ok) return found;
    parties.push({ organisationId: found.value, role });
  }
  return done(parties);
}

/** Key of the organisation that is named, if one is; refused where it is no authority. */
export async function findAuthority(
  tx: Tx,
  authority: Reference | null | undefined,
): Promise<Result<string | null, InvalidReference>> {
  const found = await findOptionalReference(tx, 'Organisation', 'authority', authority);
  if (!found.ok || found.value === null || (await isAuthority(tx, found.value))) return found;
  const written = authority?.id ?? authority?.name ?? authority?.lei ?? '';
  return refused(invalidReference('authority', written));
}
