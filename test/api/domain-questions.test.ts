import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const folder = new URL('../questions/', import.meta.url);
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ story: true });
}, 120_000);

afterAll(() => server?.close());

/** What an administrator is answered to one document, in one request. */
async function answerTo<Answer>(number: string, variables: object = {}): Promise<Answer> {
  const file = readdirSync(folder).find((name) => name.startsWith(`${number}-`)) ?? '';
  const query = readFileSync(new URL(file, folder), 'utf8');
  const { data, errors } = await ask(server.url, { query, variables }, server.keys.admin);
  expect(errors).toBeUndefined();
  return data as Answer;
}

/** Asks until the answer is as expected: verdicts follow what happened a moment later. */
async function eventually(check: () => Promise<void>): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

interface Nodes<Node> {
  nodes: Node[];
}
interface Named {
  name: string;
}
interface External {
  external: { id: string };
}
const idsOf = (records: readonly External[]) => records.map(({ external }) => external.id);

test('each question is one document that names itself', () => {
  const files = readdirSync(folder).sort();
  const numbers = files.map((name) => Number(name.slice(0, 2)));
  expect(numbers).toEqual([1, 2, 4, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 22]);
  for (const name of files) {
    expect(readFileSync(new URL(name, folder), 'utf8'), name).toMatch(/^# .+\?\nquery \w+/);
  }
});

describe('of licences and orders', () => {
  test('1: how many H200 a buyer may still order', async () => {
    const { licences } = await answerTo<{ licences: Nodes<object> }>('01', {
      buyer: 'Lantern Cloud',
      chip: 'H200',
    });
    const exactly = (units: number) => ({
      low: String(units),
      high: String(units),
      qualifier: 'EXACT',
    });
    expect(licences.nodes).toEqual([
      {
        ...{ number: 'X-26-0301', direction: 'EXPORT', status: 'ACTIVE', validTo: '2030-12-31' },
        lines: {
          nodes: [{ authorised: exactly(1200), reserved: 250, used: 600, available: 350 }],
        },
      },
      {
        ...{ number: 'I-26-017', direction: 'IMPORT', status: 'ACTIVE', validTo: '2030-12-31' },
        lines: { nodes: [{ authorised: exactly(800), reserved: 340, used: 360, available: 100 }] },
      },
    ]);
  });

  test('2: which lines are on hold, why, since when', async () => {
    interface Held extends External {
      complianceStatus: string;
      holds: { rule: string; reason: string; since: string; clearedAt: string | null }[];
    }
    await eventually(async () => {
      const { orderLines } = await answerTo<{ orderLines: Nodes<Held> }>('02');
      const rules = orderLines.nodes.map((line) => [
        line.external.id,
        line.complianceStatus,
        ...line.holds.filter(({ clearedAt }) => clearedAt === null).map(({ rule }) => rule),
      ]);
      expect(rules).toEqual([
        ['LC-1001/20', 'ON_HOLD', 'LABORATORY_TEST'],
        ['LC-1002/10', 'ON_HOLD', 'IMPORT_AUTHORISATION'],
        ['QD-7/10', 'ON_HOLD', 'MANUAL', 'SCREENING', 'IMPORT_AUTHORISATION'],
      ]);
      const manual = orderLines.nodes.at(-1)?.holds.find(({ rule }) => rule === 'MANUAL');
      expect(manual).toMatchObject({
        reason: 'A list has a name like that of the end user',
        since: '2026-03-13T10:00:00.000Z',
      });
    });
  });

  test('4: what is affected if a licence is revoked', async () => {
    interface Affected {
      licence: {
        lines: Nodes<{
          allocations: Nodes<{
            reserved: number;
            orderLine: External & { shipments: Nodes<{ shipment: External }> };
          }>;
        }>;
        declarations: Nodes<{ reference: { value: string } }>;
      };
      whatIf: {
        decisions: { orderLine: External; changedRules: string[] }[];
        demonstrationTotals: { linesChanged: number };
        totals: { linesChanged: number };
      };
    }
    const { licence, whatIf } = await answerTo<Affected>('04', { number: 'I-26-017' });
    const allocations = licence.lines.nodes.flatMap((line) => line.allocations.nodes);
    expect(allocations.map(({ reserved }) => reserved)).toEqual([160, 180]);
    expect(idsOf(allocations.map(({ orderLine }) => orderLine))).toEqual([
      'LC-1001/10',
      'LC-1001/20',
    ]);
    const shipments = allocations.flatMap(({ orderLine }) => orderLine.shipments.nodes);
    expect(new Set(idsOf(shipments.map(({ shipment }) => shipment)))).toEqual(
      new Set(['S-501', 'S-502', 'S-503', 'S-504', 'S-505']),
    );
    expect(licence.declarations.nodes.map(({ reference }) => reference.value).sort()).toEqual([
      '26CNNGB00000000501',
      '26CNNGB00000000502',
      '26CNNGB00000000505',
    ]);
    expect(idsOf(whatIf.decisions.map(({ orderLine }) => orderLine))).toEqual([
      'LC-1001/10',
      'LC-1001/20',
    ]);
    for (const { changedRules } of whatIf.decisions) {
      expect(changedRules).toContain('IMPORT_AUTHORISATION');
    }
    expect(whatIf.demonstrationTotals.linesChanged).toBe(2);
    expect(whatIf.totals.linesChanged).toBe(0);
  });

  test('6: which orders hold one of the two authorisations only', async () => {
    const { orders } = await answerTo<{ orders: Nodes<External & { lines: Nodes<object> }> }>('06');
    expect(orders.nodes).toEqual([
      {
        external: { id: 'LC-1002' },
        buyer: { name: 'Lantern Cloud' },
        lines: {
          nodes: [
            {
              external: { id: 'LC-1002/10' },
              exportAllocatedUnits: 150,
              importAllocatedUnits: 0,
            },
          ],
        },
      },
    ]);
  });

  test('7: how far orders exceed stock, with bounds and sources', async () => {
    interface Sum {
      low: string;
      high: string | null;
      claims: { publisher: string; publishedAt: string }[];
    }
    interface Shortfall {
      low: string;
      high: string | null;
      orders: Sum;
      stock: Sum;
    }
    const { chip } = await answerTo<{
      chip: { shortfall: Shortfall; demonstrationShortfall: object };
    }>('07', { chip: 'H200' });
    const { shortfall, demonstrationShortfall } = chip;
    // more than two million ordered; about 700,000 in stock is taken as within a tenth of it
    expect(shortfall).toMatchObject({ low: '1230000', high: null });
    expect(shortfall.orders).toMatchObject({ low: '2000000', high: null });
    expect(shortfall.stock).toMatchObject({ low: '630000', high: '770000' });
    for (const { claims } of [shortfall.orders, shortfall.stock]) {
      expect(claims).not.toEqual([]);
      for (const { publisher, publishedAt } of claims) {
        expect(publisher).toBe('Reuters');
        expect(publishedAt).toMatch(/^20\d\d-/);
      }
    }
    // what is invented is never counted with what is reported
    expect(demonstrationShortfall).toMatchObject({ stock: { low: '2000', high: '2000' } });
  });

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
    const { volumeCaps, claims } = await answerTo<Caps>('10');
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
    }>('11', { rule: sourcingRules.nodes[0]?.id, ratio: '0.5' });
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
      const { controlAssessment } = (await answerTo<Control>('12', { chip })).chip;
      expect(controlAssessment).toMatchObject({ code, controlled, caseByCase });
      for (const { citation, inputs } of controlAssessment.rules) {
        expect(citation).toMatch(/^\d+ FR \d+/);
        expect(inputs).toHaveProperty('tpp');
      }
    },
  );

  test('13: which domestic chips reach the H20', async () => {
    const { chips } = await answerTo<{ chips: Nodes<Named & { tpp: string }> }>('13', {
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
    const { conditions } = await answerTo<{ conditions: Nodes<Blocking> }>('14');
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

describe('of customs', () => {
  test('15: where a shipment is, and how long it was in each customs status', async () => {
    interface Where {
      shipment: {
        status: string;
        lines: Nodes<{ orderLine: { allocations: Nodes<object> } }>;
        declarations: Nodes<{
          reference: { value: string };
          statusHistory: { status: string; seconds: number | null }[];
        }>;
      };
    }
    const { shipment } = await answerTo<Where>('15', { system: 'wms', id: 'S-501' });
    expect(shipment.status).toBe('DELIVERED');
    expect(shipment.lines.nodes[0]?.orderLine.allocations.nodes).toEqual([
      { direction: 'EXPORT', status: 'USED', licenceLine: { licence: { number: 'X-26-0301' } } },
      {
        direction: 'IMPORT',
        status: 'RESERVED',
        licenceLine: { licence: { number: 'I-26-017' } },
      },
    ]);
    const imported = shipment.declarations.nodes.at(-1);
    expect(imported?.statusHistory.map(({ status, seconds }) => [status, seconds])).toEqual([
      ['DRAFT', 3600],
      ['LODGED', 3600],
      ['ACCEPTED', 3600],
      ['UNDER_CONTROL', 21 * 3600],
      ['HELD', 3 * 86_400],
      ['RELEASED', null],
    ]);
  });

  test('16: which declarations were held, refused or seized, and why', async () => {
    interface Stopped {
      office: string;
      reference: { value: string };
      status: string;
      statusHistory: { status: string; reason: string | null }[];
    }
    const { declarations } = await answerTo<{ declarations: Nodes<Stopped> }>('16');
    const why = declarations.nodes.map(({ office, reference, status, statusHistory }) => [
      office,
      reference.value.slice(-3),
      status,
      ...statusHistory.flatMap(({ reason }) => (reason ? [reason] : [])),
    ]);
    expect(why).toEqual([
      ['CNNGB', '501', 'RELEASED', 'The end-user statement is to be shown in the original'],
      ['CNNGB', '502', 'HELD', 'The purchase plan does not name this shipment'],
      [
        ...['CNNGB', '503', 'SEIZED', 'The count of modules is not the one declared'],
        'Undeclared modules were found',
      ],
    ]);
  });

  test('17: whether every released consignment was tested before its export', async () => {
    interface Tested {
      shipment: {
        external: { id: string };
        laboratoryTests: Nodes<{ result: string; testedAt: string; laboratory: object }>;
        declarations: Nodes<{ statusHistory: { status: string; from: string }[] }>;
      };
    }
    const { declarations } = await answerTo<{ declarations: Nodes<Tested> }>('17');
    expect(idsOf(declarations.nodes.map(({ shipment }) => shipment))).toEqual(['S-501', 'S-505']);
    for (const { shipment } of declarations.nodes) {
      const [test] = shipment.laboratoryTests.nodes;
      expect(test).toMatchObject({
        result: 'PASSED',
        laboratory: { jurisdiction: { code: 'US' } },
      });
      const accepted = shipment.declarations.nodes[0]?.statusHistory.find(
        ({ status }) => status === 'ACCEPTED',
      );
      expect(Date.parse(test?.testedAt ?? '')).toBeLessThan(Date.parse(accepted?.from ?? ''));
    }
  });

  test('18: which parties have a parent in D:5 or Macau, or an open match', async () => {
    interface Party extends Named {
      jurisdiction: { code: string };
      screenings: Nodes<{ list: string; result: string }>;
    }
    const { organisations } = await answerTo<{ organisations: Nodes<Party> }>('18');
    const names = organisations.nodes.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['Kunlunxin', 'ByteDance', 'Lantern Cloud', 'Quince Data']),
    );
    expect(names).not.toContain('NVIDIA');
    expect(names).not.toContain('Halcyon Accelerators');
    const open = organisations.nodes.filter(({ screenings }) =>
      screenings.nodes.some(({ result }) => result === 'POTENTIAL_MATCH'),
    );
    expect(open.map(({ name }) => name)).toEqual(['Quince Data']);
  });

  test('22: which policy events fell in between, and whether it would be decided otherwise', async () => {
    interface Since {
      orderLine: { decisions: Nodes<{ verdict: string; currentVerdict: string }> };
      policyEvents: Nodes<{ announcedAt: string; legalReference: string }>;
    }
    await eventually(async () => {
      const { orderLine, policyEvents } = await answerTo<Since>('22', {
        ...{ system: 'erp', line: 'LC-1001/20', from: '2026-03-04', to: '2026-06-02' },
      });
      expect(orderLine.decisions.nodes).toEqual([
        { takenAt: '2026-03-06T08:05:00.000Z', verdict: 'CLEAR', currentVerdict: 'HOLD' },
      ]);
      expect(policyEvents.nodes.map(({ announcedAt }) => announcedAt)).toEqual(['2026-05-31']);
      expect(policyEvents.nodes[0]?.legalReference).toContain('15 CFR 742.6');
    });
  });
});
