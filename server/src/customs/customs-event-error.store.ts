import { createHash } from 'node:crypto';
import type { Tx } from '../database/transaction.ts';
import { canonicalJson } from '../kernel/canonical.ts';
import type { EpcisObject } from './epcis-validation.ts';
import { readInstant } from './epcis-vocabulary.ts';

/** An event that says of itself that it is erroneous. */
export interface DeclaredEvent {
  /** key of the event, which is in the database */
  readonly id: string;
  /** its place among the events at hand */
  readonly place: number;
  readonly event: EpcisObject;
  readonly text: string;
}

const fingerprintOf = ({ event }: DeclaredEvent): string =>
  createHash('sha256').update(canonicalJson(event.errorDeclaration)).digest('hex');

/** Writes declarations beside their events; an event has one. @returns what became of each place */
export async function insertErrors(
  tx: Tx,
  declared: readonly DeclaredEvent[],
  { by, context }: { readonly by: string; readonly context: unknown },
): Promise<Map<number, 'captured' | 'known' | 'conflict'>> {
  if (declared.length === 0) return new Map();
  const fields = declared.map(({ event }) => event.errorDeclaration as EpcisObject);
  const inserted = await tx.query<{ id: string }>(
    `insert into customs_event_error (customs_event_id, declaration_time, reason,
       corrective_event_ids, fingerprint, document, context, captured_by)
     select id, declaration_time, reason,
       array(select json_array_elements_text(corrective::json)), fingerprint, document::json,
       $7::json, $8
     from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[])
       with ordinality
       as given(id, declaration_time, reason, corrective, fingerprint, document, place)
     order by id, place
     on conflict (customs_event_id) do nothing
     returning customs_event_id::text as id`,
    [
      declared.map(({ id }) => id),
      fields.map((field) => new Date(readInstant(String(field.declarationTime))).toISOString()),
      fields.map(({ reason }) => reason ?? null),
      fields.map(({ correctiveEventIDs }) => JSON.stringify(correctiveEventIDs ?? [])),
      declared.map(fingerprintOf),
      declared.map(({ text }) => text),
      context === undefined ? null : JSON.stringify(context),
      by,
    ],
  );
  const rows = await tx.query<{ id: string; fingerprint: string }>(
    `select customs_event_id::text as id, fingerprint from customs_event_error
     where customs_event_id = any($1::bigint[])`,
    [declared.map(({ id }) => id)],
  );
  const here = new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]));
  const fresh = new Set(inserted.map(({ id }) => id));
  return new Map(
    declared.map((each) => {
      if (here.get(each.id) !== fingerprintOf(each)) return [each.place, 'conflict'];
      return [each.place, fresh.delete(each.id) ? 'captured' : 'known'];
    }),
  );
}
