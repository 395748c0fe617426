import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { decision, loggedAbout, makeKey, read } from '../support/decisions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let chinese: string;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  chinese = await makeKey(
    server,
    'name: "CN", roles: [AUTHORITY], jurisdictions: [{ code: "CN" }]',
  );
});
afterAll(() => server.close());

const fields =
  'id name status procedure licensable inForceFrom liftedAt legalReference provenance jurisdiction { code } authority { name } chips { nodes { name } } parties { nodes { name } } sourceReport { publisher }';
const refusals =
  '... on NotAuthorised { action } ... on InvalidReference { field id } ... on TransitionRefused { from to allowed } ... on InvalidPeriod { field from to }';
const recording = () =>
  decision(
    server,
    'recordRestriction',
    `... on RecordRestrictionPayload { replayed restriction { ${fields} } } ... on NameTaken { name } ... on NotAuthorised { action } ... on InvalidReference { field id }`,
  );
const enforcing = () =>
  decision(
    server,
    'enforceRestriction',
    `... on EnforceRestrictionPayload { replayed restriction { ${fields} } } ${refusals}`,
  );
const lifting = () =>
  decision(
    server,
    'liftRestriction',
    `... on LiftRestrictionPayload { replayed restriction { ${fields} } } ${refusals}`,
  );

let named = 0;
const asked = (more: object = {}) => {
  named += 1;
  return {
    name: `Stop ${named}`,
    description: 'Nothing goes through',
    jurisdiction: { code: 'CN' },
    procedure: 'IMPORT',
    ...more,
  };
};
const recorded = async (more: object = {}): Promise<string> => {
  const { restriction } = await recording().answer(asked(more));
  return (restriction as { id: string }).id;
};

describe('a restriction', () => {
  it('is reported, comes into force and is lifted', async () => {
    const input = asked({
      chips: [{ name: 'H200' }, { name: 'H200' }, { name: 'H20' }],
      parties: [{ name: 'ByteDance' }],
      from: '2026-01-10',
      legalReference: 'Notice 1',
      licensable: true,
    });
    const first = await recording().answer({ ...input, idempotencyKey: 'stop' }, chinese);
    expect(first).toMatchObject({
      __typename: 'RecordRestrictionPayload',
      replayed: false,
      restriction: {
        name: input.name,
        status: 'REPORTED',
        licensable: true,
        inForceFrom: '2026-01-10',
        provenance: 'RECORDED',
        jurisdiction: { code: 'CN' },
        authority: null,
        chips: { nodes: expect.arrayContaining([{ name: 'H200' }, { name: 'H20' }]) },
        parties: { nodes: [{ name: 'ByteDance' }] },
        sourceReport: null,
      },
    });
    const again = await recording().answer({ ...input, idempotencyKey: 'stop' }, chinese);
    expect(again).toEqual({ ...first, replayed: true });
    expect(
      await recording().answer({ ...input, procedure: 'USE', idempotencyKey: 'stop' }, chinese),
    ).toEqual({ __typename: 'IdempotencyConflict' });

    const { id: restrictionId } = first.restriction as { id: string };
    const { organisation } = await read<{ organisation: unknown }>(
      server,
      '{ organisation(name: "ByteDance") { restrictions { nodes { id } } } }',
    );
    expect(organisation).toEqual({ restrictions: { nodes: [{ id: restrictionId }] } });
    expect(await enforcing().answer({ restrictionId }, chinese)).toMatchObject({
      restriction: { status: 'IN_FORCE', inForceFrom: '2026-01-10', liftedAt: null },
    });
    expect(await lifting().answer({ restrictionId, from: '2026-01-09' }, chinese)).toEqual({
      __typename: 'InvalidPeriod',
      field: 'from',
      from: '2026-01-10',
      to: '2026-01-09',
    });
    expect(await lifting().answer({ restrictionId, from: '2026-03-18' }, chinese)).toMatchObject({
      restriction: { status: 'LIFTED', inForceFrom: '2026-01-10', liftedAt: '2026-03-18' },
    });
    const over = { __typename: 'TransitionRefused', from: 'LIFTED', allowed: [] };
    expect(await lifting().answer({ restrictionId })).toEqual({ ...over, to: 'LIFTED' });
    expect(await enforcing().answer({ restrictionId })).toEqual({ ...over, to: 'IN_FORCE' });
  });

  it('that only a source told of is lifted without ever being confirmed', async () => {
    const { restrictions } = await read<{ restrictions: { nodes: { id: string }[] } }>(
      server,
      '{ restrictions(filter: { name: { contains: "not permitted through customs" } }) { nodes { id } } }',
    );
    const restrictionId = restrictions.nodes[0]?.id;
    expect(await lifting().answer({ restrictionId, from: '2026-03-18' })).toMatchObject({
      restriction: { status: 'LIFTED', inForceFrom: null, provenance: 'REPORTED' },
    });
  });

  it('is recorded once for a key, however often it is sent at the same time', async () => {
    const input = { ...asked(), idempotencyKey: 'often' };
    const sent = await Promise.all(Array.from({ length: 5 }, () => recording().answer(input)));
    expect(sent.filter(({ replayed }) => replayed === false)).toHaveLength(1);
    const ids = sent.map(({ restriction }) => (restriction as { id: string }).id);
    expect(new Set(ids).size).toBe(1);
  });

  it('is told of in the log', async () => {
    const restrictionId = await recorded();
    await enforcing().answer({ restrictionId, from: '2026-02-01' });
    expect(await loggedAbout(server, restrictionId)).toEqual([
      {
        type: 'RESTRICTION_RECORDED',
        restriction: restrictionId,
        ...{ statusBefore: null, statusAfter: 'REPORTED', inForceFrom: null, liftedAt: null },
      },
      {
        type: 'RESTRICTION_ENFORCED',
        restriction: restrictionId,
        ...{ statusBefore: 'REPORTED', statusAfter: 'IN_FORCE' },
        ...{ inForceFrom: '2026-02-01', liftedAt: null },
      },
    ]);
  });

  it('keeps the report that first told of it', async () => {
    const { sourceReports } = await read<{ sourceReports: { nodes: { id: string }[] } }>(
      server,
      '{ sourceReports(first: 2, orderBy: [{ field: PUBLISHER }]) { nodes { id publisher } } }',
    );
    const [one, other] = sourceReports.nodes as { id: string; publisher: string }[];
    const { restriction } = await recording().answer(asked({ sourceReportId: one?.id }));
    expect(restriction).toMatchObject({
      provenance: 'REPORTED',
      sourceReport: { publisher: one?.publisher },
    });
    const { id: restrictionId } = restriction as { id: string };
    expect(await enforcing().answer({ restrictionId, sourceReportId: other?.id })).toMatchObject({
      restriction: { sourceReport: { publisher: one?.publisher } },
    });
  });
});

