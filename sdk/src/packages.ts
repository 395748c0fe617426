import type { SocketClass } from './options.ts';

// Subscriptions alone need packages. They are loaded with the first one, so that whoever only
// asks and decides has nothing to install and nothing more in a bundle.

/** The platform's WebSocket, or in Node 20, which has none, that of `ws`. */
export async function platformSocket(): Promise<SocketClass> {
  return globalThis.WebSocket ?? (await optional('ws', () => import('ws'))).WebSocket;
}

/** @throws Error with the line that installs what is missing */
export async function optional<Package>(
  name: string,
  load: () => Promise<Package>,
): Promise<Package> {
  return load().catch((cause) => {
    throw new Error(`To subscribe, this program needs a package more: npm install ${name}`, {
      cause,
    });
  });
}
