import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Point {
  at: string;
  figure: {
    low: string | null;
    high: string | null;
    figures: number;
    unknown: number;
    additive: string;
    claims: { publisher: string; predicate: string }[];
  };
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ story: true });
}, 120_000);
afterAll(() => server?.close());

const document = `query Series($metric: SeriesMetric!, $chip: String = "H200", $destination: JurisdictionRef,
  $from: DateTime = "2026-01-01T00:00:00Z", $to: DateTime = "2027-01-01T00:00:00Z", $every: SeriesStep = WEEK, $invented: Boolean = false) {
  series(metric: $metric, chip: { name: $chip }, destination: $destination, from: $from, to: $to, every: $every, demonstration: $invented) {
    at figure { low high figures unknown additive claims { publisher predicate } }
  }
}`;

async function series(variables: object, key: string | undefined = server.keys.admin) {
  const { data, errors } = await ask(server.url, { query: document, variables }, key);
  expect(errors?.map(({ message }) => message)).toBeUndefined();
  return (data as { series: Point[] }).series;
}

describe('a figure over time', () => {
  test('draws 2026 by week, as it was known, with its claims', async () => {
    const points = await series({ metric: 'AUTHORISED_UNITS', destination: { code: 'CN' } });
    expect(points[0]?.at).toBe('2026-01-01T00:00:00.000Z');
    expect(points[1]?.at).toBe('2026-01-08T00:00:00.000Z');
    expect(Date.parse(points.at(-1)?.at ?? '')).toBeLessThanOrEqual(Date.now());
    const before = points.filter(({ at }) => at < '2026-01-28');
    const after = points.filter(({ at }) => at > '2026-01-29');
    for (const { figure } of before) {
      expect(figure).toMatchObject({ low: null, high: null, figures: 0, claims: [] });
    }
    expect(after.length).toBeGreaterThan(0);
    for (const { figure } of after) {
      // a round of three, whose own numbers nobody knows: never divided, never added to it
      expect(figure).toMatchObject({ low: '400000', high: null, unknown: 3 });
      for (const { predicate } of figure.claims) expect(predicate).toBe('AUTHORISED_UNITS');
      expect(figure.claims.map(({ publisher }) => publisher)).toContain('Reuters');
    }
  });

  test('ends with what is read of the present', async () => {
    const points = await series({ metric: 'SHORTFALL_UNITS', every: 'DAY' });
    const { data } = await ask(
      server.url,
      { query: '{ chip(name: "H200") { shortfall { low high unknown } } }' },
      server.keys.admin,
    );
    const { shortfall } = (data as { chip: { shortfall: object } }).chip;
    expect(points.at(-1)?.figure).toMatchObject(shortfall);
    expect(points.length).toBeGreaterThan(300);
  });

  test('counts at each point what a read as of it counts', async () => {
    const points = await series({ metric: 'STOCK_UNITS', every: 'MONTH' });
    const moments = points.map(
      ({ at }, index) =>
        `p${index}: chip(name: "H200", asOf: "${at}") { shortfall { stock { low high figures } } }`,
    );
    const { data } = await ask(
      server.url,
      { query: `{ ${moments.slice(0, 6).join(' ')} }` },
      server.keys.admin,
    );
    const then = Object.values(data as Record<string, { shortfall: { stock: object } } | null>);
    for (const [index, chip] of then.entries()) {
      expect(points[index]?.figure).toMatchObject(chip?.shortfall.stock ?? { figures: 0 });
    }
  });

  test('adds the quarters of one series, and keeps what is invented apart', async () => {
    const [shipped] = (
      await series({ metric: 'SHIPPED_UNITS', chip: 'H20', destination: { code: 'CN' } })
    ).slice(-1);
    expect(shipped?.figure.figures).toBeGreaterThan(4);
    expect(Number(shipped?.figure.low)).toBeGreaterThan(500_000);
    // it was told a moment ago
    const now = { metric: 'RELEASED_UNITS', from: new Date().toISOString() };
    const [invented] = await series({ ...now, invented: true });
    expect(Number(invented?.figure.low)).toBeGreaterThan(0);
    const [real] = await series(now);
    expect(real?.figure).toMatchObject({ low: null, figures: 0 });
  });

  test('counts for each what that one may see', async () => {
    const sums = await Promise.all(
      // what the vendor says that it shipped is public
      ['RELEASED_UNITS', 'ORDERED_UNITS'].map(async (metric) => {
        const { data } = await ask(server.url, {
          query: document,
          variables: { metric, invented: true, from: new Date().toISOString() },
        });
        return (data as { series: Point[] }).series.map(({ figure }) => figure.figures);
      }),
    );
    for (const figures of sums) expect(new Set(figures)).toEqual(new Set([0]));
  });
});

describe('what makes no sense is said', () => {
  test.each([
    [
      'from after to',
      { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
      'BAD_USER_INPUT',
    ],
    ['too many steps', { from: '1990-01-01T00:00:00Z', every: 'DAY' }, 'BAD_USER_INPUT'],
    [
      'all of it ahead',
      { from: '2098-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' },
      'AS_OF_FUTURE',
    ],
    ['a chip that is none', { chip: 'H2000' }, 'BAD_USER_INPUT'],
    ['stock of a destination', { destination: { code: 'CN' } }, 'BAD_USER_INPUT'],
    [
      'a jurisdiction that is none',
      { destination: { code: 'ZZ' }, metric: 'ORDERED_UNITS' },
      'BAD_USER_INPUT',
    ],
    [
      'a jurisdiction named twice',
      { destination: { code: 'CN', id: 'x' }, metric: 'ORDERED_UNITS' },
      'BAD_USER_INPUT',
    ],
  ])('%s', async (_what, variables, code) => {
    const { errors } = await ask(server.url, {
      query: document,
      variables: { metric: 'STOCK_UNITS', ...variables },
    });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
  });
});
