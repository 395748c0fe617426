import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregatesOf, everyAggregate, fieldsOf, type Row } from '../support/aggregated.ts';
import { ask } from '../support/http.ts';
import { createSchema } from '../../server/src/schema.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
afterAll(() => server?.close());

const { schema } = createSchema();

interface List {
  totalCount: number;
  nodes: Row[];
  aggregates: object;
  groups: { key: { provenance: string }; aggregates: { count: number } }[];
}

test.each(['2026-01-28T23:59:59Z', '2026-03-31T23:59:59Z', '2026-11-01T00:00:00Z'])(
  'aggregates and groups are of the rows that were known at %s',
  async (asOf) => {
    const fields = fieldsOf(schema, 'LicenceCounts').map(([name]) => name);
    const query = `query ($asOf: DateTime) {
      licences(asOf: $asOf, first: 200) { totalCount ${everyAggregate(schema, 'Licence')}
        nodes { ${fields.join(' ')} }
        groups(by: [{ field: PROVENANCE }, { licensee: { field: NAME } }]) { key { provenance } aggregates { count } } }
      approvalRounds(asOf: $asOf) { totalCount aggregates { sum { authorisedUnits { low figures claims { id } } } } } }`;
    const { data, errors } = await ask(server.url, { query, variables: { asOf } });
    expect(errors).toBeUndefined();
    const { licences, approvalRounds } = data as {
      licences: List;
      approvalRounds: {
        totalCount: number;
        aggregates: {
          sum: { authorisedUnits: { low: string; figures: number; claims: object[] } };
        };
      };
    };
    expect(licences.aggregates).toEqual(aggregatesOf(schema, 'Licence', licences.nodes));
    const counts = licences.groups.map(({ aggregates }) => aggregates.count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(licences.totalCount);
    const { authorisedUnits } = approvalRounds.aggregates.sum;
    expect(authorisedUnits.figures).toBe(approvalRounds.totalCount);
    expect(authorisedUnits.claims.length).toBeGreaterThan(0);
  },
);
