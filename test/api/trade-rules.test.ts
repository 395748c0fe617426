import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { decision, loggedAbout, makeKey, read } from '../support/decisions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let chinese: string;
let report: string;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  const rights = 'roles: [AUTHORITY], jurisdictions: [{ code: "CN" }]';
  chinese = await makeKey(server, `name: "CN", ${rights}`);
  const { sourceReports } = await read<{ sourceReports: { nodes: { id: string }[] } }>(
    server,
    '{ sourceReports(first: 1) { nodes { id } } }',
  );
  report = sourceReports.nodes[0]?.id ?? '';
});
afterAll(() => server.close());

const figure = '{ low central high qualifier unit claims { rank figure { central } } }';
const common =
  'id name status effectiveFrom effectiveTo provenance jurisdiction { code } authority { name } sourceReport { id }';
const ruleFields = `${common} basis metric ratio ${figure} quota ${figure}`;
const capFields = `${common} metric legalReference destinations { nodes { code } } ratio ${figure}`;
const refusals =
  '... on NotAuthorised { action } ... on InvalidReference { field id } ... on InvalidPeriod { field from to }';
const recording = () =>
  decision(
    server,
    'recordSourcingRule',
    `... on RecordSourcingRulePayload { replayed sourcingRule { ${ruleFields} } } ... on NameTaken { name } ${refusals}`,
  );
const settling = () =>
  decision(
    server,
    'settleSourcingRule',
    `... on SettleSourcingRulePayload { replayed sourcingRule { ${ruleFields} } } ... on TransitionRefused { from to allowed } ${refusals}`,
  );
const capping = () =>
  decision(
    server,
    'recordVolumeCap',
    `... on RecordVolumeCapPayload { replayed volumeCap { ${capFields} } } ... on NameTaken { name } ${refusals}`,
  );
const settlingCap = () =>
  decision(
    server,
    'settleVolumeCap',
    `... on SettleVolumeCapPayload { replayed volumeCap { ${capFields} } } ... on TransitionRefused { from to allowed } ${refusals}`,
  );

let named = 0;
const asked = (more: object = {}) => {
  named += 1;
  const jurisdiction = { code: 'CN' };
  const basis = 'RATIO';
  return {
    name: `Rule ${named}`,
    description: 'x',
    jurisdiction,
    basis,
    status: 'REPORTED',
    ...more,
  };
};
const cap = (more: object = {}) => {
  const { basis, ...rest } = asked({ destinations: [{ code: 'CN' }], ...more });
  return rest;
};
const exactly = (central: string, unit: string) => ({ qualifier: 'EXACT', central, unit });
const ruled = async (more: object = {}): Promise<string> => {
  const { sourcingRule } = await recording().answer(asked(more));
  return (sourcingRule as { id: string }).id;
};

