import type { Statements } from '../database/transaction.ts';

export interface NumberingOptions {
  /**
   * What the loader replays was known at this time; a journal entry is written even without new
   * events. Live entries are known when they are recorded.
   */
  readonly knownAt?: Date;
  /** look through the whole log instead of beyond the last snapshot; for whoever takes over */
  readonly everything?: boolean;
  /** a journal entry is written even without new events: somebody asks for the state of now */
  readonly moment?: boolean;
  /** but none for that alone within so many milliseconds of the last one */
  readonly apart?: number;
}

export interface Numbered {
  readonly era: number;
  /** the last position there is */
  readonly position: number;
  /** how many events got theirs now */
  readonly count: number;
}

interface Start {
  wrote: boolean;
  /** of the last journal entry; null: nothing was journalled yet */
  journalled: number | null;
  beyond: string;
  open: string[];
}

const START = `
  select pg_current_xact_id_if_assigned() is not null as wrote, last.*
  from (values (true)) one left join (
    select era as journalled, pg_snapshot_xmax(snapshot)::text as beyond,
      array(select pg_snapshot_xip(snapshot)::text) as open
    from journal order by id desc limit 1
  ) last on true`;

// A snapshot does not show what began after it or was open then: events of just those
// transactions can be new. This stays cheap on a long log and beside a long transaction.
const NEW_TO_SNAPSHOT = `
  select id from event where since_xid >= $4::xid8
  union all
  select id from event where since_xid = any($5::xid8[])`;

const NEW_AT_ALL = 'select id from event';

/**
 * One statement and therefore one snapshot: the events it numbers are those that the journalled
 * snapshot shows and no earlier one did. Each time is later than the one before, whatever the clock
 * does, so that an instant between two entries means one state for ever.
 */
const numbering = (candidates: string) => `
  with fresh as (
    select id from (${candidates}) candidate
    where not exists (select from event_position where event_id = candidate.id)
  ), last as (
    select coalesce((select max(position) from event_position), 0) as position
  ), numbered as (
    insert into event_position (position, event_id, era)
    select last.position + row_number() over (order by fresh.id), fresh.id, $1::integer
    from fresh cross join last
    returning position
  ), tick as (
    select count(*)::integer as count, coalesce(max(position), (select position from last)) as position
    from numbered
  ), previous as (
    select known_at + interval '1 ms' as known_at, recorded_at + interval '1 ms' as recorded_at
    from journal order by id desc limit 1
  ), journalled as (
    insert into journal (era, position, known_at, recorded_at, snapshot)
    select $1::integer, tick.position,
      greatest(coalesce($2::timestamptz, clock.now), previous.known_at, case when $2::timestamptz is null then previous.recorded_at end),
      greatest(clock.now, previous.recorded_at, case when $2::timestamptz is null then previous.known_at end),
      current_state()
    from tick cross join (select clock_timestamp() as now) clock left join previous on true
    where tick.count > 0 or $2::timestamptz is not null
      or $3::integer = 0
      or coalesce(previous.recorded_at + ($3 - 1) * interval '1 ms' <= clock.now, $3 is not null)
  )
  select count, position::text as position from tick`;

/**
 * Gives every committed event that has none yet its position, gaplessly and by the order of their
 * keys, and journals the snapshot that shows exactly the numbered events. Callers wait for each
 * other, so anybody may call it, elected or not.
 *
 * In a database that was restored, or is a copy, a new era begins with a journal entry of its own.
 *
 * @param tx a transaction of its own, that wrote nothing
 */
export async function numberEvents(
  tx: Statements,
  { knownAt, everything = false, moment = false, apart = 0 }: NumberingOptions = {},
): Promise<Numbered> {
  await tx.query("select pg_advisory_xact_lock(hashtext('carnet'), hashtext('numbering'))");
  const [start] = await tx.query<Start>(START);
  // Its own snapshot would not show what it wrote, and the journal would be wrong for ever.
  if (!start || start.wrote) {
    throw new Error('events are numbered in a transaction that wrote nothing before');
  }
  const [{ era } = { era: 1 }] = await tx.query<{ era: number }>('select enter_era() as era');
  const begins = start.journalled !== null && start.journalled !== era;
  const bounded = start.journalled !== null && !begins && !everything;
  const [tick] = await tx.query<{ count: number; position: string }>(
    numbering(bounded ? NEW_TO_SNAPSHOT : NEW_AT_ALL),
    [
      ...[era, knownAt?.toISOString() ?? null, begins ? 0 : moment ? apart : null],
      ...(bounded ? [start.beyond, start.open] : []),
    ],
  );
  const numbered = { era, position: Number(tick?.position ?? 0), count: tick?.count ?? 0 };
  if (numbered.count > 0) await tx.query("select pg_notify('carnet_position', '')");
  return numbered;
}
