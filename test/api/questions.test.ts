import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readQuestions } from '../../server/src/transport/questions.ts';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const questions = await readQuestions();
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});

afterAll(() => server.close());

/** What somebody anonymous is answered to a ready question, in one request. */
async function answerTo<Answer>(name: string): Promise<Answer> {
  const query = questions.find((question) => question.name === name)?.document ?? '';
  const { data, errors } = await ask(server.url, { query });
  expect(errors).toBeUndefined();
  return data as Answer;
}

interface Source {
  publisher: string;
  publishedAt: string;
}

interface Nodes<Node> {
  totalCount: number;
  nodes: Node[];
}

describe('the ready questions', () => {
  test('fit the published schema', () => {
    const schema = buildSchema(
      readFileSync(new URL('../../server/schema.graphql', import.meta.url), 'utf8'),
    );
    expect(questions.map(({ name }) => name)).toEqual([
      'ReachesH200',
      'FirstRound',
      'BeforeOrder',
      'Contradictions',
      'BeforeApproval',
      'LicenceUpdates',
    ]);
    for (const { name, document } of questions) {
      const problems = validate(schema, parse(document)).map((error) => error.message);
      expect({ name, problems }).toEqual({ name, problems: [] });
    }
  });

  test('which chips reach the TPP of the H200, with origin and source', async () => {
    interface Reaching {
      name: string;
      tpp: string;
      originCountry: { code: string } | null;
      publishedTpp: { claims: { sourceReport: Source }[] } | null;
      throughputs: { nodes: { sourceReport: Source }[] };
    }
    const { chip } = await answerTo<{ chip: { tpp: string; reachedBy: Nodes<Reaching> } }>(
      'ReachesH200',
    );
    expect(chip.tpp).toBe('15840');
    const { totalCount, nodes } = chip.reachedBy;
    expect(nodes).toHaveLength(totalCount);
    const names = nodes.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['B200', 'GB200', 'MI355X']));
    for (const below of ['H200', 'H20', 'Ascend 910B', 'Ascend 910C'])
      expect(names).not.toContain(below);
    const values = nodes.map(({ tpp }) => Number(tpp));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values.at(-1)).toBeGreaterThanOrEqual(15_840);
    for (const { name, originCountry, publishedTpp, throughputs } of nodes) {
      expect(originCountry?.code, name).toMatch(/^[A-Z]{2}$/);
      const sources = [...(publishedTpp?.claims ?? []), ...throughputs.nodes];
      expect(sources.length, name).toBeGreaterThan(0);
      for (const { sourceReport } of sources) expect(sourceReport.publisher).not.toBe('');
    }
  });

  test('who was authorised in the first round, how many together, and how many each', async () => {
    interface Round {
      announcedAt: string;
      authorisedUnits: Record<string, unknown> & {
        claims: { rank: string; figure: { low: string }; sourceReport: Source }[];
      };
      licences: Nodes<{
        licensee: { name: string };
        lines: Nodes<{
          chip: { name: string };
          authorised: { low: unknown; high: unknown } | null;
        }>;
      }>;
    }
    const { approvalRounds } = await answerTo<{ approvalRounds: Nodes<Round> }>('FirstRound');
    const [round, ...others] = approvalRounds.nodes;
    expect(others).toEqual([]);
    expect(round?.announcedAt).toBe('2026-01-28');
    expect(round?.authorisedUnits).toMatchObject({
      low: '400000',
      central: null,
      high: null,
      boundKind: 'LIMIT',
      qualifier: 'MORE_THAN',
      unit: 'chips',
    });
    expect(round?.authorisedUnits.claims[0]).toMatchObject({
      rank: 'PREFERRED',
      figure: { low: '400000' },
      sourceReport: { publisher: 'Reuters', publishedAt: '2026-01-28' },
    });
    const licences = round?.licences.nodes ?? [];
    expect(licences.map(({ licensee }) => licensee.name).sort()).toEqual([
      'Alibaba',
      'ByteDance',
      'Tencent',
    ]);
    for (const { lines } of licences) {
      expect(lines.nodes.map(({ chip }) => chip.name)).toEqual(['H200']);
      // neither the whole nor a share of it: what each may buy is not known
      for (const { authorised } of lines.nodes) {
        expect([authorised?.low ?? null, authorised?.high ?? null]).toEqual([null, null]);
      }
    }
  });

  test('which conditions stand between approval and order', async () => {
    interface Condition {
      kind: string;
      status: string;
      approvalRound: { name: string } | null;
      sourceReport: Source;
    }
    const { conditions } = await answerTo<{ conditions: Nodes<Condition> }>('BeforeOrder');
    const ofRound = conditions.nodes.filter(({ approvalRound }) => approvalRound);
    expect(ofRound.map(({ kind, status }) => [kind, status])).toEqual(
      expect.arrayContaining([
        ['UNDISCLOSED', 'UNDER_NEGOTIATION'],
        ['SOURCING', 'UNDER_NEGOTIATION'],
      ]),
    );
    for (const { status, sourceReport } of conditions.nodes) {
      expect(['UNDER_NEGOTIATION', 'PENDING', 'BREACHED']).toContain(status);
      expect(sourceReport.publisher).not.toBe('');
    }
  });

  test('which claims about H200 shipments contradict each other, by publisher and date', async () => {
    interface Rival extends Source {
      figure: { low: string; high: string; unit: string } | null;
      contradicts: Nodes<Rival>;
    }
    const { claims } = await answerTo<{ claims: Nodes<Rival> }>('Contradictions');
    const said = ({ publisher, publishedAt, figure }: Rival) =>
      `${publisher} ${publishedAt}: ${figure?.low}-${figure?.high} ${figure?.unit}`;
    const found = new Map(
      claims.nodes.map((claim) => [said(claim), claim.contradicts.nodes.map(said)]),
    );
    const planned = 'Reuters 2025-12-22: 40000-80000 chips';
    const other = 'Prism 2025-12-22: 12000-16000 chips';
    const none = 'Reuters 2026-02-25: 0-0 chips';
    expect(found.get(planned)).toEqual(expect.arrayContaining([other, none]));
    expect(found.get(other)).toEqual([planned, none]);
    expect(found.get(none)).toEqual(expect.arrayContaining([planned, other]));
    const dates = claims.nodes.map(({ publishedAt }) => publishedAt);
    expect(dates).toEqual([...dates].sort());
  });

  test('which policy events came before the approvals', async () => {
    interface PolicyEvent {
      announcedAt: string;
      title: string;
      sources: Nodes<Source>;
    }
    const { policyEvents } = await answerTo<{ policyEvents: Nodes<PolicyEvent> }>('BeforeApproval');
    const { nodes } = policyEvents;
    const titles = nodes.map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining([
        'H200 exports to approved customers in China announced',
        'Companies asked to halt H200 orders',
        'Case-by-case review of exports to China and Macau',
        'Customs say that the H200 is not permitted',
      ]),
    );
    expect(titles).not.toContain('First H200 imports approved');
    const dates = nodes.map(({ announcedAt }) => announcedAt);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(dates[0]?.localeCompare('2026-01-28')).toBe(-1);
    for (const { title, sources } of nodes) expect(sources.nodes.length, title).toBeGreaterThan(0);
  });
});
