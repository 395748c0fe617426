import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerTo, eventually, type External, idsOf, type Nodes } from '../support/questions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ story: true });
});

afterAll(() => server?.close());

describe('of licences and orders', () => {
  test('1: how many H200 a buyer may still order', async () => {
    const { licences } = await answerTo<{ licences: Nodes<object> }>(server, '01', {
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
      const { orderLines } = await answerTo<{ orderLines: Nodes<Held> }>(server, '02');
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

  test('3: which licences expire soon or are nearly used up', async () => {
    interface Near {
      number: string;
      lines: { aggregates: { max: { depletion: string | null } } };
    }
    const near = async (variables: object) => {
      const { licences } = await answerTo<{ licences: Nodes<Near> }>(server, '03', variables);
      return licences.nodes.map(({ number, lines }) => [number, lines.aggregates.max.depletion]);
    };
    const soon = { from: '2026-11-24', until: '2027-01-23' };
    expect(await near(soon)).toEqual([]);
    expect(await near({ ...soon, depletion: '0.8' })).toEqual([['I-26-017', '0.875']]);
    expect(await near({ from: '2030-11-01', until: '2030-12-31' })).toEqual([
      ['I-26-017', '0.875'],
      ['I-26-018', '0'],
      ['X-26-0301', '0.7083'],
      ['X-26-0302', '0'],
    ]);
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
    const { licence, whatIf } = await answerTo<Affected>(server, '04', { number: 'I-26-017' });
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
    const { orders } = await answerTo<{ orders: Nodes<External & { lines: Nodes<object> }> }>(
      server,
      '06',
    );
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
    }>(server, '07', { chip: 'H200' });
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
});
