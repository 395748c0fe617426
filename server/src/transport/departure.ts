import type { ServerResponse } from 'node:http';
import type { RawData, WebSocket } from 'ws';

/** Aborts when the client of a request goes away without waiting for its answer. */
export function departureOf(response: ServerResponse): AbortSignal {
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort();
  });
  return leaving.signal;
}

// bytes of the longest message that is looked into
const longest = 1000;

/** The operations of a socket: each has a signal that aborts when the client is done with it. */
export class Departures {
  readonly #running = new Map<string, AbortController>();
  /** operations that were given up and have not come to their end, by id: it may be used again */
  readonly #late = new Map<string, number>();

  constructor(socket: WebSocket) {
    socket.on('message', (data: RawData) => {
      const id = completedIn(data);
      if (id !== undefined) this.#giveUp(id);
    });
    socket.once('close', () => {
      for (const id of [...this.#running.keys()]) this.#giveUp(id);
    });
  }

  /** The signal of an operation that begins. */
  begin(id: string): AbortSignal {
    const leaving = new AbortController();
    this.#running.set(id, leaving);
    return leaving.signal;
  }

  /** An operation has come to its end, in whichever way. */
  end(id: string): void {
    const late = this.#late.get(id) ?? 0;
    if (late === 0) this.#running.delete(id);
    else if (late === 1) this.#late.delete(id);
    else this.#late.set(id, late - 1);
  }

  #giveUp(id: string): void {
    const leaving = this.#running.get(id);
    if (!leaving) return;
    this.#running.delete(id);
    this.#late.set(id, (this.#late.get(id) ?? 0) + 1);
    leaving.abort();
  }
}

/** The id in a client's `complete` message; graphql-ws tells nobody of it while a query runs. */
function completedIn(data: RawData): string | undefined {
  if (!Buffer.isBuffer(data) || data.length > longest || !data.includes('"complete"')) {
    return undefined;
  }
  try {
    const { type, id } = JSON.parse(data.toString('utf8')) as { type?: unknown; id?: unknown };
    return type === 'complete' && typeof id === 'string' ? id : undefined;
  } catch {
    // graphql-ws closes the socket on what is no JSON
    return undefined;
  }
}
