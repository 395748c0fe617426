import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** What pg's connection can do beside what its types say. */
interface Canceller extends pg.Connection {
  connect(port: number | string, host?: string): void;
  cancel(processId: number, secretKey: unknown): void;
}

/** What a connected client knows of its server process. */
interface Connected extends pg.PoolClient {
  processID: number;
  secretKey: unknown;
}

// milliseconds until a request that came before its statement is made again
const pause = 100;
// milliseconds that PostgreSQL has to take a request
const patience = 5000;
const probes = 3;

/**
 * Stops the statement that a connection runs. The connection must be held until this has come to
 * an end: a request that is under way kills whatever the connection runs when it arrives.
 *
 * @param ended settles when the statement has
 * @returns whether the connection may be given to the next
 */
export async function interrupt(client: pg.PoolClient, ended: Promise<unknown>): Promise<boolean> {
  let running = true;
  const over = ended.then(noop, noop).then(() => {
    running = false;
  });
  try {
    while (running) {
      await requestCancel(client as Connected);
      await Promise.race([over, sleep(pause, undefined, { ref: false })]);
    }
    return await isWhole(client);
  } catch {
    return false;
  }
}

/** Resolves when PostgreSQL has closed the connection of the request: the signal is sent then. */
async function requestCancel({ host, port, ssl, processID, secretKey }: Connected): Promise<void> {
  const canceller = new pg.Connection({ ssl }) as Canceller;
  const timer = setTimeout(() => canceller.stream.destroy(new Error('no answer')), patience);
  try {
    await new Promise<void>((resolve, reject) => {
      canceller.once('end', resolve);
      canceller.on('error', reject);
      canceller.once(ssl ? 'sslconnect' : 'connect', () => canceller.cancel(processID, secretKey));
      if (host.startsWith('/')) canceller.connect(`${host}/.s.PGSQL.${port}`);
      else canceller.connect(port, host);
    });
  } finally {
    clearTimeout(timer);
    canceller.stream.destroy();
  }
}

/** Whether it answers: a request that came late may stop the question instead, once. */
async function isWhole(client: pg.PoolClient): Promise<boolean> {
  for (let left = probes; left > 0; left -= 1) {
    try {
      await client.query('select 1');
      return true;
    } catch (error) {
      const { code } = error as { code?: unknown };
      // an answer too: in a transaction that the stopped statement has ended
      if (code === '25P02') return true;
      if (code !== '57014') return false;
    }
  }
  return false;
}

function noop(): void {}
