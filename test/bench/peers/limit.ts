import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { vendor } from '../reads/dataset-rows.ts';
import { groups, licence, licences, orders, search, tree } from './limit-sql.ts';
import { announce, databaseUrl, poolSize, sessionOptions } from './serving.ts';

// The limit: a hand-wired route and a prepared statement for each document, whose text is the
// answer. It answers these requests and nothing else.

const pool = new pg.Pool({
  connectionString: databaseUrl(),
  max: poolSize,
  options: sessionOptions,
});

interface Variables {
  id?: string;
  after?: string;
  chip?: string;
  from?: string;
  destination?: string;
}

interface Route {
  text: string;
  values: (variables: Variables) => unknown[];
}

const decoded = (text: string) => Buffer.from(text, 'base64url').toString();
const placeOf = (cursor?: string) => (cursor ? (JSON.parse(decoded(cursor)) as string[])[1] : '0');
const keyOf = (id = '') => decoded(id).split(':')[1];

const routes: Record<string, Route> = {
  licence: { text: licence, values: ({ id }) => [keyOf(id)] },
  licences: { text: licences, values: ({ after }) => [placeOf(after)] },
  tree: { text: tree, values: ({ after }) => [placeOf(after), vendor] },
  orders: { text: orders, values: ({ after }) => [placeOf(after), vendor] },
  search: { text: search, values: ({ chip, from }) => [chip, from] },
  groups: { text: groups, values: ({ destination }) => [destination] },
};

async function answer(name: string, route: Route, body: string): Promise<string> {
  const { variables } = JSON.parse(body) as { variables: Variables };
  const { rows } = await pool.query<[string]>({
    name,
    text: route.text,
    values: route.values(variables),
    rowMode: 'array',
  });
  return rows[0]?.[0] ?? '{"data":{"licence":null}}';
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const name = request.url?.slice(1) ?? '';
    const route = routes[name];
    if (!route) {
      response.writeHead(404).end();
      return;
    }
    answer(name, route, Buffer.concat(chunks).toString()).then(
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
  const address = (name: string) => [name, `${base}/${name}`];
  announce(Object.fromEntries(Object.keys(routes).map(address)));
});
