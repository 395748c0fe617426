import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/http.ts';
import { answerTo, type Named, type Nodes } from '../support/questions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ story: true });
});

afterAll(() => server?.close());

describe('of rules of the trade', () => {
  test('10: the share of what a vendor ships that goes to China and Macau', async () => {
    interface Caps {
      volumeCaps: Nodes<{
        metric: string | null;
        ratio: { central: string };
        destinations: Nodes<{ code: string }>;
        shares: object[];
      }>;
      claims: Nodes<{ jurisdiction: { code: string } }>;
    }
    const { volumeCaps, claims } = await answerTo<Caps>(server, '10');
    expect(volumeCaps.nodes).toHaveLength(1);
    const [cap] = volumeCaps.nodes;
    // what the cap counts no source says
    expect(cap).toMatchObject({ metric: null, ratio: { central: '0.5' } });
    expect(cap?.destinations.nodes.map(({ code }) => code).sort()).toEqual(['CN', 'MO']);
    expect(cap?.shares).toEqual([
      {
        vendor: { name: 'Halcyon Accelerators' },
        demonstration: true,
        there: { units: 600, tpp: String(600 * 15_840), claimed: false },
        home: { units: 1600, tpp: String(1600 * 15_840), claimed: true },
        unitRatio: '0.375',
        tppRatio: '0.375',
      },
    ]);
    expect(claims.nodes.length).toBeGreaterThan(20);
    expect(new Set(claims.nodes.map(({ jurisdiction }) => jurisdiction.code))).toEqual(
      new Set(['CN']),
    );
  });

  test('11: what a buyer must buy at home at a ratio', async () => {
    const query = '{ sourcingRules(filter: { basis: { eq: RATIO } }) { nodes { id } } }';
    const { data } = await ask(server.url, { query });
    const { sourcingRules } = data as { sourcingRules: Nodes<{ id: string }> };
    interface Totals {
      domesticChipsToBuy: object;
      buyers: ({ organisation: Named } & object)[];
    }
    const { whatIf } = await answerTo<{
      whatIf: { totals: Totals; demonstrationTotals: Totals };
    }>(server, '11', { rule: sourcingRules.nodes[0]?.id, ratio: '0.5' });
    expect(whatIf.totals).toEqual({
      domesticChipsToBuy: { low: 0, high: 0, unknown: 0 },
      buyers: [],
    });
    const exactly = (units: number) => ({ low: units, high: units });
    const demand = (name: string, imports: number, bought: number) => ({
      organisation: { name },
      imports: exactly(imports),
      required: exactly(imports / 2),
      domesticBought: exactly(bought),
      domesticToBuy: exactly(imports / 2 - bought),
    });
    expect(whatIf.demonstrationTotals.buyers).toEqual([
      demand('Lantern Cloud', 850, 300),
      demand('Quince Data', 250, 0),
    ]);
  });
});

describe('of chips and conditions', () => {
  test.each([
    ['H200', '3A090.a', 'MET', 'MET'],
    ['B200', '3A090.a', 'MET', 'NOT_MET'],
    // no source gives the area of its dies
    ['H20', null, 'UNKNOWN', 'MET'],
  ])(
    '12: whether the %s is controlled, and by which numbers',
    async (chip, code, controlled, caseByCase) => {
      interface Control {
        chip: {
          controlAssessment: {
            code: string | null;
            controlled: string;
            caseByCase: string;
            rules: { rule: string; citation: string; inputs: object }[];
          };
        };
      }
      const { controlAssessment } = (await answerTo<Control>(server, '12', { chip })).chip;
      expect(controlAssessment).toMatchObject({ code, controlled, caseByCase });
      for (const { citation, inputs } of controlAssessment.rules) {
        expect(citation).toMatch(/^\d+ FR \d+/);
        expect(inputs).toHaveProperty('tpp');
      }
    },
  );

  test('13: which domestic chips reach the H20', async () => {
    const { chips } = await answerTo<{ chips: Nodes<Named & { tpp: string }> }>(server, '13', {
      ...{ country: 'CN', tpp: '2368', bandwidth: '4000' },
    });
    const names = chips.nodes.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Ascend 910C', 'Ascend 910B', 'Cambricon 590']));
    for (const { tpp } of chips.nodes) expect(Number(tpp)).toBeGreaterThanOrEqual(2368);
  });

  test('14: which conditions stand before an order, and who owes evidence', async () => {
    interface Blocking {
      kind: string;
      status: string;
      owedBy: Named | null;
      approvalRound: { licences: Nodes<{ licensee: Named }> } | null;
    }
    const { conditions } = await answerTo<{ conditions: Nodes<Blocking> }>(server, '14');
    const ofRound = conditions.nodes.filter(({ approvalRound }) => approvalRound !== null);
    expect(ofRound.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['UNDISCLOSED', 'SOURCING']),
    );
    const licensees = ofRound[0]?.approvalRound?.licences.nodes.map(
      ({ licensee }) => licensee.name,
    );
    expect(licensees).toEqual(['ByteDance', 'Alibaba', 'Tencent']);
    const owed = conditions.nodes.filter(({ owedBy }) => owedBy?.name === 'NVIDIA');
    expect(owed.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['VOLUME_CAP', 'TEST', 'KYC']),
    );
    // every condition of the invented licences is met
    expect(JSON.stringify(conditions)).not.toContain('Lantern');
  });
});
