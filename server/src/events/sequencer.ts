import type { Client } from 'pg';
import { StandingConnection } from '../database/standing-connection.ts';
import type { Statements } from '../database/transaction.ts';
import { Bell } from './bell.ts';
import { numberEvents } from './numbering.ts';

export interface SequencerOptions {
  readonly url: string;
  /** a pooler is between, so that no lock and no notification outlives a transaction */
  readonly pooled?: boolean;
  /** told of lost connections and of errors; the sequencer goes on by itself */
  readonly report?: (line: string, error: unknown) => void;
}

/** How often the elected one looks, should nobody ring, in milliseconds. */
const POLL = 250;
/** How often the others try to be elected. */
const CANDIDATE_PAUSE = 1000;
/** The least time between two wake-ups sent to the elected one. */
const RING_PAUSE = 20;

/**
 * Numbers the events of everybody, in whichever process is elected: the one whose session holds
 * the lock. The others stand by, and one of them takes over within seconds when that session
 * ends, or says nothing for five seconds because its process hangs. Behind a pooler nobody is
 * elected: each numbers what it finds, one at a time.
 */
export class Sequencer {
  readonly #bell = new Bell();
  readonly #connection: StandingConnection;
  #elected = false;

  constructor({ url, pooled = false, report = () => {} }: SequencerOptions) {
    this.#connection = new StandingConnection({
      url,
      name: 'carnet sequencer',
      session: (client, signal) =>
        pooled ? this.#tick(client, signal) : this.#session(client, signal),
      report,
    });
  }

  get elected(): boolean {
    return this.#elected;
  }

  start(): void {
    this.#connection.start();
  }

  /** Finishes the tick at hand and gives up the lock. */
  stop(): Promise<void> {
    return this.#connection.stop();
  }

  /** There is a new event: number it now instead of at the next look. Costs its caller nothing. */
  ring(): void {
    this.#bell.ring();
  }

  async #session(client: Client, signal: AbortSignal): Promise<void> {
    try {
      await client.query("set idle_session_timeout = '5s'");
      if (await this.#win(client, signal)) await this.#number(client, signal);
    } finally {
      this.#elected = false;
    }
  }

  /** Stands by until it is elected (true) or is to stop (false). */
  async #win(client: Client, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const { rows } = await client.query(
        "select pg_try_advisory_lock(hashtext('carnet'), hashtext('sequencer')) as won",
      );
      if (rows[0]?.won) return true;
      const end = Date.now() + CANDIDATE_PAUSE;
      while (Date.now() < end && (await this.#bell.wait(end - Date.now(), signal))) {
        await client.query("select pg_notify('carnet_event', '')");
        await new Promise((resolve) => setTimeout(resolve, RING_PAUSE));
      }
    }
    return false;
  }

  async #number(client: Client, signal: AbortSignal): Promise<void> {
    this.#elected = true;
    client.on('notification', () => this.#bell.ring());
    await client.query('listen carnet_event');
    await this.#tick(client, signal);
  }

  async #tick(client: Client, signal: AbortSignal): Promise<void> {
    // What its predecessor left, and what a restored database brought, may lie anywhere.
    await tick(client, true);
    while (!signal.aborted) {
      await this.#bell.wait(POLL, signal);
      if (!signal.aborted) await tick(client, false);
    }
  }
}

async function tick(client: Client, everything: boolean): Promise<void> {
  const statements: Statements = {
    query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...parameters])).rows,
  };
  // No rollback here: whatever fails ends the session, and that undoes it.
  await client.query('begin');
  await numberEvents(statements, { everything });
  await client.query('commit');
}
