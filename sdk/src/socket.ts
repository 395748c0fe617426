import { type CarnetError, NetworkError, RequestError } from './errors.ts';
import type { Answer } from './exchange.ts';
import type { Settings, SocketClass } from './options.ts';

/** How often the server must give a sign of life, in milliseconds. */
const heartbeat = 15_000;
/** How long its sign may take. */
const heartbeatPatience = 10_000;
/** Answers that may wait here. A reader who falls further behind is cut off, and resumes. */
const mostWaiting = 1000;
/** Close codes after which coming back is of no use. */
const lasting = new Set([4400, 4401, 4403, 4406, 4409, 4429]);

/**
 * What the server sends for one subscription, over a socket of its own, until the socket ends.
 * @throws NetworkError when the socket breaks, RequestError when the server refuses
 */
export async function* listen(
  { url, key, webSocket }: Settings,
  payload: { query: string; variables: Record<string, unknown> },
  signal?: AbortSignal | null,
): AsyncGenerator<Answer, void, undefined> {
  const [{ createClient }, webSocketImpl] = await Promise.all([
    optional('graphql-ws', () => import('graphql-ws')),
    webSocket ?? platformSocket(),
  ]);
  const waiting: Answer[] = [];
  let end: { error?: unknown } | undefined;
  let wake = (): void => {};
  let silence: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl,
    connectionParams: key ? { Authorization: `Bearer ${key}` } : {},
    retryAttempts: 0,
    keepAlive: heartbeat,
    on: {
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), heartbeatPatience);
      },
      pong: () => clearTimeout(silence),
      closed: () => clearTimeout(silence),
    },
  });
  const ended = (error?: unknown): void => {
    end ??= { error };
    wake();
  };
  const stop = (): void => ended();
  signal?.addEventListener('abort', stop, { once: true });
  const unsubscribe = client.subscribe(payload, {
    next: (answer) => {
      waiting.push(answer as Answer);
      if (waiting.length === mostWaiting) client.terminate();
      wake();
    },
    error: (error) => ended(error),
    complete: () => ended(),
  });
  try {
    while (!signal?.aborted) {
      const answer = waiting.shift();
      if (answer) yield answer;
      else if (!end) await new Promise<void>((resolve) => (wake = resolve));
      else if (end.error) throw lossOf(end.error);
      else return;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    unsubscribe();
    await client.dispose();
  }
}

function lossOf(error: unknown): CarnetError {
  if (Array.isArray(error)) return new RequestError(error);
  const { code } = error as { code?: unknown };
  if (code === 4401 || code === 4403) {
    const message = 'The key is not known to the server, or was revoked.';
    return new RequestError([{ message, extensions: { code: 'UNAUTHENTICATED' } }]);
  }
  if (typeof code === 'number' && lasting.has(code)) {
    const message = `The server closed the socket with ${code}: it does not take what this SDK sends.`;
    return new RequestError([{ message, extensions: { code: 'BAD_REQUEST' } }]);
  }
  return new NetworkError('The socket could not be opened, or it broke.', { cause: error });
}

async function platformSocket(): Promise<SocketClass> {
  return globalThis.WebSocket ?? (await optional('ws', () => import('ws'))).WebSocket;
}

async function optional<Package>(name: string, load: () => Promise<Package>): Promise<Package> {
  return load().catch((cause) => {
    throw new Error(`To subscribe, this program needs a package more: npm install ${name}`, {
      cause,
    });
  });
}
