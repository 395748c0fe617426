import type { WebSocket } from 'ws';
import { Fault } from '../kernel/fault.ts';

/** Milliseconds between looks; with what `Keys` believes without asking it stays under two seconds. */
const PAUSE = 500;

/**
 * Closes a socket as forbidden (4403) once its key is revoked or expired, so that nothing more is
 * delivered to its bearer.
 *
 * @param check fails with Fault UNAUTHENTICATED for a key that no longer works
 */
export function watchKey(socket: WebSocket, check: () => Promise<unknown>): void {
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    try {
      await check();
    } catch (error) {
      // a database that is away for a moment says nothing about the key
      if (error instanceof Fault && error.code === 'UNAUTHENTICATED') {
        socket.close(4403, 'The key was revoked or has expired');
      }
    } finally {
      looking = false;
    }
  };
  const watch = setInterval(() => void look(), PAUSE);
  watch.unref();
  socket.once('close', () => clearInterval(watch));
}
