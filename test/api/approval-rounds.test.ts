import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { type Answered, decision, loggedAbout, makeKey, read } from '../support/decisions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let chinese: string;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  const rights = 'roles: [AUTHORITY], jurisdictions: [{ code: "CN" }]';
  chinese = await makeKey(server, `name: "CN", ${rights}`);
});
afterAll(() => server.close());

const fields =
  'id name ordinal status announcedAt announcedPrecision criteriaKnown provenance jurisdiction { code } authority { name } candidates { nodes { name } }';
const refusals =
  '... on NotAuthorised { action } ... on TransitionRefused { from to allowed } ... on IdempotencyConflict { key }';
const opening = () =>
  decision(
    server,
    'openApprovalRound',
    `... on OpenApprovalRoundPayload { replayed approvalRound { ${fields} } } ... on NameTaken { name } ... on InvalidReference { field id } ${refusals}`,
  );
const closing = () =>
  decision(
    server,
    'closeApprovalRound',
    `... on CloseApprovalRoundPayload { replayed approvalRound { ${fields} } } ... on ApprovalRoundNotFound { approvalRoundId } ${refusals}`,
  );

const asked = (ordinal: number, more: object = {}) => ({
  name: `Round ${ordinal}`,
  jurisdiction: { code: 'CN' },
  ordinal,
  announcedAt: '2026-12-01',
  ...more,
});
const idOf = ({ approvalRound }: Answered) => (approvalRound as { id: string }).id;

describe('a round', () => {
  it('that was expected is announced, with those who waited and others', async () => {
    const { approvalRounds } = await read<{ approvalRounds: { nodes: object[] } }>(
      server,
      `{ approvalRounds(filter: { status: { eq: EXPECTED } }) { nodes { ${fields} } } }`,
    );
    const [expected] = approvalRounds.nodes as [
      { id: string; name: string; candidates: { nodes: { name: string }[] } },
    ];
    expect(expected).toMatchObject({ ordinal: 2, announcedAt: null });
    const input = {
      ...asked(2, { criteriaKnown: true, candidates: [{ name: 'Baidu' }] }),
      idempotencyKey: 'second',
    };
    const first = await opening().answer(input, chinese);
    expect(first).toMatchObject({
      replayed: false,
      approvalRound: {
        id: expected.id,
        name: 'Round 2',
        status: 'ANNOUNCED',
        announcedAt: '2026-12-01',
        announcedPrecision: 'DAY',
        criteriaKnown: true,
        provenance: 'RECORDED',
      },
    });
    const { candidates } = first.approvalRound as typeof expected;
    expect(candidates.nodes).toEqual(
      expect.arrayContaining([...expected.candidates.nodes, { name: 'Baidu' }]),
    );
    expect(await opening().answer(input, chinese)).toEqual({ ...first, replayed: true });
    expect(await opening().answer({ ...input, ordinal: 3 }, chinese)).toEqual({
      __typename: 'IdempotencyConflict',
      key: 'second',
    });
    expect(await loggedAbout(server, expected.id)).toEqual([
      {
        type: 'ROUND_OPENED',
        approvalRound: expected.id,
        ...{ name: 'Round 2', nameBefore: expected.name },
        ...{ statusBefore: 'EXPECTED', statusAfter: 'ANNOUNCED' },
      },
    ]);
  });

  it('that nobody expected is announced too, and closed for good', async () => {
    const opened = await opening().answer(asked(4, { authority: { name: 'NVIDIA' } }), chinese);
    expect(opened).toMatchObject({
      approvalRound: {
        ordinal: 4,
        criteriaKnown: false,
        provenance: 'RECORDED',
        authority: { name: 'NVIDIA' },
        candidates: { nodes: [] },
      },
    });
    const approvalRoundId = idOf(opened);
    const refused = { __typename: 'TransitionRefused', from: 'ANNOUNCED', to: 'ANNOUNCED' };
    expect(await opening().answer(asked(4, { name: 'Again' }), chinese)).toEqual({
      ...refused,
      allowed: ['CLOSED'],
    });
    expect(await closing().answer({ approvalRoundId }, chinese)).toMatchObject({
      approvalRound: { status: 'CLOSED' },
    });
    const over = { __typename: 'TransitionRefused', from: 'CLOSED', allowed: [] };
    expect(await closing().answer({ approvalRoundId })).toEqual({ ...over, to: 'CLOSED' });
    expect(await opening().answer(asked(4))).toEqual({ ...over, to: 'ANNOUNCED' });
  });

  it('is announced once, however many announce it at the same time', async () => {
    const race = await Promise.all(
      Array.from({ length: 5 }, (_, at) => opening().answer(asked(5, { name: `Fifth ${at}` }))),
    );
    const kinds = race.map((each) => each.__typename).sort();
    expect(kinds).toEqual(['OpenApprovalRoundPayload', ...Array(4).fill('TransitionRefused')]);
  });
});

describe('what is refused of a round', () => {
  it('a name that another has', async () => {
    await opening().answer(asked(10));
    const name = 'Round 10';
    expect(await opening().answer(asked(11, { name }))).toEqual({ __typename: 'NameTaken', name });
  });

  it('what names nothing', async () => {
    for (const [field, more] of [
      ['jurisdiction', { jurisdiction: { code: 'XX' } }],
      ['authority', { authority: { name: 'Nobody' } }],
      ['candidates[0]', { candidates: [{ name: 'Nobody' }] }],
    ] as const) {
      expect(await opening().answer(asked(20, more)), field).toMatchObject({
        __typename: 'InvalidReference',
        field,
      });
    }
    const approvalRoundId = encodeId('ApprovalRound', 999999);
    expect(await closing().answer({ approvalRoundId })).toEqual({
      __typename: 'ApprovalRoundNotFound',
      approvalRoundId,
    });
    for (const ordinal of [0, 1_000_001]) {
      expect(await opening().fault(asked(ordinal))).toContain('ordinal');
    }
  });

  it('whoever is no authority of its jurisdiction', async () => {
    const jurisdiction = { code: 'US' };
    const approvalRoundId = idOf(await opening().answer(asked(1, { name: 'US 1', jurisdiction })));
    const { analyst, integrator, broker, buyer } = server.keys;
    for (const key of [analyst, integrator, broker, buyer, chinese]) {
      expect(await opening().answer(asked(2, { jurisdiction }), key)).toEqual({
        __typename: 'NotAuthorised',
        action: 'OPEN_APPROVAL_ROUND',
      });
      expect(await closing().answer({ approvalRoundId }, key)).toEqual({
        __typename: 'NotAuthorised',
        action: 'CLOSE_APPROVAL_ROUND',
      });
    }
    expect(await closing().answer({ approvalRoundId }, server.keys.authority)).toMatchObject({
      approvalRound: { status: 'CLOSED' },
    });
  });
});
