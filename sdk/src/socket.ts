import type { Answer } from './exchange.ts';
import { lossOf } from './loss.ts';
import type { Settings } from './options.ts';
import { optional, platformSocket } from './packages.ts';

/** How often the server must give a sign of life, in milliseconds. */
const heartbeat = 15_000;
/** How long its sign may take. */
const heartbeatPatience = 10_000;
/** Answers that may wait here. A reader who falls further behind is cut off, and resumes. */
const mostWaiting = 1000;

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
      // A socket that is closed in good order would be opened again with the old cursor.
      closed: (event) => {
        clearTimeout(silence);
        ended(event);
        dispose();
      },
    },
  });
  const ended = (error?: unknown): void => {
    end ??= { error };
    wake();
  };
  // Disposing of a client that never got through fails as its connection did.
  const dispose = (): void => void Promise.resolve(client.dispose()).catch(() => {});
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
    dispose();
  }
}
