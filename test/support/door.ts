import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A door before a server that can be slammed: TCP connections go through it until they are cut. */
export interface Door {
  /** the server's URL, with this door's port */
  readonly url: string;
  /** connections that went through so far */
  opened(): number;
  /** Breaks what is open, without a word. Whoever comes back gets through. */
  cut(): void;
  close(): Promise<void>;
}

export async function openDoor(serverUrl: string): Promise<Door> {
  const url = new URL(serverUrl);
  const { hostname, port } = url;
  const sockets = new Set<Socket>();
  let opened = 0;
  const door = createServer((inside) => {
    opened += 1;
    const outside = connect(Number(port), hostname);
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  url.port = String((door.address() as AddressInfo).port);
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: url.href,
    opened: () => opened,
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}
