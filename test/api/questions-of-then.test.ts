import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { decision, read } from '../support/decisions.ts';
import { answerTo, type Nodes } from '../support/questions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ story: true });
});

afterAll(() => server?.close());

interface Then {
  number: string | null;
  status: string;
  lines: Nodes<{ reserved: number; used: number; available: number | null }>;
}

async function asItWas(licensee: string, at: string): Promise<Then[]> {
  return (await answerTo<{ licences: Nodes<Then> }>(server, '05', { licensee, at })).licences.nodes;
}

test('5: a licence as it was on 28 January 2026, as then known', async () => {
  expect(await asItWas('ByteDance', '2026-01-27T23:59:59Z')).toEqual([]);
  expect(await asItWas('ByteDance', '2026-01-28T23:59:59Z')).toEqual([
    {
      ...{ number: null, direction: 'IMPORT', status: 'CONDITIONALLY_APPROVED' },
      statusReason: 'Approved; the conditions are not settled.',
      approvalRound: {
        name: 'First round of approvals of H200 imports into China',
        authorisedUnits: { low: '400000', qualifier: 'MORE_THAN' },
      },
      // the figure of the round is nobody's share of it
      lines: {
        nodes: [
          {
            chip: { name: 'H200' },
            authorised: { low: null, high: null, qualifier: 'UNKNOWN' },
            reserved: 0,
            used: 0,
            available: null,
          },
        ],
      },
    },
  ]);
});

test('5: a state and a balance from before the decisions that followed', async () => {
  const { licences } = await read<{ licences: Nodes<{ id: string; version: number }> }>(
    server,
    '{ licences(filter: { number: { eq: "I-26-017" } }) { nodes { id version } } }',
    server.keys.admin,
  );
  const [{ id, version } = { id: '', version: 0 }] = licences.nodes;
  const now = async (): Promise<string> => {
    const client = await connectDatabase(server.databaseUrl);
    const { rows } = await client
      .query('select clock_timestamp() as now')
      .finally(() => client.end());
    return rows[0].now.toISOString();
  };
  const before = await now();
  const suspended = await decision(server, 'suspendLicence', '... on Refusal { message }').answer({
    licenceId: id,
    expectedVersion: version,
    reason: 'To see what was before',
  });
  expect(suspended.__typename).toBe('SuspendLicencePayload');
  const stateOf = async (at: string) =>
    (await asItWas('Lantern Cloud', at))
      .filter(({ number }) => number === 'I-26-017')
      .map(({ status, lines }) => ({ status, ...lines.nodes[0] }));
  const then = await stateOf(before);
  expect(then).toMatchObject([{ status: 'ACTIVE', reserved: 340, used: 360, available: 100 }]);
  await expect.poll(async () => (await stateOf(await now()))[0]?.status).toBe('SUSPENDED');
  // reservations on hold leave their chips to others, then as now
  const held = (await stateOf(await now()))[0];
  expect(held).toMatchObject({ used: 360 });
  expect(await stateOf(before)).toEqual(then);
});
