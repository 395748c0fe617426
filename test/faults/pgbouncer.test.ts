import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { useCarnet } from '../support/carnets.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { EventFollower } from '../support/event-follower.ts';
import { pgbouncerPath, type Pooler, startPgbouncer } from '../support/pgbouncer.ts';
import { post } from '../support/post.ts';

// Where there is none, nothing can be shown: CI installs it.
const there = it.skipIf(pgbouncerPath === undefined);
const carnets = useCarnet();
let database: TestDatabase;
let pooler: Pooler | undefined;

beforeAll(async () => {
  database = await createEmptyDatabase();
  if (pgbouncerPath) pooler = await startPgbouncer(database.url, 8);
});
afterAll(async () => {
  await pooler?.stop();
  await database.drop();
});

const env = () => ({ DATABASE_URL: pooler?.url ?? '', CARNET_POOLER: 'transaction' });

const licences = `query ($numbers: [String!]!, $first: Int!) {
  licences(first: $first, filter: { number: { in: $numbers } }) { nodes { number status } }
}`;
const decision = (verb: string) => `mutation ($input: ${verb}LicenceInput!) {
  ${verb.toLowerCase()}Licence(input: $input) { __typename ... on Refusal { message } }
}`;
interface Found {
  licences: { nodes: { id: string; number: string; version: number }[] };
}

there(
  'two servers behind a pooler of transactions serve as on connections of their own',
  {
    timeout: 180_000,
  },
  async () => {
    const first = carnets.start({ env: env() });
    const url = await first.ready();
    const other = await carnets.start({ env: env() }).ready();
    const { admin } = JSON.parse(readFileSync(join(carnets.dataDir, 'demo-keys.json'), 'utf8'));

    const listed = `{ licences(filter: { status: { eq: ACTIVE }, number: { startsWith: "X-26" } }) { nodes { id number version } } }`;
    const active = await post<Found>(url, listed, {}, admin);
    const [licence] = active.data?.licences.nodes ?? [];
    const number = licence?.number ?? '';
    const follower = new EventFollower(other);
    follower.start();

    const reads = async () => {
      for (let n = 0; n < 60; n += 1) {
        const at = n % 2 ? url : other;
        const variables = { numbers: [number, `none ${n}`], first: 1 + (n % 3) };
        const answer = await post<Found>(at, licences, variables, admin);
        expect(answer.errors).toBeUndefined();
        expect(answer.data?.licences.nodes).toMatchObject([{ number }]);
      }
    };
    const decisions = async () => {
      let expectedVersion = licence?.version ?? 0;
      for (let n = 0; n < 10; n += 1) {
        for (const verb of ['Suspend', 'Reinstate']) {
          const input = {
            ...{ idempotencyKey: `${verb} ${n}`, licenceId: licence?.id, expectedVersion },
            reason: `turn ${n}`,
          };
          const at = n % 2 ? other : url;
          const { data, errors } = await post(at, decision(verb), { input }, admin);
          expect({ data, errors }).toMatchObject({
            data: { [`${verb.toLowerCase()}Licence`]: { __typename: `${verb}LicencePayload` } },
          });
          expectedVersion += 1;
        }
      }
    };
    await Promise.all([reads(), reads(), reads(), reads(), decisions()]);

    const client = await connectDatabase(database.url);
    const { rows } = await client.query<{ position: number }>(
      `select place.position::integer as position from event_position place
     join event on event.id = place.event_id where payload ->> 'reason' like 'turn %'
     order by place.position`,
    );
    await client.end();
    await follower.reached(rows.at(-1)?.position ?? 0);
    await follower.stop();
    const seen = follower.seen.filter(({ reason }) => reason?.startsWith('turn '));
    expect(seen.map(({ position }) => position)).toEqual(rows.map(({ position }) => position));
    expect(seen.length).toBeGreaterThanOrEqual(20);
  },
);