describe('a sourcing rule', () => {
  it('is reported without a figure, and settled with one', async () => {
    const { sourcingRules } = await read<{ sourcingRules: { nodes: { id: string }[] } }>(
      server,
      '{ sourcingRules(filter: { basis: { eq: RATIO } }) { nodes { id } } }',
    );
    const sourcingRuleId = sourcingRules.nodes[0]?.id;
    const input = {
      sourcingRuleId,
      status: 'IN_FORCE',
      figure: exactly('30', 'percent'),
      effectiveFrom: '2027-01-01',
      idempotencyKey: 'settle',
    };
    const first = await settling().answer(input, chinese);
    expect(first).toMatchObject({
      replayed: false,
      sourcingRule: {
        status: 'IN_FORCE',
        effectiveFrom: '2027-01-01',
        effectiveTo: null,
        ratio: { low: '0.3', central: '0.3', high: '0.3', qualifier: 'EXACT', unit: 'ratio' },
        quota: null,
      },
    });
    expect(await settling().answer(input, chinese)).toEqual({ ...first, replayed: true });
    const other = { ...input, figure: exactly('40', 'percent') };
    expect(await settling().answer(other, chinese)).toEqual({ __typename: 'IdempotencyConflict' });
    expect(await loggedAbout(server, sourcingRuleId ?? '')).toEqual([
      {
        type: 'SOURCING_RULE_SETTLED',
        sourcingRule: sourcingRuleId,
        ...{ statusBefore: 'REPORTED', statusAfter: 'IN_FORCE', ratio: '0.300000', units: null },
      },
    ]);
    expect(await settling().answer({ sourcingRuleId, status: 'LIFTED' })).toMatchObject({
      sourcingRule: { status: 'LIFTED', ratio: { central: '0.3' } },
    });
    expect(
      await settling().answer({ sourcingRuleId, status: 'LIFTED', effectiveTo: '2027-06-30' }),
    ).toEqual({ __typename: 'TransitionRefused', from: 'LIFTED', to: 'LIFTED', allowed: [] });
  });

  it('has what a source claims of it for a figure, until it is settled', async () => {
    const sourcingRuleId = await ruled({ basis: 'ABSOLUTE', status: 'PROPOSED' });
    const claimed = {
      sourcingRuleId,
      status: 'PROPOSED',
      figure: { qualifier: 'AT_LEAST', low: '5000', unit: 'chips' },
      sourceReportId: report,
    };
    expect(await settling().answer(claimed)).toMatchObject({
      sourcingRule: {
        sourceReport: { id: report },
        ratio: null,
        quota: {
          low: '5000',
          central: null,
          qualifier: 'AT_LEAST',
          claims: [{ rank: 'PREFERRED' }],
        },
      },
    });
    const settled = { sourcingRuleId, status: 'IN_FORCE', figure: exactly('6000', 'chips') };
    expect(await settling().answer(settled)).toMatchObject({
      sourcingRule: { quota: { central: '6000', qualifier: 'EXACT', claims: [expect.anything()] } },
    });
  });

  it('is recorded with all that is known of it', async () => {
    const input = asked({
      metric: 'TPP',
      status: 'IN_FORCE',
      figure: { qualifier: 'RANGE', low: '0.2', high: '0.4', unit: 'ratio' },
      authority: { name: 'NVIDIA' },
      effectiveFrom: '2026-01-01',
      effectiveTo: '2026-12-31',
      sourceReportId: report,
    });
    expect(await recording().answer(input, chinese)).toMatchObject({
      sourcingRule: {
        metric: 'TPP',
        ratio: { low: '0.2', high: '0.4', qualifier: 'RANGE' },
        authority: { name: 'NVIDIA' },
        effectiveTo: '2026-12-31',
        provenance: 'REPORTED',
      },
    });
    expect(await recording().answer(input)).toEqual({ __typename: 'NameTaken', name: input.name });
  });
});

describe('a volume cap', () => {
  it('of the dataset says what 91 FR 1684 says, and not what it counts', async () => {
    const { volumeCap, jurisdiction } = await read<Record<string, unknown>>(
      server,
      `{ volumeCap(name: "Shipments to China and Macau against those in the United States") { ${capFields} }
        jurisdiction(code: "US") { volumeCaps { nodes { metric } } } }`,
    );
    expect(volumeCap).toMatchObject({
      status: 'IN_FORCE',
      effectiveFrom: '2026-01-15',
      metric: null,
      legalReference: '91 FR 1684',
      provenance: 'REPORTED',
      jurisdiction: { code: 'US' },
      destinations: { nodes: expect.arrayContaining([{ code: 'CN' }, { code: 'MO' }]) },
      ratio: { central: '0.5', unit: 'ratio', claims: [{ figure: { central: '0.5' } }] },
    });
    expect(jurisdiction).toEqual({ volumeCaps: { nodes: [{ metric: null }] } });
    const { id: volumeCapId } = volumeCap as { id: string };
    expect(
      await settlingCap().answer({ volumeCapId, status: 'IN_FORCE', metric: 'TPP' }),
    ).toMatchObject({ volumeCap: { metric: 'TPP', ratio: { central: '0.5' } } });
    expect(await settlingCap().answer({ volumeCapId, status: 'IN_FORCE' })).toEqual({
      __typename: 'TransitionRefused',
      ...{ from: 'IN_FORCE', to: 'IN_FORCE', allowed: ['LIFTED'] },
    });
  });

  it('is recorded with a share of its own', async () => {
    const input = cap({ figure: exactly('12.5', 'percent'), destinations: [{ code: 'MO' }] });
    const { volumeCap } = await capping().answer(input, chinese);
    expect(volumeCap).toMatchObject({
      metric: null,
      ratio: { central: '0.125', qualifier: 'EXACT', claims: [] },
      destinations: { nodes: [{ code: 'MO' }] },
      provenance: 'RECORDED',
    });
    expect(await capping().answer(input)).toEqual({ __typename: 'NameTaken', name: input.name });
    const { id } = volumeCap as { id: string };
    expect(await loggedAbout(server, id)).toMatchObject([
      { type: 'VOLUME_CAP_RECORDED', volumeCap: id, statusAfter: 'REPORTED', ratio: '0.125000' },
    ]);
  });
});

