import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { loggedAbout, read } from '../support/decisions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { decisionsOn, exactly, openTradeRules, ruleNamed } from '../support/trade-rules.ts';

let server: TestServer;
let chinese: string;
let report: string;
let rules: ReturnType<typeof decisionsOn>;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  ({ chinese, report } = await openTradeRules(server));
  rules = decisionsOn(server, 'sourcingRule');
});
afterAll(() => server.close());

const asked = (more: object = {}) => ruleNamed({ basis: 'RATIO', ...more });
const ruled = async (more: object = {}): Promise<string> => {
  const { sourcingRule } = await rules.record.answer(asked(more));
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
    const first = await rules.settle.answer(input, chinese);
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
    expect(await rules.settle.answer(input, chinese)).toEqual({ ...first, replayed: true });
    const other = { ...input, figure: exactly('40', 'percent') };
    expect(await rules.settle.answer(other, chinese)).toEqual({
      __typename: 'IdempotencyConflict',
    });
    expect(await loggedAbout(server, sourcingRuleId ?? '')).toEqual([
      {
        type: 'SOURCING_RULE_SETTLED',
        sourcingRule: sourcingRuleId,
        ...{ statusBefore: 'REPORTED', statusAfter: 'IN_FORCE', ratio: '0.300000', units: null },
        ...{ effectiveFrom: '2027-01-01', effectiveTo: null },
      },
    ]);
    expect(await rules.settle.answer({ sourcingRuleId, status: 'LIFTED' })).toMatchObject({
      sourcingRule: { status: 'LIFTED', ratio: { central: '0.3' } },
    });
    expect(
      await rules.settle.answer({ sourcingRuleId, status: 'LIFTED', effectiveTo: '2027-06-30' }),
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
    expect(await rules.settle.answer(claimed)).toMatchObject({
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
    expect(await rules.settle.answer(settled)).toMatchObject({
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
    expect(await rules.record.answer(input, chinese)).toMatchObject({
      sourcingRule: {
        metric: 'TPP',
        ratio: { low: '0.2', high: '0.4', qualifier: 'RANGE' },
        authority: { name: 'NVIDIA' },
        effectiveTo: '2026-12-31',
        provenance: 'REPORTED',
      },
    });
    expect(await rules.record.answer(input)).toEqual({ __typename: 'NameTaken', name: input.name });
  });
});

describe('what is refused of a sourcing rule', () => {
  it('a period that ends before it begins', async () => {
    const days = { effectiveFrom: '2026-02-01', effectiveTo: '2026-01-31' };
    const refused = {
      __typename: 'InvalidPeriod',
      ...{ field: 'effectiveTo', from: '2026-02-01', to: '2026-01-31' },
    };
    expect(await rules.record.answer(asked(days))).toEqual(refused);
    const { effectiveFrom, effectiveTo } = days;
    const sourcingRuleId = await ruled({ effectiveFrom });
    const settled = { sourcingRuleId, status: 'IN_FORCE', effectiveTo };
    expect(await rules.settle.answer(settled)).toEqual(refused);
  });

  it('what names nothing', async () => {
    for (const [field, more] of [
      ['jurisdiction', { jurisdiction: { code: 'XX' } }],
      ['authority', { authority: { name: 'Nobody' } }],
      ['sourceReportId', { sourceReportId: encodeId('SourceReport', 999999) }],
    ] as const) {
      const refused = { __typename: 'InvalidReference', field };
      expect(await rules.record.answer(asked(more)), field).toMatchObject(refused);
    }
    const sourcingRuleId = encodeId('SourcingRule', 999999);
    expect(await rules.settle.answer({ sourcingRuleId, status: 'LIFTED' })).toEqual({
      __typename: 'SourcingRuleNotFound',
    });
  });

  it('a figure that is neither exact nor told by a source', async () => {
    const about = { qualifier: 'ABOUT', central: '0.3', unit: 'ratio' };
    expect(await rules.record.fault(asked({ figure: about }))).toContain('EXACT');
    const wrong = exactly('3', 'chips');
    expect(await rules.record.fault(asked({ figure: wrong }))).toContain('DOMESTIC_RATIO');
    const sourcingRuleId = await ruled({ basis: 'ABSOLUTE' });
    const settled = { sourcingRuleId, status: 'IN_FORCE', figure: exactly('0.5', 'chips') };
    expect(await rules.settle.fault(settled)).toContain('whole chips');
  });

  it('whoever is no authority of its jurisdiction', async () => {
    const us = { jurisdiction: { code: 'US' } };
    const settled = { sourcingRuleId: await ruled(us), status: 'LIFTED' };
    const { analyst, integrator, broker, buyer, authority } = server.keys;
    for (const key of [analyst, integrator, broker, buyer, chinese]) {
      const refused = (action: string) => ({ __typename: 'NotAuthorised', action });
      expect(await rules.record.answer(asked(us), key)).toEqual(refused('RECORD_SOURCING_RULE'));
      expect(await rules.settle.answer(settled, key)).toEqual(refused('SETTLE_SOURCING_RULE'));
    }
    expect(await rules.settle.answer(settled, authority)).toMatchObject({
      sourcingRule: { status: 'LIFTED' },
    });
  });
});