describe('what is refused of a restriction', () => {
  it('a name that another has', async () => {
    const input = asked();
    await recording().answer(input);
    expect(await recording().answer(input)).toEqual({ __typename: 'NameTaken', name: input.name });
    const name = `Race ${named}`;
    const race = await Promise.all(
      Array.from({ length: 5 }, () => recording().answer({ ...asked(), name })),
    );
    const kinds = race.map((each) => each.__typename).sort();
    expect(kinds).toEqual([...Array(4).fill('NameTaken'), 'RecordRestrictionPayload']);
  });

  it('what names nothing', async () => {
    const nothing = { name: 'Nothing' };
    for (const [field, more] of [
      ['jurisdiction', { jurisdiction: { code: 'XX' } }],
      ['authority', { authority: nothing }],
      ['chips[1]', { chips: [{ name: 'H200' }, nothing] }],
      ['parties[0]', { parties: [nothing] }],
      ['sourceReportId', { sourceReportId: encodeId('SourceReport', 999999) }],
    ] as const) {
      expect(await recording().answer(asked(more)), field).toMatchObject({
        __typename: 'InvalidReference',
        field,
      });
    }
    const restrictionId = encodeId('Restriction', 999999);
    expect(await lifting().answer({ restrictionId })).toEqual({
      __typename: 'RestrictionNotFound',
    });
  });

  it('whoever is no authority of its jurisdiction', async () => {
    const restrictionId = await recorded({ jurisdiction: { code: 'US' } });
    const { analyst, integrator, broker, buyer } = server.keys;
    for (const key of [analyst, integrator, broker, buyer, chinese]) {
      const refused = (action: string) => ({ __typename: 'NotAuthorised', action });
      expect(await recording().answer(asked({ jurisdiction: { code: 'US' } }), key)).toEqual(
        refused('RECORD_RESTRICTION'),
      );
      expect(await enforcing().answer({ restrictionId }, key)).toEqual(
        refused('ENFORCE_RESTRICTION'),
      );
      expect(await lifting().answer({ restrictionId }, key)).toEqual(refused('LIFT_RESTRICTION'));
    }
    expect(await enforcing().answer({ restrictionId }, server.keys.authority)).toMatchObject({
      restriction: { status: 'IN_FORCE' },
    });
  });

  it('texts and lists without an end', async () => {
    expect(await recording().fault(asked({ name: 'n'.repeat(201) }))).toContain('name is too long');
    expect(await recording().fault(asked({ description: ' ' }))).toContain('description is blank');
    const chips = Array.from({ length: 101 }, () => ({ name: 'H200' }));
    expect(await recording().fault(asked({ chips }))).toContain('chips holds at most 100');
  });
});
