import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { performanceDensity, type Rate, tpp } from '../../server/src/chips/performance.ts';
import * as sql from '../../server/src/chips/performance.reads.ts';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { createLoadedDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createLoadedDatabase();
  client = await connectDatabase(database.url);
  // The files have no rival rates; a chip of each kind of rivalry joins them.
  for (const [name, rates] of Object.entries(rivals)) {
    await client.query(`insert into chip (name) values ($1)`, [name]);
    for (const [format, bits, tops, rank] of rates) {
      await client.query(
        `insert into throughput (chip_id, number_format, bit_length, dense_tops, rank, source_report_id)
         select chip.id, $2, $3, $4, $5, (select min(id) from source_report)
         from chip where chip.name = $1`,
        [name, format, bits, tops, rank],
      );
    }
  }
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const rivals: Record<string, [string, number, string, Rate['rank']][]> = {
  'prefers the lower': [
    ['FP8', 8, '2000', 'NORMAL'],
    ['FP8', 8, '1979', 'PREFERRED'],
  ],
  'prefers in one format': [
    ['FP16', 16, '100', 'PREFERRED'],
    ['FP8', 8, '400', 'NORMAL'],
  ],
  'has one deprecated': [
    ['FP8', 8, '3958', 'DEPRECATED'],
    ['FP8', 8, '1979', 'NORMAL'],
  ],
  'has deprecated ones only': [['FP8', 8, '3958', 'DEPRECATED']],
  'has two preferred': [
    ['INT4', 4, '7.000001', 'PREFERRED'],
    ['INT4', 4, '7.000002', 'PREFERRED'],
  ],
};

interface Row {
  name: string;
  computed: string | null;
  tpp: string | null;
  density: string | null;
  area: string | null;
  planar: boolean | null;
  rates: { format: string; bits: number; tops: number; rank: Rate['rank'] }[];
}

const number = (text: string | null): number | null => (text === null ? null : Number(text));

test('every chip has the same TPP and performance density by the SQL and by the rule', async () => {
  const { rows } = await client.query<Row>(`
    select chip.name, ${sql.computedTpp('chip')} as computed, ${sql.tpp('chip')} as tpp,
      ${sql.performanceDensity('chip')} as density, ${sql.dieArea('chip')} as area,
      chip.non_planar as planar, coalesce((
        select json_agg(json_build_object('format', rate.number_format, 'bits', rate.bit_length,
          'tops', rate.dense_tops, 'rank', rate.rank))
        from throughput rate where rate.chip_id = chip.id), '[]') as rates
    from chip order by chip.id`);
  for (const row of rows) {
    const rates = row.rates.map(({ format, bits, tops, rank }) => ({
      numberFormat: format,
      bitLength: bits,
      denseTops: tops,
      rank,
    }));
    expect(number(row.computed), row.name).toBe(tpp(rates));
    const density = performanceDensity(number(row.tpp), number(row.area), row.planar);
    expect(number(row.density), row.name).toBe(density);
  }
  const known = (column: 'computed' | 'density') => rows.filter((row) => row[column] !== null);
  expect(known('computed').length).toBeGreaterThan(50);
  expect(known('density').length).toBeGreaterThan(20);
});
