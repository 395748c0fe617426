import { createHash } from 'node:crypto';
import type { Statements, Tx } from '../database/transaction.ts';
import { canonicalJson } from '../kernel/canonical.ts';
import { preHash } from './epcis-prehash.ts';
import type { EpcisObject } from './epcis-validation.ts';
import { readInstant } from './epcis-vocabulary.ts';

/** An event that is valid, with the text in which it came. */
export interface ReadEvent {
  readonly event: EpcisObject;
  readonly text: string;
}

/** Who captures, and in which `@context`. */
export interface Capture {
  readonly by: string;
  readonly organisationId: string | null;
  readonly context: unknown;
}

/** What became of an event: it is new, was here with the same content, or with another one. */
export interface Kept {
  /** key in the database */
  readonly id: string;
  readonly eventId: string;
  readonly outcome: 'captured' | 'known' | 'conflict';
}

interface Hashed {
  readonly eventId: string;
  readonly erroneous: boolean;
  readonly contentHash: string;
  readonly fingerprint: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function hashed(event: EpcisObject, context: unknown): Hashed {
  const text = preHash(event, context);
  const contentHash = `ni:///sha-256;${sha256(text)}?ver=CBV2.0`;
  const { errorDeclaration, certificationInfo } = event;
  // What the standard leaves out of the hash is content all the same.
  const beside = canonicalJson({ certificationInfo, errorDeclaration });
  return {
    eventId: typeof event.eventID === 'string' ? event.eventID : contentHash,
    erroneous: errorDeclaration !== undefined,
    contentHash,
    fingerprint: sha256(`${text}\n${beside}`),
  };
}

/** Writes events that are not here yet, in one statement, and says what became of each. */
export async function insertEvents(
  tx: Tx,
  read: readonly ReadEvent[],
  { by, organisationId, context }: Capture,
): Promise<Kept[]> {
  if (read.length === 0) return [];
  const hashes = read.map(({ event }) => hashed(event, context));
  const column = (value: (event: EpcisObject) => unknown) =>
    read.map(({ event }) => {
      const found = value(event);
      return typeof found === 'string' ? found : null;
    });
  const inserted = await tx.query<{ id: string; place: string }>(
    `with given as (
       select * from unnest($1::text[], $2::boolean[], $3::text[], $4::text[], $5::text[],
         $6::text[], $7::timestamptz[], $8::text[], $9::text[], $10::text[], $11::text[],
         $12::text[], $13::text[]) with ordinality
       as t(event_id, erroneous, content_hash, fingerprint, event_type, action, event_time,
         event_time_zone_offset, biz_step, disposition, read_point, biz_location, document, place)
     )
     insert into customs_event (event_id, erroneous, content_hash, fingerprint, event_type, action,
       event_time, event_time_zone_offset, biz_step, disposition, read_point, biz_location,
       document, context, captured_by, organisation_id)
     select event_id, erroneous, content_hash, fingerprint, event_type, action, event_time,
       event_time_zone_offset, biz_step, disposition, read_point, biz_location, document::json,
       $14::json, $15, $16::bigint
     from given order by event_id, erroneous, place
     on conflict (event_id, erroneous) do nothing
     returning id::text, event_id || ' ' || erroneous || ' ' || fingerprint as place`,
    [
      hashes.map((each) => each.eventId),
      hashes.map((each) => each.erroneous),
      hashes.map((each) => each.contentHash),
      hashes.map((each) => each.fingerprint),
      column((event) => event.type),
      column((event) => event.action),
      read.map(({ event }) => new Date(readInstant(String(event.eventTime))).toISOString()),
      column((event) => event.eventTimeZoneOffset),
      column((event) => event.bizStep),
      column((event) => event.disposition),
      column((event) => (event.readPoint as EpcisObject | undefined)?.id),
      column((event) => (event.bizLocation as EpcisObject | undefined)?.id),
      read.map(({ text }) => text),
      context === undefined ? null : JSON.stringify(context),
      by,
      organisationId,
    ],
  );
  const fresh = new Map(inserted.map(({ id, place }) => [place, id]));
  const here = await known(tx, hashes);
  return hashes.map((own) => {
    const name = `${own.eventId} ${own.erroneous}`;
    const place = `${name} ${own.fingerprint}`;
    const id = fresh.get(place);
    // Of two in one batch the first is new and the second is known.
    fresh.delete(place);
    if (id !== undefined) return { id, eventId: own.eventId, outcome: 'captured' };
    const row = here.get(name);
    const outcome = row?.fingerprint === own.fingerprint ? 'known' : 'conflict';
    return { id: row?.id ?? '', eventId: own.eventId, outcome };
  });
}

interface KnownRow {
  id: string;
  event_id: string;
  erroneous: boolean;
  fingerprint: string;
}

async function known(tx: Tx, hashes: readonly Hashed[]): Promise<Map<string, KnownRow>> {
  const rows = await tx.query<KnownRow>(
    `select id::text, event_id, erroneous, fingerprint from customs_event
     where event_id = any($1::text[])`,
    [hashes.map(({ eventId }) => eventId)],
  );
  return new Map(rows.map((row) => [`${row.event_id} ${row.erroneous}`, row]));
}

/** An event as it came, with the context it came in. */
export interface StoredEvent {
  readonly capturedBy: string;
  readonly organisationId: string | null;
  readonly document: string;
  readonly context: string | null;
}

/** The event of an eventID; its declaration as erroneous where there is one. */
export async function findEvent(db: Statements, eventId: string): Promise<StoredEvent | undefined> {
  const [row] = await db.query<StoredEvent>(
    `select captured_by as "capturedBy", organisation_id::text as "organisationId",
       document::text as document, context::text as context
     from customs_event where event_id = $1 order by erroneous desc limit 1`,
    [eventId],
  );
  return row;
}