describe('what is refused of a rule', () => {
  it('a period that ends before it begins', async () => {
    const days = { effectiveFrom: '2026-02-01', effectiveTo: '2026-01-31' };
    const refused = {
      __typename: 'InvalidPeriod',
      ...{ field: 'effectiveTo', from: '2026-02-01', to: '2026-01-31' },
    };
    expect(await recording().answer(asked(days))).toEqual(refused);
    expect(await capping().answer(cap(days))).toEqual(refused);
    const { effectiveFrom, effectiveTo } = days;
    const sourcingRuleId = await ruled({ effectiveFrom });
    const asks = { sourcingRuleId, status: 'IN_FORCE', effectiveTo };
    expect(await settling().answer(asks)).toEqual(refused);
  });

  it('what names nothing', async () => {
    const nothing = encodeId('SourceReport', 999999);
    for (const [field, more] of [
      ['jurisdiction', { jurisdiction: { code: 'XX' } }],
      ['authority', { authority: { name: 'Nobody' } }],
      ['sourceReportId', { sourceReportId: nothing }],
    ] as const) {
      const refused = { __typename: 'InvalidReference', field };
      expect(await recording().answer(asked(more)), field).toMatchObject(refused);
      expect(await capping().answer(cap(more)), field).toMatchObject(refused);
    }
    expect(await capping().answer(cap({ destinations: [{ code: 'XX' }] }))).toMatchObject({
      field: 'destinations[0]',
    });
    const status = 'LIFTED';
    const sourcingRuleId = encodeId('SourcingRule', 999999);
    expect(await settling().answer({ sourcingRuleId, status })).toEqual({
      __typename: 'SourcingRuleNotFound',
    });
    const volumeCapId = encodeId('VolumeCap', 999999);
    expect(await settlingCap().answer({ volumeCapId, status })).toEqual({
      __typename: 'VolumeCapNotFound',
    });
  });

  it('a figure that is neither exact nor told by a source', async () => {
    const about = { qualifier: 'ABOUT', central: '0.3', unit: 'ratio' };
    expect(await recording().fault(asked({ figure: about }))).toContain('EXACT');
    expect(await capping().fault(cap({ figure: about }))).toContain('EXACT');
    const wrong = exactly('3', 'chips');
    expect(await recording().fault(asked({ figure: wrong }))).toContain('DOMESTIC_RATIO');
    expect(await capping().fault(cap({ destinations: [] }))).toContain('destinations');
    const sourcingRuleId = await ruled({ basis: 'ABSOLUTE' });
    const settled = { sourcingRuleId, status: 'IN_FORCE', figure: exactly('0.5', 'chips') };
    expect(await settling().fault(settled)).toContain('whole chips');
  });

  it('whoever is no authority of its jurisdiction', async () => {
    const us = { jurisdiction: { code: 'US' } };
    const sourcingRuleId = await ruled(us);
    const { volumeCap } = await capping().answer(cap(us));
    const { id: volumeCapId } = volumeCap as { id: string };
    const { analyst, integrator, broker, buyer } = server.keys;
    const status = 'LIFTED';
    for (const key of [analyst, integrator, broker, buyer, chinese]) {
      for (const [answer, action] of [
        [recording().answer(asked(us), key), 'RECORD_SOURCING_RULE'],
        [settling().answer({ sourcingRuleId, status }, key), 'SETTLE_SOURCING_RULE'],
        [capping().answer(cap(us), key), 'RECORD_VOLUME_CAP'],
        [settlingCap().answer({ volumeCapId, status }, key), 'SETTLE_VOLUME_CAP'],
      ] as const) {
        expect(await answer).toEqual({ __typename: 'NotAuthorised', action });
      }
    }
    const { authority } = server.keys;
    expect(await settlingCap().answer({ volumeCapId, status }, authority)).toMatchObject({
      volumeCap: { status },
    });
  });
});
