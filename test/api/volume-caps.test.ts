import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { loggedAbout, read } from '../support/decisions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  decisionsOn,
  exactly,
  openTradeRules,
  ruleFields,
  ruleNamed,
} from '../support/trade-rules.ts';

let server: TestServer;
let chinese: string;
let caps: ReturnType<typeof decisionsOn>;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  ({ chinese } = await openTradeRules(server));
  caps = decisionsOn(server, 'volumeCap');
});
afterAll(() => server.close());

const asked = (more: object = {}) => ruleNamed({ destinations: [{ code: 'CN' }], ...more });

describe('a volume cap', () => {
  it('of the dataset says what 91 FR 1684 says, and not what it counts', async () => {
    const { volumeCap, jurisdiction } = await read<Record<string, unknown>>(
      server,
      `{ volumeCap(name: "Shipments to China and Macau against those in the United States") { ${ruleFields('volumeCap')} }
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
      await caps.settle.answer({ volumeCapId, status: 'IN_FORCE', metric: 'TPP' }),
    ).toMatchObject({ volumeCap: { metric: 'TPP', ratio: { central: '0.5' } } });
    expect(await caps.settle.answer({ volumeCapId, status: 'IN_FORCE' })).toEqual({
      __typename: 'TransitionRefused',
      ...{ from: 'IN_FORCE', to: 'IN_FORCE', allowed: ['LIFTED'] },
    });
  });

  it('is recorded with a share of its own', async () => {
    const input = asked({ figure: exactly('12.5', 'percent'), destinations: [{ code: 'MO' }] });
    const { volumeCap } = await caps.record.answer(input, chinese);
    expect(volumeCap).toMatchObject({
      metric: null,
      ratio: { central: '0.125', qualifier: 'EXACT', claims: [] },
      destinations: { nodes: [{ code: 'MO' }] },
      provenance: 'RECORDED',
    });
    expect(await caps.record.answer(input)).toEqual({ __typename: 'NameTaken', name: input.name });
    const { id } = volumeCap as { id: string };
    expect(await loggedAbout(server, id)).toMatchObject([
      { type: 'VOLUME_CAP_RECORDED', volumeCap: id, statusAfter: 'REPORTED', ratio: '0.125000' },
    ]);
  });
});

describe('what is refused of a volume cap', () => {
  it('a period that ends before it begins', async () => {
    const days = { effectiveFrom: '2026-02-01', effectiveTo: '2026-01-31' };
    expect(await caps.record.answer(asked(days))).toEqual({
      __typename: 'InvalidPeriod',
      ...{ field: 'effectiveTo', from: '2026-02-01', to: '2026-01-31' },
    });
  });

  it('what names nothing, and a share that is neither exact nor told by a source', async () => {
    for (const [field, more] of [
      ['jurisdiction', { jurisdiction: { code: 'XX' } }],
      ['authority', { authority: { name: 'Nobody' } }],
      ['destinations[0]', { destinations: [{ code: 'XX' }] }],
      ['sourceReportId', { sourceReportId: encodeId('SourceReport', 999999) }],
    ] as const) {
      const refused = { __typename: 'InvalidReference', field };
      expect(await caps.record.answer(asked(more)), field).toMatchObject(refused);
    }
    const volumeCapId = encodeId('VolumeCap', 999999);
    expect(await caps.settle.answer({ volumeCapId, status: 'LIFTED' })).toEqual({
      __typename: 'VolumeCapNotFound',
    });
    const about = { qualifier: 'ABOUT', central: '0.3', unit: 'ratio' };
    expect(await caps.record.fault(asked({ figure: about }))).toContain('EXACT');
    expect(await caps.record.fault(asked({ destinations: [] }))).toContain('destinations');
  });

  it('whoever is no authority of its jurisdiction', async () => {
    const us = { jurisdiction: { code: 'US' } };
    const { volumeCap } = await caps.record.answer(asked(us));
    const settled = { volumeCapId: (volumeCap as { id: string }).id, status: 'LIFTED' };
    const { analyst, integrator, broker, buyer, authority } = server.keys;
    for (const key of [analyst, integrator, broker, buyer, chinese]) {
      const refused = (action: string) => ({ __typename: 'NotAuthorised', action });
      expect(await caps.record.answer(asked(us), key)).toEqual(refused('RECORD_VOLUME_CAP'));
      expect(await caps.settle.answer(settled, key)).toEqual(refused('SETTLE_VOLUME_CAP'));
    }
    expect(await caps.settle.answer(settled, authority)).toMatchObject({
      volumeCap: { status: 'LIFTED' },
    });
  });
});
