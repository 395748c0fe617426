import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface LogPeer {
  readonly url: string;
  /** `after` of each subscription so far */
  readonly asked: unknown[];
  close(): Promise<void>;
}

/** Sends an event with this position, and with it as cursor. */
export type Tell = (position: number) => void;

/** Speaks graphql-transport-ws, and repeats, hurries and breaks off as a test wants it. */
export async function startLogPeer(
  serve: (tell: Tell, after: unknown, socket: WebSocket) => void,
): Promise<LogPeer> {
  const asked: unknown[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/graphql' });
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (message.type !== 'subscribe') return;
      const { after } = message.payload.variables;
      asked.push(after);
      const tell: Tell = (position) => {
        const payload = { data: { licenceEvents: { position, cursor: String(position) } } };
        socket.send(JSON.stringify({ type: 'next', id: message.id, payload }));
      };
      serve(tell, after, socket);
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked,
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
