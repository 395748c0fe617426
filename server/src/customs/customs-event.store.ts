import { createHash } from 'node:crypto';
import type { Statements, Tx } from '../database/transaction.ts';
import { canonicalJson } from '../kernel/canonical.ts';
import { type EventFacts, readFacts } from './customs-event.ts';
import { insertErrors } from './customs-event-error.store.ts';
import { insertParts } from './customs-event-part.store.ts';
import type { ReadEvent } from './epcis-event.ts';
import { preHash } from './epcis-prehash.ts';
import type { EpcisObject } from './epcis-validation.ts';
import { readInstant } from './epcis-vocabulary.ts';

/** Who captures, in which `@context`, and what the events are about. */
export interface Capture {
  readonly by: string;
  readonly organisationId: string | null;
  readonly context: unknown;
  readonly provenance: string;
  readonly shipmentId: string | null;
  readonly declarationId: string | null;
}

/** What became of an event: it is new, was here with the same content, or with another one. */
export interface Kept {
  /** key in the database */
  readonly id: string;
  readonly eventId: string;
  readonly outcome: 'captured' | 'known' | 'conflict';
  /** the event itself is new */
  readonly fresh: boolean;
  /** it is newly declared erroneous */
  readonly declared: boolean;
}

interface Hashed {
  readonly eventId: string;
  readonly contentHash: string;
  readonly fingerprint: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function hashed(event: EpcisObject, context: unknown): Hashed {
  const text = preHash(event, context);
  const contentHash = `ni:///sha-256;${sha256(text)}?ver=CBV2.0`;
  const eventId = typeof event.eventID === 'string' ? event.eventID : contentHash;
  // What the standard leaves out of the hash is content all the same.
  const beside = canonicalJson(event.certificationInfo ?? null);
  return { eventId, contentHash, fingerprint: sha256(`${text}\n${beside}`) };
}

/** Who has event ids of its own: the organisation for which a key acts, or the key. */
function holderOf({ organisationId, by }: Pick<Capture, 'organisationId' | 'by'>): string {
  return organisationId === null ? by : `organisation:${organisationId}`;
}

/** Writes events that their holder has not captured yet, and says what became of each. */
export async function insertEvents(
  tx: Tx,
  read: readonly ReadEvent[],
  capture: Capture,
): Promise<Kept[]> {
  if (read.length === 0) return [];
  const { context } = capture;
  const hashes = read.map(({ event }) => hashed(event, context));
  const facts = read.map(({ event }) => readFacts(event, context));
  const inserted = await insertRows(tx, read, hashes, facts, capture);
  const here = await known(tx, hashes, holderOf(capture));
  const first = new Map<string, number>();
  hashes.forEach(({ eventId, fingerprint }, place) => {
    const id = inserted.get(eventId);
    // Of two in one batch the one that was written is the first.
    const written = here.get(eventId)?.fingerprint === fingerprint;
    if (id !== undefined && written && !first.has(eventId)) first.set(eventId, place);
  });
  const fresh = [...first].map(([eventId, place]) => ({
    id: inserted.get(eventId) ?? '',
    facts: facts[place] as EventFacts,
  }));
  await insertParts(tx, fresh);
  const same = hashes.map(({ eventId, fingerprint }) => {
    const row = here.get(eventId);
    return row?.fingerprint === fingerprint ? row.id : undefined;
  });
  const errors = await insertErrors(
    tx,
    read.flatMap((each, place) => {
      const id = same[place];
      return each.event.errorDeclaration === undefined || !id ? [] : [{ ...each, id, place }];
    }),
    capture,
  );
  return hashes.map(({ eventId }, place) => {
    const isFresh = first.get(eventId) === place;
    const id = same[place];
    const error = errors.get(place);
    const declared = error === 'captured';
    if (id === undefined || error === 'conflict') {
      return { id: '', eventId, outcome: 'conflict', fresh: isFresh, declared: false };
    }
    const outcome = isFresh || declared ? 'captured' : 'known';
    return { id, eventId, outcome, fresh: isFresh, declared };
  });
}

/** @returns keys of what is new, by eventID */
async function insertRows(
  tx: Tx,
  read: readonly ReadEvent[],
  hashes: readonly Hashed[],
  facts: readonly EventFacts[],
  capture: Capture,
): Promise<Map<string, string>> {
  const column = (value: (event: EpcisObject) => unknown) =>
    read.map(({ event }) => {
      const found = value(event);
      return typeof found === 'string' ? found : null;
    });
  const rows = await tx.query<{ id: string; event_id: string }>(
    `insert into customs_event (event_id, content_hash, fingerprint, event_type, action,
       event_time, event_time_zone_offset, biz_step, disposition, read_point, biz_location,
       document, certification_info, control_type, status_before, status_after, context,
       captured_by, organisation_id, provenance, shipment_id, declaration_id)
     select event_id, content_hash, fingerprint, event_type, action,
       event_time, event_time_zone_offset, biz_step, disposition, read_point, biz_location,
       document::json, array(select json_array_elements_text(certificates::json)), control_type,
       status_before, status_after, $16::json, $17, $18::bigint, $19, $20::bigint, $21::bigint
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
       $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
       $14::text[], $15::text[], $22::text[]) with ordinality
       as given(event_id, content_hash, fingerprint, event_type, action, event_time,
       event_time_zone_offset, biz_step, disposition, read_point, biz_location, document,
       certificates, control_type, status_before, status_after, place)
     order by event_id, place
     on conflict (event_id, holder) do nothing
     returning id::text, event_id`,
    [
      hashes.map((each) => each.eventId),
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
      facts.map(({ certificates }) => JSON.stringify(certificates)),
      facts.map(({ controlType }) => controlType),
      facts.map(({ statusBefore }) => statusBefore),
      capture.context === undefined ? null : JSON.stringify(capture.context),
      capture.by,
      capture.organisationId,
      capture.provenance,
      capture.shipmentId,
      capture.declarationId,
      facts.map(({ statusAfter }) => statusAfter),
    ],
  );
  return new Map(rows.map(({ id, event_id }) => [event_id, id]));
}

interface KnownRow {
  id: string;
  event_id: string;
  fingerprint: string;
}

async function known(
  tx: Tx,
  hashes: readonly Hashed[],
  holder: string,
): Promise<Map<string, KnownRow>> {
  const rows = await tx.query<KnownRow>(
    `select id::text, event_id, fingerprint from customs_event
     where event_id = any($1::text[]) and holder = $2`,
    [hashes.map(({ eventId }) => eventId), holder],
  );
  return new Map(rows.map((row) => [row.event_id, row]));
}

/** An event as it came, with the context it came in. */
export interface StoredEvent {
  readonly id: string;
  readonly document: string;
  readonly context: string | null;
}

/**
 * The events of an eventID, those of the viewer's own first; declared erroneous ones with the
 * declaration. Nothing is said of who may see them.
 */
export function findEvents(
  db: Statements,
  eventId: string,
  own: Pick<Capture, 'organisationId' | 'by'>,
): Promise<StoredEvent[]> {
  return db.query<StoredEvent>(
    `select event.id::text, coalesce(error.document, event.document)::text as document,
       (case when error.document is null then event.context else error.context end)::text as context
     from customs_event event
     left join customs_event_error error on error.customs_event_id = event.id
     where event.event_id = $1 order by event.holder = $2 desc, event.id limit 100`,
    [eventId, holderOf(own)],
  );
}
