import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerTo,
  eventually,
  idsOf,
  type Named,
  type Nodes,
  questionFiles,
  questionText,
} from '../support/questions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ story: true });
});

afterAll(() => server?.close());

test('each question is one document that names itself', () => {
  const files = questionFiles();
  const numbers = files.map((name) => Number(name.slice(0, 2)));
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 22]);
  for (const file of files) expect(questionText(file), file).toMatch(/^# .+\?\nquery \w+/);
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
    const { shipment } = await answerTo<Where>(server, '15', { system: 'wms', id: 'S-501' });
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
    const { declarations } = await answerTo<{ declarations: Nodes<Stopped> }>(server, '16');
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
    const { declarations } = await answerTo<{ declarations: Nodes<Tested> }>(server, '17');
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
    const { organisations } = await answerTo<{ organisations: Nodes<Party> }>(server, '18');
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
      const { orderLine, policyEvents } = await answerTo<Since>(server, '22', {
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
