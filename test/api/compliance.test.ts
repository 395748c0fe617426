import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask as askServer } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
afterAll(() => server.close());

interface Check {
  verdict: string;
  authorisation: string | null;
  rules: { rule: string; verdict: string; missing: string[]; owedBy: { name: string } | null }[];
  licenceCandidates: {
    jurisdiction: { code: string };
    direction: string;
    candidates: Record<string, unknown>[];
  }[];
}

const ask = (query: string, variables: object, key?: string) =>
  askServer(server.url, { query, variables }, key);

const question = `query ($line: ComplianceLineInput, $orderLineId: ID) {
  complianceCheck(line: $line, orderLineId: $orderLineId) {
    verdict authorisation checkedAt position
    rules { rule version verdict inputs citation missing owedBy { name } }
    licenceCandidates { jurisdiction { code } direction
      candidates { licence { licensee { name } } line { ordinal } left: available { low claims { id } } serves reason } }
  }
}`;

const h200 = {
  external: { system: 'erp', id: '4500012/10' },
  chip: { name: 'H200' },
  units: 8,
  parties: [{ role: 'END_USER', organisation: { name: 'ByteDance' } }],
  shipDate: '2026-12-01',
  destination: { code: 'CN' },
};

async function check(line: object, key?: string): Promise<Check> {
  const { data, errors } = await ask(question, { line }, key);
  expect(errors).toBeUndefined();
  return (data as { complianceCheck: Check }).complianceCheck;
}

const verdicts = ({ rules }: Check) =>
  Object.fromEntries(rules.map(({ rule, verdict }) => [rule, verdict]));

test('what is known of the H200 for ByteDance does not let it go, and says why', async () => {
  const answer = await check(h200);
  expect(answer).toMatchObject({ verdict: 'HOLD', authorisation: 'LICENCE' });
  expect(verdicts(answer)).toEqual({
    AUTHORISATION: 'CLEAR',
    IMPORT_AUTHORISATION: 'HOLD',
    EXPORT_AUTHORISATION: 'UNKNOWN',
    VALIDITY: 'CLEAR',
    CONDITIONS: 'HOLD',
    SOURCING_RULE: 'UNKNOWN',
    VOLUME_CAP: 'UNKNOWN',
    SCREENING: 'UNKNOWN',
    CLASSIFICATION: 'CLEAR',
    LABORATORY_TEST: 'CLEAR',
    RESTRICTION: 'CLEAR',
    STOCK: 'CLEAR',
  });
  const rule = (name: string) => answer.rules.find((each) => each.rule === name);
  expect(rule('IMPORT_AUTHORISATION')).toMatchObject({ owedBy: { name: 'ByteDance' } });
  expect(rule('SCREENING')?.missing).toEqual(['A screening of ByteDance.']);
  expect(rule('LABORATORY_TEST')?.missing).toHaveLength(1);
  expect(answer.licenceCandidates).toMatchObject([
    {
      jurisdiction: { code: 'US' },
      direction: 'EXPORT',
      candidates: [{ licence: { licensee: { name: 'NVIDIA' } }, left: null, serves: false }],
    },
    {
      jurisdiction: { code: 'CN' },
      direction: 'IMPORT',
      candidates: [{ licence: { licensee: { name: 'ByteDance' } }, line: { ordinal: 1 } }],
    },
  ]);
});

test.each<[string, object, object]>([
  [
    'stays at home',
    { destination: { code: 'US' }, parties: [] },
    { authorisation: 'NOT_REQUIRED' },
  ],
  [
    'is small and limited by a notice that asks for a licence',
    { chip: { name: 'H20' } },
    { authorisation: 'LICENCE' },
  ],
  [
    'leaves China for Japan',
    { chip: { name: 'Ascend 910C' }, destination: { code: 'JP' } },
    { authorisation: null },
  ],
])('what %s', async (_, more, expected) => {
  expect(await check({ ...h200, ...more })).toMatchObject(expected);
});

test('units may be modules', async () => {
  const { rules } = await check({ ...h200, units: 2, unit: 'MODULE', chipsPerModule: 8 });
  const stock = rules.find(({ rule }) => rule === 'STOCK') as unknown as { inputs: unknown };
  expect(stock.inputs).toMatchObject({ units: 16 });
});

test.each<[string, object, RegExp]>([
  ['neither of both', {}, /exactly one of line, orderLineId/],
  ['both', { line: h200, orderLineId: 'T3JkZXJMaW5lOjE' }, /exactly one of line, orderLineId/],
  ['no order line', { orderLineId: 'T3JkZXJMaW5lOjk5OTk5OQ' }, /no order line that you can see/],
  ['an id of something else', { orderLineId: 'Q2hpcDox' }, /id of a Chip/],
  ['no such chip', { line: { ...h200, chip: { name: 'None' } } }, /line.chip names nothing/],
  ['no units', { line: { ...h200, units: 0 } }, /is not a quantity/],
  ['no chips in a module', { line: { ...h200, unit: 'MODULE' } }, /is not a quantity/],
  ['a strange end use', { line: { ...h200, endUse: 'ai services' } }, /line.endUse/],
  ['many parties', { line: { ...h200, parties: Array(21).fill(h200.parties[0]) } }, /at most 20/],
])('%s is bad input', async (_, variables, sentence) => {
  const { data, errors } = await ask(question, variables);
  expect(data).toBeNull();
  expect(errors?.[0]?.message).toMatch(sentence);
  expect(['BAD_USER_INPUT', 'MALFORMED_ID']).toContain(errors?.[0]?.extensions?.code);
});
