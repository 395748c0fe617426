import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isConnectionLoss } from './failure.ts';

const PAUSE = 500;

export interface StandingConnectionOptions {
  readonly url: string;
  /** how the database's own lists of sessions show it */
  readonly name: string;
  /** works on the connection until the signal aborts; when it throws, a new connection is made */
  readonly session: (client: Client, signal: AbortSignal) => Promise<void>;
  /** told once when the connection cannot be had, and of every error that is no lost connection */
  readonly report: (line: string, error: unknown) => void;
}

/**
 * A connection of its own beside the pool, for what needs a session: LISTEN, a session's lock.
 * When it is lost it comes back by itself.
 */
export class StandingConnection {
  readonly #options: StandingConnectionOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: StandingConnectionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends the session after what it is doing, and the connection. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    let lost = false;
    while (!signal.aborted) {
      try {
        await this.#hold(() => {
          lost = false;
        });
      } catch (error) {
        if (signal.aborted) return;
        if (!lost || !isConnectionLoss(error)) {
          this.#options.report(`${this.#options.name}: lost its connection`, error);
        }
        lost = true;
        await sleep(PAUSE, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #hold(connected: () => void): Promise<void> {
    const client = new Client({
      connectionString: this.#options.url,
      application_name: this.#options.name,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      // A server that has gone without a word must not be waited for for ever.
      query_timeout: 60_000,
    });
    const lost = new AbortController();
    // Without a listener the loss of an idle connection would end the process.
    client.on('error', (error) => lost.abort(error));
    client.on('end', () => lost.abort(new Error('Connection terminated')));
    try {
      await client.connect();
      connected();
      await this.#options.session(client, AbortSignal.any([lost.signal, this.#stopping.signal]));
      lost.signal.throwIfAborted();
    } finally {
      await Promise.race([client.end().catch(() => {}), sleep(1000)]);
    }
  }
}
