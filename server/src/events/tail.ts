import type { Client } from 'pg';
import { StandingConnection } from '../database/standing-connection.ts';
import { Bell } from './bell.ts';
import type { EventCursor } from './cursor.ts';

export interface TailOptions {
  readonly url: string;
  /** a pooler is between, so that no notification comes */
  readonly pooled?: boolean;
  readonly report?: (line: string, error: unknown) => void;
}

/** How often it looks, should no notification come, in milliseconds. */
const POLL = 1000;
/** The same where none can come. */
const POOLED_POLL = 100;

/**
 * The end of the event log as this process knows it. One connection a process, however many
 * follow; it carries no events, only how far one may read.
 */
export class Tail {
  readonly #bell = new Bell();
  readonly #followers = new Set<() => void>();
  readonly #connection: StandingConnection;
  readonly #known: Promise<void>;
  #nowKnown = () => {};
  #head: EventCursor = { era: 1, position: 0 };
  #stopped = false;

  constructor({ url, pooled = false, report = () => {} }: TailOptions) {
    this.#known = new Promise((resolve) => {
      this.#nowKnown = resolve;
    });
    this.#connection = new StandingConnection({
      url,
      name: 'carnet tail',
      session: (client, signal) => this.#session(client, pooled, signal),
      report,
    });
  }

  /** Resolves when the head is known, or when it is stopped before. */
  start(): Promise<void> {
    this.#connection.start();
    return this.#known;
  }

  /** Ends all who follow. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#nowKnown();
    for (const wake of this.#followers) wake();
    await this.#connection.stop();
  }

  /** The last event's place; position 0 while there is none. */
  head(): EventCursor {
    return this.#head;
  }

  /**
   * Gives the head's position each time it lies beyond what was given before. Whoever is slow
   * gets the latest next, not all in between: the events are read from the log.
   *
   * @param position the last one that the caller has
   * @param signal ends it, also while it waits
   */
  async *from(position: number, signal: AbortSignal): AsyncGenerator<number, void, undefined> {
    let seen = position;
    let resume: (() => void) | undefined;
    const wake = () => resume?.();
    signal.addEventListener('abort', wake);
    this.#followers.add(wake);
    try {
      while (!signal.aborted && !this.#stopped) {
        if (this.#head.position > seen) {
          seen = this.#head.position;
          yield seen;
        } else {
          await new Promise<void>((resolve) => {
            resume = resolve;
          });
        }
      }
    } finally {
      signal.removeEventListener('abort', wake);
      this.#followers.delete(wake);
    }
  }

  async #session(client: Client, pooled: boolean, signal: AbortSignal): Promise<void> {
    client.on('notification', () => this.#bell.ring());
    // Before the first look, so that nothing falls between the two.
    if (!pooled) await client.query('listen carnet_position');
    while (!signal.aborted) {
      await this.#look(client);
      await this.#bell.wait(pooled ? POOLED_POLL : POLL, signal);
    }
  }

  async #look(client: Client): Promise<void> {
    const { rows } = await client.query<{ era: number; position: string }>(
      'select era, position::text as position from event_position log order by log.position desc limit 1',
    );
    const [row] = rows;
    if (row && Number(row.position) > this.#head.position) {
      this.#head = { era: row.era, position: Number(row.position) };
      for (const wake of this.#followers) wake();
    }
    this.#nowKnown();
  }
}
