/** milliseconds */
const shortest = 200;
/** milliseconds */
export const longest = 10_000;

/**
 * Waits longer each time, up to ten seconds, and by chance a little less, so that many clients
 * do not come back at once.
 *
 * @param failures how many there were before, from 0
 * @throws the signal's reason when it aborts
 */
export function pause(failures: number, signal?: AbortSignal | null): Promise<void> {
  const delay = Math.min(longest, shortest * 2 ** failures) * (0.5 + Math.random() / 2);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, delay);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
