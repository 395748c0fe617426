import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server that answers as a test wants it, for answers that a Carnet does not give. */
export interface Peer {
  readonly url: string;
  /** bodies of the requests so far */
  readonly heard: string[];
  close(): Promise<void>;
}

/** @param answer called once the request is read; leaving it unanswered is an answer, too */
export async function startPeer(
  answer: (response: ServerResponse, request: IncomingMessage, times: number) => void,
): Promise<Peer> {
  const heard: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    heard.push(body);
    answer(response, request, heard.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    heard,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
