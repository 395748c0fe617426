import type { Tx } from '../database/transaction.ts';
import type { EventFacts } from './customs-event.ts';

/** An event that was just written, and what is filed beside it. */
export interface FreshEvent {
  readonly id: string;
  readonly facts: EventFacts;
}

/** Files what events are about, one statement for each kind of thing. */
export async function insertParts(tx: Tx, events: readonly FreshEvent[]): Promise<void> {
  await insertEpcs(tx, events);
  await insertQuantities(tx, events);
  await insertTransactions(tx, events);
  await insertLicences(tx, events);
}

/** The parts of all events, each with the key of its event. */
function partsOf<Part extends object>(
  events: readonly FreshEvent[],
  of: (facts: EventFacts) => readonly Part[],
): (Part & { readonly id: string })[] {
  return events.flatMap(({ id, facts }) => of(facts).map((part) => ({ ...part, id })));
}

async function insertEpcs(tx: Tx, events: readonly FreshEvent[]): Promise<void> {
  const parts = partsOf(events, ({ epcs }) => epcs);
  if (parts.length === 0) return;
  await tx.query(
    `insert into customs_event_epc (customs_event_id, role, epc, digital_link)
     select id, role, epc, digital_link
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) with ordinality
       as given(id, role, epc, digital_link, place) order by place`,
    [
      parts.map(({ id }) => id),
      parts.map(({ role }) => role),
      parts.map(({ epc }) => epc),
      parts.map(({ digitalLink }) => digitalLink),
    ],
  );
}

async function insertQuantities(tx: Tx, events: readonly FreshEvent[]): Promise<void> {
  const parts = partsOf(events, ({ quantities }) => quantities);
  if (parts.length === 0) return;
  await tx.query(
    `insert into customs_event_quantity
       (customs_event_id, role, epc_class, digital_link, quantity, uom, chip_id)
     select given.id, role, epc_class, digital_link, quantity, uom, chip.id
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::numeric[], $6::text[],
       $7::text[]) with ordinality
       as given(id, role, epc_class, digital_link, quantity, uom, chip, place)
     left join chip on chip.name = given.chip order by place`,
    [
      parts.map(({ id }) => id),
      parts.map(({ role }) => role),
      parts.map(({ epcClass }) => epcClass),
      parts.map(({ digitalLink }) => digitalLink),
      parts.map(({ quantity }) => quantity),
      parts.map(({ uom }) => uom),
      parts.map(({ chip }) => chip),
    ],
  );
}

async function insertTransactions(tx: Tx, events: readonly FreshEvent[]): Promise<void> {
  const parts = partsOf(events, ({ transactions }) => transactions);
  if (parts.length === 0) return;
  await tx.query(
    `insert into customs_event_transaction (customs_event_id, type, uri)
     select id, type, uri from unnest($1::bigint[], $2::text[], $3::text[]) with ordinality
       as given(id, type, uri, place) order by place`,
    [parts.map(({ id }) => id), parts.map(({ type }) => type), parts.map(({ uri }) => uri)],
  );
}

async function insertLicences(tx: Tx, events: readonly FreshEvent[]): Promise<void> {
  const parts = partsOf(events, ({ licences }) => licences);
  if (parts.length === 0) return;
  await tx.query(
    `with given as (
       select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[])
         as given(id, key, authority, number)
     )
     insert into customs_event_licence (customs_event_id, licence_id)
     select given.id, licence.id from given join licence on licence.id = given.key
     union
     select given.id, licence.id from given
     join organisation on organisation.name = given.authority
     join licence on licence.authority_id = organisation.id and licence.number = given.number`,
    [
      parts.map(({ id }) => id),
      parts.map(({ key }) => key),
      parts.map(({ authority }) => authority),
      parts.map(({ number }) => number),
    ],
  );
}
