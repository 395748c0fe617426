import { createServer } from 'node:net';

/**
 * Rejects with the operating system's error when nothing can listen there, so that a taken
 * port is told before the database is made and loaded, not after.
 */
export function probe(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
