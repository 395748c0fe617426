import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { decideByHand, type Run } from './reserve-compliance.ts';
import { load, lock, write } from './reserve-sql.ts';
import { announce, databaseUrl, poolSize, sessionOptions } from './serving.ts';

// The limit: a reservation is one transaction of prepared statements, written by hand. At `/whole`
// it is the same transaction as Carnet's, at `/` the ledger's part of it.

const pool = new pg.Pool({
  connectionString: databaseUrl(),
  max: poolSize,
  options: `${sessionOptions} -c plan_cache_mode=force_generic_plan`,
});

interface Input {
  idempotencyKey: string;
  orderLine: { id: string };
  exportLineId: string;
  importLineId: string;
  units: number;
}

const keyOf = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1] ?? '';

async function reserve(client: pg.PoolClient, input: Input, whole: boolean): Promise<string[]> {
  const lines = [keyOf(input.exportLineId), keyOf(input.importLineId)];
  const orderLine = keyOf(input.orderLine.id);
  await client.query({ name: 'lock', text: lock, values: [lines, orderLine] });
  const found = await client.query<{
    left: string[];
    undrawn: string;
    kept: { allocations: string[] } | null;
  }>({ name: 'load', text: load, values: [lines, orderLine, input.idempotencyKey] });
  const [state] = found.rows;
  if (!state) throw new Error('nothing was found');
  if (state.kept) return state.kept.allocations;
  if ([...state.left, state.undrawn].some((left) => Number(left) < input.units)) {
    throw new Error('there is not so much left');
  }
  if (whole) {
    const run: Run = async (statement, values) =>
      (await client.query({ ...statement, values: [...values] })).rows;
    await decideByHand(run, orderLine, lines, input.units);
  }
  const made = await client.query<{ allocations: string[] }>({
    name: 'write',
    text: write,
    values: [lines, orderLine, input.idempotencyKey, input.units],
  });
  return made.rows[0]?.allocations ?? [];
}

async function answer(body: string, whole: boolean): Promise<string> {
  const { variables } = JSON.parse(body) as { variables: { input: Input } };
  const client = await pool.connect();
  try {
    await client.query('begin');
    const allocations = await reserve(client, variables.input, whole);
    await client.query('commit');
    return JSON.stringify({ data: { reserveForOrderLine: { allocations } } });
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    answer(Buffer.concat(chunks).toString(), request.url === '/whole').then(
      (text) => {
        response
          .writeHead(200, {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(text),
          })
          .end(text);
      },
      () => response.writeHead(500).end(),
    );
  });
}

const server = createServer(serve).listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const whole = `${url}whole`;
  announce({ distinct: whole, hot: whole, 'ledger-distinct': url, 'ledger-hot': url });
});
