import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { announce, databaseUrl, poolSize, sessionOptions } from './serving.ts';
import { licence, licences } from './limit-sql.ts';

// The limit: two hand-wired routes, one prepared statement each, whose text is the answer.
// It answers these two requests and nothing else.

const pool = new pg.Pool({
  connectionString: databaseUrl(),
  max: poolSize,
  options: sessionOptions,
});

interface Route {
  name: string;
  text: string;
  key: (variables: Record<string, string>) => string | undefined;
}

const decoded = (text: string | undefined) => Buffer.from(text ?? '', 'base64url').toString();

const routes: Record<string, Route> = {
  '/licence': {
    name: 'licence',
    text: licence,
    key: ({ id }) => decoded(id).split(':')[1],
  },
  '/licences': {
    name: 'licences',
    text: licences,
    key: ({ after }) => (JSON.parse(decoded(after)) as string[])[1],
  },
};

async function answer(route: Route, body: string): Promise<string> {
  const { variables } = JSON.parse(body) as { variables: Record<string, string> };
  const { name, text, key } = route;
  const { rows } = await pool.query<[string]>({
    name,
    text,
    values: [key(variables)],
    rowMode: 'array',
  });
  return rows[0]?.[0] ?? '{"data":{"licence":null}}';
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const route = routes[request.url ?? ''];
    if (!route) {
      response.writeHead(404).end();
      return;
    }
    answer(route, Buffer.concat(chunks).toString()).then(
      (text) => {
        const length = Buffer.byteLength(text);
        response
          .writeHead(200, {
            'content-type': 'application/json; charset=utf-8',
            'content-length': length,
          })
          .end(text);
      },
      () => response.writeHead(500).end(),
    );
  });
}

const server = createServer(serve).listen(0, '127.0.0.1', () => {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  announce({ licence: `${base}/licence`, licences: `${base}/licences` });
});
