import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { encodeCursor } from '../../server/src/events/cursor.ts';
import { post } from '../support/post.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

// The dataset's four events are of era 1, its copy for this file begins era 2, and a fifth event
// comes after a restore into a younger cluster.
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  const client = await connectDatabase(server.databaseUrl);
  await client.query(
    `insert into journal (era, position, known_at, recorded_at, snapshot)
     select era, position, known_at, recorded_at, '9000000000000:9000000000000:'
     from journal order by id desc limit 1`,
  );
  await client.end();
  const { data } = await post<{ licences: { nodes: { id: string }[] } }>(
    server.url,
    '{ licences(first: 1) { nodes { id } } }',
  );
  const input = { idempotencyKey: 'one', reason: 'one', licenceId: data?.licences.nodes[0]?.id };
  const suspended = await post(
    server.url,
    `mutation ($input: SuspendLicenceInput!) {
      suspendLicence(input: $input) { ... on SuspendLicencePayload { event { position } } }
    }`,
    { input },
    server.keys.admin,
  );
  expect(suspended.data).toEqual({ suspendLicence: { event: { position: 5 } } });
});
afterAll(() => server.close());

const places: [string, number, number, number[] | 'CURSOR_EXPIRED'][] = [
  ['the beginning of an earlier era', 1, 0, [1, 2, 3, 4, 5]],
  ['the beginning of this era', 2, 0, [1, 2, 3, 4, 5]],
  ['a place of an earlier era', 1, 3, [4, 5]],
  ['the last place of an earlier era', 1, 4, [5]],
  ['a place under an era that came later', 2, 4, 'CURSOR_EXPIRED'],
  ['a place that an earlier era did not reach', 1, 5, 'CURSOR_EXPIRED'],
  ['a place beyond the end', 2, 6, 'CURSOR_EXPIRED'],
  ['the largest number', 2, Number.MAX_SAFE_INTEGER, 'CURSOR_EXPIRED'],
  ['the beginning of an era that is not known', 4, 0, 'CURSOR_EXPIRED'],
];

const expired = { code: 'CURSOR_EXPIRED' };

describe('after', () => {
  test.each(places)('%s the query gives what follows, or says why not', async (_, era, at, to) => {
    const after = encodeCursor({ era, position: at });
    const { data, errors } = await post<{ licenceEvents: { nodes: { position: number }[] } }>(
      server.url,
      'query ($after: Cursor) { licenceEvents(after: $after) { nodes { position } } }',
      { after },
    );
    if (to === 'CURSOR_EXPIRED') {
      expect(errors).toMatchObject([
        { extensions: expired, message: expect.stringContaining('from its beginning') },
      ]);
    } else expect(data?.licenceEvents.nodes.map(({ position }) => position)).toEqual(to);
  });

  test.each(places)('%s the subscription does so too', async (_, era, at, to) => {
    const client = createClient({
      url: server.url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const seen: number[] = [];
    const follow = async () => {
      const query = 'subscription ($after: Cursor) { licenceEvents(after: $after) { position } }';
      const variables = { after: encodeCursor({ era, position: at }) };
      for await (const { data, errors } of client.iterate({ query, variables })) {
        if (errors) return errors;
        seen.push((data as { licenceEvents: { position: number } }).licenceEvents.position);
        if (seen.at(-1) === 5) break;
      }
      return undefined;
    };
    const errors = await follow();
    if (to === 'CURSOR_EXPIRED') expect(errors).toMatchObject([{ extensions: expired }]);
    else expect(seen).toEqual(to);
    await client.dispose();
  });
});

test('before, in a licence and beside code a cursor is held to the log as well', async () => {
  const after = encodeCursor({ era: 2, position: 4 });
  for (const selection of [
    `licenceEvents(before: "${after}") { pageInfo { hasNextPage } }`,
    `licences { nodes { events(after: "${after}") { nodes { id } } } }`,
    `viewer { name } licenceEvents(after: "${after}") { nodes { id } } __schema { queryType { name } }`,
  ]) {
    const { errors } = await post(server.url, `{ ${selection} }`);
    expect(errors?.[0]?.extensions, selection).toEqual(expired);
  }
});
