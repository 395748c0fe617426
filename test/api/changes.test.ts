import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { decision, read } from '../support/decisions.ts';
import { post } from '../support/post.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ story: true });
});
afterAll(() => server.close());

interface Found {
  kind: string;
  type: string;
  rowId: string;
  field: string | null;
  before: unknown;
  after: unknown;
  licence: { number: string } | null;
  order: { id: string } | null;
  event: { __typename: string; reason?: string | null } | null;
}

const document = `query ($from: DateTime!, $to: DateTime!, $subjects: [ID!]) {
  changes(from: $from, to: $to, subjects: $subjects) {
    kind type rowId field before after licence { number } order { id }
    event { __typename ... on LicenceSuspended { reason } ... on LicenceReinstated { reason } }
  }
}`;

async function changes(variables: object, key?: string): Promise<Found[]> {
  const { data, errors } = await post<{ changes: Found[] }>(
    server.url,
    document,
    { ...variables },
    key,
  );
  expect(errors).toBeUndefined();
  return data?.changes ?? [];
}

/** The database's own clock, a moment after everything that was committed. */
async function now(): Promise<string> {
  const client = await connectDatabase(server.databaseUrl);
  const { rows } = await client.query(
    `select pg_sleep(0.02), to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  );
  await client.end();
  return rows[0].now;
}

interface Licence {
  licences: { nodes: { id: string; version: number }[] };
}
const licenceOf = async (number: string) => {
  const found = await read<Licence>(
    server,
    `{ licences(filter: { number: { eq: "${number}" } }) { nodes { id version } } }`,
    server.keys.admin,
  );
  return found.licences.nodes[0] ?? { id: '', version: 0 };
};
const decide = async (verb: 'suspend' | 'reinstate', number: string, reason: string) => {
  const { id, version } = await licenceOf(number);
  const input = { licenceId: id, expectedVersion: version, reason };
  const { __typename } = await decision(server, `${verb}Licence`, '').answer(input);
  expect(__typename).toMatch(/Payload$/);
};

describe('changes', () => {
  test('tell each field that differs between two instants, and which decision made it', async () => {
    const from = await now();
    await decide('suspend', 'I-26-017', 'papers are missing');
    const between = await now();
    await decide('reinstate', 'I-26-017', 'papers came');
    await decide('suspend', 'I-26-017', 'papers are forged');
    const to = await now();
    const { id } = await licenceOf('I-26-017');

    const first = await changes({ from, to: between }, server.keys.admin);
    const own = first.filter(({ rowId }) => rowId === id);
    expect(own.find(({ field }) => field === 'status')).toMatchObject({
      ...{ kind: 'CHANGED', type: 'Licence', before: 'ACTIVE', after: 'SUSPENDED' },
      licence: { number: 'I-26-017' },
      event: { __typename: 'LicenceSuspended', reason: 'papers are missing' },
    });
    expect(own.map(({ field }) => field).sort()).toEqual([
      'status',
      'statusBeforeSuspension',
      'statusChangedAt',
      'statusReason',
      'version',
    ]);
    // What was reserved on it goes on hold with it.
    expect(first.filter(({ order }) => order).map(({ type }) => type)).toContain('Allocation');

    // The status was changed twice more, and the last decision made it what it is.
    const whole = await changes({ from, to, subjects: [id] }, server.keys.admin);
    expect(whole.every(({ licence }) => licence?.number === 'I-26-017')).toBe(true);
    expect(whole.find(({ field }) => field === 'status')?.event?.reason).toBe('papers are forged');
    const back = await changes({ from: between, to, subjects: [id] }, server.keys.admin);
    expect(back.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['statusReason', 'version']),
    );
    expect(back.map(({ field }) => field)).not.toContain('status');
  });

  test('tell rows that came with all that they say', async () => {
    const from = await now();
    const { buyer } = server.keys;
    const external = { system: 'erp', id: 'NEW-1' };
    const placed = await decision(server, 'placeOrder', '... on Refusal { message }').answer(
      {
        ...{ external, buyer: { name: 'Lantern Cloud' }, vendor: { name: 'Halcyon Accelerators' } },
        lines: [
          {
            chip: { name: 'H200' },
            quantity: { value: 5, unit: 'EA' },
            ...{ destination: { code: 'CN' }, shipDate: '2026-12-24' },
          },
        ],
      },
      buyer,
    );
    expect(placed.__typename).toBe('PlaceOrderPayload');
    const to = await now();
    const found = await changes({ from, to }, buyer);
    expect(found.map(({ kind, type, field }) => [kind, type, field])).toEqual([
      ['ADDED', 'Order', null],
      ['ADDED', 'OrderLine', null],
    ]);
    expect(found[0]).toMatchObject({
      after: { external, status: 'PLACED' },
      event: { __typename: 'OrderPlaced' },
    });
    expect(found[1]?.after).toMatchObject({ quantity: { low: '5' }, unit: 'EA' });
    // It is nobody's who has no part in it.
    expect(await changes({ from, to })).toEqual([]);
    expect(await changes({ from, to }, server.keys.analyst)).toEqual([]);
  });

  test('of the file are those of the days on which it was published', async () => {
    const found = await changes({ from: '2026-01-27T00:00:00Z', to: '2026-01-29T00:00:00Z' });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ kind }) => kind === 'ADDED')).toBe(true);
    expect(await changes({ from: '2020-01-01T00:00:00Z', to: '2020-02-01T00:00:00Z' })).toEqual([]);
  });

  test('refuse what cannot be answered, and say what to do', async () => {
    const day = '2026-01-28T00:00:00Z';
    const cases = [
      [{ from: day, to: day }, 'BAD_USER_INPUT'],
      [{ from: day, to: '2100-01-01T00:00:00Z' }, 'AS_OF_FUTURE'],
      [{ from: 'yesterday', to: day }, 'BAD_USER_INPUT'],
      [{ from: '2026-01-01T00:00:00Z', to: day, subjects: ['x'] }, 'MALFORMED_ID'],
      [{ from: '2026-01-01T00:00:00Z', to: day, subjects: [encodeId('Chip', 1)] }, 'MALFORMED_ID'],
      [
        {
          ...{ from: '2026-01-01T00:00:00Z', to: day },
          subjects: Array.from({ length: 201 }, (_, n) => encodeId('Order', n + 1)),
        },
        'BAD_USER_INPUT',
      ],
    ] as const;
    for (const [variables, code] of cases) {
      const { errors } = await post(server.url, document, variables);
      expect(errors?.[0]?.extensions?.code, JSON.stringify(variables).slice(0, 80)).toBe(code);
    }
    const none = { from: '2026-01-01T00:00:00Z', to: day, subjects: [encodeId('Order', 987654)] };
    expect(await changes(none)).toEqual([]);
  });
});
