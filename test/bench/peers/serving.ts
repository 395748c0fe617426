// What every measured server does for the bench, and nothing that its requests could notice.

/** Where to send a case's requests, by the name of the case, or those of `every` case. */
export type Addresses = Record<string, string>;

/** The connection settings that all servers share. */
export const poolSize = 10;
export const sessionOptions = '-c jit=off -c timezone=UTC -c random_page_cost=1.1';

/** How often a server looks at its memory, in milliseconds. */
const look = 50;

/** The database's URL, as the bench hands it to each server. */
export function databaseUrl(): string {
  const url = process.argv[2];
  if (url === undefined) throw new Error('started without the URL of a database');
  return url;
}

/** Tells the bench where to send, and then, whenever asked, the most memory held since it asked last. */
export function announce(addresses: Addresses): void {
  let most = 0;
  setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, look).unref();
  process.on('message', () => {
    process.send?.({ memory: Math.max(most, process.memoryUsage.rss()) });
    most = 0;
  });
  process.on('disconnect', () => process.exit());
  process.send?.(addresses);
}
