import { Client } from 'pg';
import { transaction, type Tx } from '../../server/src/database/transaction.ts';
import { appendEvent } from '../../server/src/events/event.store.ts';
import type { Tracker } from './tracker.ts';

/** Writes an event about nothing in particular; gives its key. */
export function append(tx: Tx): Promise<string> {
  return appendEvent(tx, { type: 'CLAIM_RECORDED', licenceId: null, actor: 'test', payload: {} });
}

/** Commits an event in a transaction of its own; gives its key. */
export function appendOne(tracker: Tracker): Promise<string> {
  return transaction(tracker.database, append);
}

/** Keys of the events in the order of their positions. */
export async function numberedEvents(tracker: Tracker): Promise<string[]> {
  const rows = await tracker.db.query<{ event: string }>(
    'select event_id::text as event from event_position order by position',
  );
  return rows.map(({ event }) => event);
}

/**
 * What must hold of every log: positions without gaps, eras and the journal's positions never
 * falling, its times growing, and each journalled snapshot showing exactly the events up to its position.
 */
export async function flawsOf(tracker: Tracker): Promise<object[]> {
  return tracker.db.query(`
    select 'gap' as flaw, position::text as at from (
      select position, lag(position, 1, 0::bigint) over (order by position) as before from event_position
    ) p where position <> before + 1
    union all
    select 'era', position::text from (
      select position, era, lag(era, 1, era) over (order by position) as before from event_position
    ) p where era < before
    union all
    select 'journal', id::text from (
      select id, known_at, recorded_at, position,
        lag(known_at) over w as k, lag(recorded_at) over w as r, lag(position) over w as p
      from journal window w as (order by id)
    ) j where known_at <= k or recorded_at <= r or position < p
    union all
    select 'snapshot', j.id || ' ' || p.position from journal j, event_position p
      join event e on e.id = p.event_id
    where j.era = p.era and (p.position <= j.position) <> pg_visible_in_snapshot(e.since_xid, j.snapshot)
    union all
    select 'unnumbered', e.id::text from event e
    where not exists (select from event_position p where p.event_id = e.id)`);
}

/** A connection whose transactions a test opens and ends by hand. */
export async function openClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Inserts an event on a connection with an open transaction; gives its key. */
export async function insertEvent(client: Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into event (type, actor) values ('CLAIM_RECORDED', 'test') returning id::text`,
  );
  return rows[0]?.id ?? '';
}
