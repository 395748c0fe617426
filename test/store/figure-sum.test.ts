import fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { bounds, figureSum } from '../../server/src/evidence/figure-sum.reads.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = await connectDatabase(database.url);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

interface Told {
  organisation: number | null;
  collective: boolean;
  part: string;
  qualifier: string;
  low: number | null;
  central: number | null;
  high: number | null;
  bound_kind?: string;
  level?: number;
  source?: number;
  unit?: string;
  invented?: boolean;
}

interface Sum {
  low: string | null;
  central: string | null;
  high: string | null;
  bound_kind: string | null;
  figures: string;
  unknown: string;
  additive: string;
  claim_ids: string[] | null;
}

async function sumOf(told: readonly Told[]): Promise<Sum> {
  const given = `select ${bounds('given', 'chips')}, given.organisation as organisation_id, given.collective,
      given.part, given.source as source_report_id, given.claim as claim_id,
      coalesce(given.invented, false) as invented
    from json_to_recordset($1) given (organisation bigint, collective boolean, part text, qualifier text,
      low numeric, central numeric, high numeric, bound_kind text, level numeric, unit text, source bigint, claim bigint, invented boolean)`;
  const rows = told.map((each, index) => ({ unit: 'chips', ...each, claim: index }));
  const { rows: found } = await client.query<Sum>(
    `select * from ${figureSum(given, 'chips')} sum`,
    [JSON.stringify(rows)],
  );
  return found[0] as Sum;
}

const exact = (organisation: number, units: number, part = 'lines'): Told => ({
  ...{ organisation, collective: false, part, qualifier: 'EXACT' },
  ...{ low: units, central: units, high: units },
});
const vague = (organisation: number, units: number): Told => ({
  ...exact(organisation, units),
  ...{ qualifier: 'ABOUT', low: null, high: null },
});
const floor = (organisation: number | null, units: number): Told => ({
  ...{ organisation, collective: true, part: 'claim', qualifier: 'MORE_THAN' },
  ...{ low: units, central: null, high: null },
});
const credible = (organisation: number, source: number, level = 0.9): Told => ({
  ...exact(organisation, 50),
  ...{ qualifier: 'RANGE', low: 40, high: 60, bound_kind: 'CREDIBLE', level, source },
});

test.each<[string, Told[], object]>([
  ['nothing is no number', [], { low: null, high: null, figures: '0', additive: 'ADDITIVE' }],
  [
    'figures of several companies add',
    [exact(1, 10), exact(1, 5), exact(2, 20)],
    { low: '35', central: '35', high: '35', figures: '3', additive: 'ADDITIVE' },
  ],
  [
    'about is a tenth either way',
    [exact(1, 100), vague(2, 100)],
    { low: '190.0', central: '200', high: '210.0', bound_kind: 'LIMIT' },
  ],
  [
    'a floor has no ceiling',
    [floor(1, 2_000_000)],
    { low: '2000000', central: null, high: null, additive: 'ADDITIVE' },
  ],
  [
    'a group is not added to a member, and the greater floor stands',
    [floor(9, 400), exact(1, 100), exact(2, 200)],
    { low: '400', central: null, high: null, additive: 'NOT_ADDITIVE' },
  ],
  [
    'nor are two groups, or what is said of one company in two ways',
    [floor(9, 400), floor(null, 500), exact(1, 100), exact(1, 90, 'claim')],
    { low: '500', additive: 'NOT_ADDITIVE' },
  ],
  [
    'what has no number, or another unit, is counted beside the bounds',
    [
      exact(1, 10),
      { ...exact(2, 8), unit: 'modules' },
      { ...exact(3, 0), low: null, central: null, high: null },
    ],
    { low: '10', central: null, high: null, figures: '3', unknown: '2' },
  ],
  [
    'one credible interval stands for itself',
    [credible(1, 7)],
    { low: '40', high: '60', bound_kind: 'CREDIBLE', additive: 'ADDITIVE' },
  ],
  [
    'credible intervals of one series add',
    [credible(1, 7), credible(2, 7)],
    { low: '80', high: '120', bound_kind: 'CREDIBLE', additive: 'ADDITIVE' },
  ],
  [
    'credible intervals of several series do not, nor with limits',
    [credible(1, 7), credible(2, 8)],
    { low: null, central: null, high: null, bound_kind: null, additive: 'NOT_ADDITIVE' },
  ],
  [
    'and with limits they do not either',
    [credible(1, 7), exact(2, 8)],
    { low: null, high: null, additive: 'NOT_ADDITIVE' },
  ],
  [
    'what is invented is not summed with the rest',
    [exact(1, 10), { ...exact(2, 8), invented: true }],
    {
      low: null,
      central: null,
      high: null,
      bound_kind: null,
      figures: '2',
      unknown: '0',
      additive: 'NOT_ADDITIVE',
    },
  ],
  [
    'but for itself',
    [
      { ...exact(1, 10), invented: true },
      { ...exact(2, 8), invented: true },
    ],
    { low: '18', high: '18', additive: 'ADDITIVE' },
  ],
])('%s', async (_, told, expected) => {
  expect(await sumOf(told)).toMatchObject(expected);
});

/** Lots of chips, each of one company; a figure counts some of the lots of its company or group. */
const lot = fc.record({ company: fc.integer({ min: 1, max: 3 }), chips: fc.nat({ max: 1000 }) });
const figure = fc.record({
  /** 0: a group, of which nobody knows who is in it */
  company: fc.integer({ min: 0, max: 3 }),
  picked: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  below: fc.option(fc.nat({ max: 50 })),
  above: fc.option(fc.nat({ max: 50 })),
});

test('the bounds hold whatever is counted, and however often', async () => {
  const property = fc.asyncProperty(
    fc.array(lot, { minLength: 1, maxLength: 8 }),
    fc.array(figure, { minLength: 1, maxLength: 6 }),
    async (lots, figures) => {
      const seen = new Set<number>();
      const told = figures.map(({ company, picked, below, above }, index): Told => {
        const counted = lots.flatMap((each, at) =>
          picked[at] && (company === 0 || each.company === company) ? [at] : [],
        );
        for (const at of counted) seen.add(at);
        const chips = counted.reduce((whole, at) => whole + (lots[at]?.chips ?? 0), 0);
        return {
          ...{ organisation: company, collective: company === 0, part: `claim ${index}` },
          ...{ qualifier: 'RANGE', central: null },
          low: below === null ? null : Math.max(0, chips - below),
          high: above === null ? null : chips + above,
        };
      });
      const truth = [...seen].reduce((whole, at) => whole + (lots[at]?.chips ?? 0), 0);
      const { low, high } = await sumOf(told);
      expect(low === null || Number(low) <= truth, `${low} <= ${truth}`).toBe(true);
      expect(high === null || Number(high) >= truth, `${truth} <= ${high}`).toBe(true);
      expect(high === null).toBe(figures.some(({ above }) => above === null));
    },
  );
  await fc.assert(property, { numRuns: 300 });
});
