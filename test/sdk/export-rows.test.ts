import {
  OrganisationsDocument,
  type CarnetError,
  createCarnet,
  exportRows,
  RequestError,
} from '@carnet/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  const db = await connectDatabase(server.databaseUrl);
  await db.query(
    `insert into organisation (name, kind) select 'Nr. ' || n, 'COMPANY' from generate_series(1, 1500) n`,
  );
  await db.end();
});

afterAll(() => server.close());

/** A network that breaks after so many bytes, each time. */
const breaking = (bytes: number) => async (url: string, init: RequestInit) => {
  const response = await fetch(url, init);
  if (!response.ok) return response;
  let left = bytes;
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk.subarray(0, left));
      left -= chunk.length;
      if (left < 0) controller.error(new Error('cable cut'));
    },
  });
  return new Response(response.body?.pipeThrough(cut), { headers: response.headers });
};

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const gathered: Row[] = [];
  for await (const row of rows) gathered.push(row);
  return gathered;
}

const order = { orderBy: [{ field: 'NAME' as const }] };

test('gives every row of a list, typed and with dates, also over a network that breaks', async () => {
  const carnet = createCarnet({ url: server.url });
  const walked = await all(carnet.pages(carnet.organisations, { ...order, first: 200 }));
  const rows = await all(exportRows({ url: server.url }, OrganisationsDocument, order));
  expect(rows.length).toBe(1500);
  expect(rows).toEqual(walked);
  expect(rows[0]?.recordedAt).toBeInstanceOf(Date);
  const broken = await all(
    exportRows({ url: server.url, fetch: breaking(150_000) }, OrganisationsDocument, order),
  );
  expect(broken).toEqual(walked);
});

test('keeps to the most rows that are wanted, whatever breaks', async () => {
  const some = exportRows({ url: server.url, fetch: breaking(150_000) }, OrganisationsDocument, {
    ...order,
    first: 1234,
  });
  expect(await all(some)).toHaveLength(1234);
});

test('gives up where nothing comes any more, and tells what is refused', async () => {
  const silent = exportRows(
    { url: server.url, fetch: breaking(0), retries: 1 },
    OrganisationsDocument,
  );
  await expect(all(silent)).rejects.toMatchObject({ code: 'NETWORK' });
  const refused = await all(exportRows({ url: server.url }, '{ position }')).catch((e) => e);
  expect(refused).toBeInstanceOf(RequestError);
  expect((refused as CarnetError).code).toBe('NOT_EXPORTABLE');
});

test('ends when it is left, and when it is told to', async () => {
  for await (const row of exportRows({ url: server.url }, OrganisationsDocument)) {
    expect(row.id).toBeTruthy();
    break;
  }
  const leaving = new AbortController();
  const reason = new Error('enough');
  const rows = exportRows(
    { url: server.url },
    OrganisationsDocument,
    {},
    { signal: leaving.signal },
  );
  await rows.next();
  leaving.abort(reason);
  await expect(all(rows)).rejects.toBe(reason);
});
