import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { type Statements, statementsOf, transaction } from '../database/transaction.ts';
import { Bounded } from '../kernel/bounded-map.ts';
import { Fault } from '../kernel/fault.ts';
import { type Moment, NOTHING } from './moment.ts';
import { numberEvents } from './numbering.ts';

/** What was known at an instant, or what this database held then. */
export type Axis = 'known' | 'recorded';

/** Milliseconds between two entries that are only written because somebody asks. */
const APART = 250;
// some hundred bytes each
const mostKept = 10_000;

interface Entry {
  snapshot: string | null;
  position: string | null;
  knownAt: Date | null;
  recordedAt: Date | null;
  now: Date;
}

interface Found extends Entry {
  /** nothing that comes can change it */
  final: boolean;
  ahead: boolean;
  /** milliseconds until another entry may be written */
  wait: number;
}

// Each entry's time is later than the one before: an instant is settled once there is an entry at
// it or after it.
const find = (time: string) => `
  with asked as (select timestamptz 'epoch' + $1::bigint * interval '1 ms' as instant)
  select entry.snapshot::text as snapshot, entry.position::text as position,
    entry.known_at as "knownAt", entry.recorded_at as "recordedAt",
    coalesce(last.time >= asked.instant, false) as final, asked.instant > clock.now as ahead,
    clock.now, coalesce(${APART} - extract(epoch from clock.now - last.recorded_at) * 1000, 0)::float8 as wait
  from asked cross join (select clock_timestamp() as now) clock
  left join lateral (select * from journal where ${time} <= asked.instant
    order by ${time} desc, id desc limit 1) entry on true
  left join lateral (select ${time} as time, recorded_at from journal
    order by id desc limit 1) last on true`;

const PRESENT = `
  select snapshot::text as snapshot, position::text as position, known_at as "knownAt",
    recorded_at as "recordedAt", clock_timestamp() as now
  from journal order by id desc limit 1`;

const finding: Record<Axis, string> = { known: find('known_at'), recorded: find('recorded_at') };

/** The states of the database by the instants at which they were known or recorded. */
export class Moments {
  readonly #database: DataSource;
  readonly #statements: Statements;
  readonly #settled = new Bounded<string, Moment>(mostKept);
  #writing: Promise<unknown> | undefined;

  constructor(database: DataSource) {
    this.#database = database;
    this.#statements = statementsOf(database);
  }

  /**
   * The last state that the journal names at an instant: the same one for ever. An instant after
   * the journal's end is settled by another entry, which all who ask meanwhile share.
   *
   * @throws Fault AS_OF_FUTURE beyond the database's clock; UNAVAILABLE or TIMEOUT
   */
  async at(axis: Axis, instant: Date): Promise<Moment> {
    const key = `${axis} ${instant.getTime()}`;
    const settled = this.#settled.get(key);
    if (settled) return settled;
    const moment = momentOf(await this.#find(axis, instant), instant);
    this.#settled.set(key, moment);
    return moment;
  }

  /**
   * The state of now, for what is read in several statements that are to agree: it shows whatever
   * was committed before the call, and all events that it shows have their places.
   *
   * @throws Fault UNAVAILABLE or TIMEOUT
   */
  async present(): Promise<Moment> {
    // the clock of JavaScript has no microseconds: an entry of the same millisecond may lie before
    const [clock] = await this.#statements.query<{ next: Date }>(
      "select clock_timestamp() + interval '1 ms' as next",
    );
    await sleep(2);
    if (clock) await this.#find('known', clock.next);
    const [entry] = await this.#statements.query<Entry>(PRESENT);
    if (!entry) throw new Error('the journal has no entry');
    return momentOf(entry, entry.now);
  }

  async #find(axis: Axis, instant: Date): Promise<Found> {
    for (;;) {
      const [found] = await this.#statements.query<Found>(finding[axis], [instant.getTime()]);
      if (!found) throw new Error('a statement that gives one row gave none');
      if (found.final) return found;
      if (found.ahead) throw future(axis, found.now);
      if (found.wait > 0) await sleep(found.wait);
      else await this.#write();
    }
  }

  #write(): Promise<unknown> {
    this.#writing ??= transaction(this.#database, (tx) =>
      numberEvents(tx, { moment: true, apart: APART }),
    ).finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }
}

function momentOf({ snapshot, position, knownAt, recordedAt }: Entry, instant: Date): Moment {
  const state = snapshot ?? NOTHING;
  return { state, position: Number(position ?? 0), knownAt, recordedAt, instant };
}

function future(axis: Axis, now: Date): Fault {
  const argument = axis === 'known' ? 'asOf' : 'recordedAsOf';
  return new Fault(
    'AS_OF_FUTURE',
    `\`${argument}\` lies ahead of the clock of the database, which says ${now.toISOString()}: leave it out to read the present.`,
  );
}
