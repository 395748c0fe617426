import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
afterAll(() => server.close());

const data = async <Data>(query: string, key?: string, variables = {}) => {
  const answer = await ask(server.url, { query, variables }, key);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
};

it('a condition of the first round is imposed, told of, and met, over HTTP', async () => {
  const { approvalRounds, sourceReports } = await data<
    Record<'approvalRounds' | 'sourceReports', { nodes: { id: string }[] }>
  >(
    '{ approvalRounds(filter: { ordinal: { eq: 1 } }) { nodes { id } } sourceReports(first: 1) { nodes { id } } }',
  );
  const round = approvalRounds.nodes[0]?.id;
  const report = sourceReports.nodes[0]?.id;
  const imposing = `mutation($round: ID!) { imposeCondition(input: { idempotencyKey: "1", approvalRoundId: $round, kind: KYC, blocking: true, description: "Name the users" }) {
    __typename ... on ImposeConditionPayload { condition { id status approvalRound { id } } replayed } ... on NotAuthorised { action } } }`;
  for (const who of ['analyst', 'integrator', 'broker', 'buyer'] as const) {
    expect(await data(imposing, server.keys[who], { round })).toEqual({
      imposeCondition: { __typename: 'NotAuthorised', action: 'IMPOSE_CONDITION' },
    });
  }
  const { imposeCondition } = await data<{ imposeCondition: { condition: { id: string } } }>(
    imposing,
    server.keys.authority,
    { round },
  );
  expect(imposeCondition).toMatchObject({
    condition: { status: 'PENDING', approvalRound: { id: round } },
    replayed: false,
  });
  const condition = imposeCondition.condition.id;
  const { satisfyCondition } = await data<{ satisfyCondition: object }>(
    `mutation($condition: ID!, $report: ID!) { satisfyCondition(input: { idempotencyKey: "2", conditionId: $condition, evidenceId: $report }) {
      ... on SatisfyConditionPayload { condition { status evidence { id } } } } }`,
    server.keys.authority,
    { condition, report },
  );
  expect(satisfyCondition).toEqual({
    condition: { status: 'SATISFIED', evidence: { id: report } },
  });

  const told =
    '{ licenceEvents(last: 6, filter: { type: { eq: CONDITION_IMPOSED } }) { nodes { __typename reason licence { approvalRound { id } } } } }';
  await expect
    .poll(
      async () => (await data<{ licenceEvents: { nodes: unknown[] } }>(told)).licenceEvents.nodes,
    )
    .toContainEqual({
      __typename: 'ConditionImposed',
      reason: 'Name the users',
      licence: { approvalRound: { id: round } },
    });
});
