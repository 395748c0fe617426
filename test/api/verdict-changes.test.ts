import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { decision, makeKey, read } from '../support/decisions.ts';
import { type Market, openMarket, type Permit } from '../support/market.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let client: Client;
let market: Market;
let imported: Permit;
let line: string;
let buyer: string;
let rival: string;
beforeAll(async () => {
  server = await startTestServer();
  client = await connectDatabase(server.databaseUrl);
  market = await openMarket({
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
  });
  await market.permit('EXPORT', market.vendor);
  imported = await market.permit('IMPORT', market.buyer);
  line = encodeId('OrderLine', await market.order(market.buyer, 8));
  buyer = await makeKey(server, 'name: "Lian", roles: [BUYER], organisation: { name: "Lian" }');
  rival = await makeKey(server, 'name: "Miao", roles: [BUYER], organisation: { name: "Miao" }');
});
afterAll(async () => {
  await client?.end();
  await server?.close();
});

/** Which policy fell between the order and its release, and would it be decided otherwise today? */
const question = `query($line: ID!) {
  orderLine(id: $line) {
    complianceStatus
    holds { rule clearedAt }
    decisions { nodes { verdict currentVerdict verdictChanges { nodes { before after rules decision { verdict } } } } }
    policyEvents(orderBy: [{ field: ANNOUNCED_AT }]) { nodes { title } }
  }
  complianceDecisions(filter: { currentVerdict: { ne: CLEAR } }) { totalCount }
}`;
interface Answer {
  orderLine: {
    complianceStatus: string;
    decisions: { nodes: { verdict: string; currentVerdict: string; verdictChanges: object }[] };
    policyEvents: { nodes: { title: string }[] };
  } | null;
  complianceDecisions: { totalCount: number };
}
const answer = (key: string) => read<Answer>(server, question, key, { line });

test('policy since the order stands beside decisions and what they would be now', async () => {
  await client.query(
    `with told as (
       insert into policy_event (jurisdiction_id, kind, title, announced_at, effective_at)
       select id, 'RULE', title, now()::date - days, now()::date - effective from jurisdiction
       cross join (values ('Before', 400, null), ('In effect since', 90, 0), ('Today', 0, null)) given (title, days, effective)
       where code = 'CN' returning id)
     insert into policy_event_chip (policy_event_id, chip_id) select id, $1 from told`,
    [market.chip],
  );
  const record = decision(
    server,
    'recordComplianceDecision',
    '... on RecordComplianceDecisionPayload { decision { currentVerdict } }',
  );
  expect(await record.answer({ orderLine: { id: line } }, buyer)).toMatchObject({
    decision: { currentVerdict: 'CLEAR' },
  });
  expect(await answer(buyer)).toMatchObject({
    orderLine: {
      complianceStatus: 'CLEAR',
      decisions: { nodes: [{ currentVerdict: 'CLEAR', verdictChanges: { nodes: [] } }] },
      policyEvents: { nodes: [{ title: 'In effect since' }, { title: 'Today' }] },
    },
    complianceDecisions: { totalCount: 0 },
  });

  const suspend = decision(server, 'suspendLicence', '');
  const licenceId = encodeId('Licence', imported.licence);
  expect(await suspend.answer({ licenceId, reason: 'end use in doubt' })).toEqual({
    __typename: 'SuspendLicencePayload',
  });
  await expect
    .poll(async () => (await answer(buyer)).orderLine?.decisions.nodes[0]?.currentVerdict, {
      timeout: 15_000,
    })
    .toBe('HOLD');
  expect(await answer(buyer)).toMatchObject({
    orderLine: {
      complianceStatus: 'ON_HOLD',
      holds: [{ rule: 'IMPORT_AUTHORISATION', clearedAt: null }],
      decisions: {
        nodes: [
          {
            verdict: 'CLEAR',
            verdictChanges: {
              nodes: [
                {
                  before: 'CLEAR',
                  after: 'HOLD',
                  rules: ['IMPORT_AUTHORISATION'],
                  decision: { verdict: 'CLEAR' },
                },
              ],
            },
          },
        ],
      },
    },
    complianceDecisions: { totalCount: 1 },
  });
});

test('whoever may not see the order is told nothing of it', async () => {
  expect(await answer(rival)).toEqual({
    orderLine: null,
    complianceDecisions: { totalCount: 0 },
  });
  const { rows } = await client.query<{ id: string }>('select id from compliance_verdict_change');
  const ids = rows.map(({ id }) => encodeId('ComplianceVerdictChange', id));
  expect(ids).toHaveLength(1);
  const found = await read<{ nodes: unknown[] }>(
    server,
    'query($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    rival,
    { ids },
  );
  expect(found).toEqual({ nodes: [null] });
});

test('what was evaluated again is counted', async () => {
  const metrics = await fetch(new URL('/metrics', server.url)).then((answered) => answered.text());
  expect(metrics).toMatch(/^carnet_verdict_changes_total 1$/m);
  expect(metrics).toMatch(/^carnet_re_evaluated_decisions_total [1-9]/m);
});
