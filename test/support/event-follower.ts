import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface SeenEvent {
  position: number;
  cursor: string;
  reason: string | null;
}

const document =
  'subscription ($after: Cursor) { licenceEvents(after: $after, from: BEGINNING) { position cursor reason } }';

/** A subscriber as an integrator writes it: whatever breaks, it comes back with its last cursor. */
export class EventFollower {
  readonly seen: SeenEvent[] = [];
  readonly #url: string;
  #stopped = false;
  #running: Promise<void> | undefined;
  #close = (): unknown => undefined;

  /** @param url the HTTP endpoint; the socket's is the same */
  constructor(url: string) {
    this.#url = url.replace(/^http/, 'ws');
  }

  start(): void {
    this.#running = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#close();
    await this.#running;
  }

  /** Resolves once the event at the position was seen. */
  async reached(position: number): Promise<void> {
    while ((this.seen.at(-1)?.position ?? 0) < position) await sleep(20);
  }

  async #follow(): Promise<void> {
    while (!this.#stopped) {
      const client = createClient({ url: this.#url, webSocketImpl: WebSocket, retryAttempts: 0 });
      this.#close = () => client.dispose();
      try {
        const variables = { after: this.seen.at(-1)?.cursor };
        for await (const { data } of client.iterate({ query: document, variables })) {
          this.seen.push((data as { licenceEvents: SeenEvent }).licenceEvents);
        }
      } catch {
        // the server is gone; it will be back
      }
      await sleep(50);
    }
  }
}
