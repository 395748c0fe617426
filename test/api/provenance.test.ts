import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { MIGRATIONS } from '../../server/src/database/migration-files.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
afterAll(() => server.close());

const data = async <Data>(query: string, variables = {}) => {
  const answer = await ask(server.url, { query, variables }, server.keys.admin);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
};

const kinds = [
  ...['sourceReports', 'claims', 'policyEvents', 'organisations', 'approvalRounds'],
  ...['licences', 'conditions', 'restrictions', 'sourcingRules'],
];

test('what the dataset holds is reported', async () => {
  const query = kinds
    .map(
      (kind) =>
        `${kind} { totalCount } other_${kind}: ${kind}(filter: { provenance: { ne: REPORTED } }) { totalCount }`,
    )
    .join(' ');
  const counts = await data<Record<string, { totalCount: number }>>(`{ ${query} }`);
  for (const kind of kinds) {
    expect(counts[kind]?.totalCount, kind).toBeGreaterThan(0);
    expect(counts[`other_${kind}`]?.totalCount, kind).toBe(0);
  }
});

test('a source vouches for what was read in it, and whoever decides for what was decided', async () => {
  const { recordSourceReport } = await data<{
    recordSourceReport: { sourceReport: { id: string } };
  }>(
    `mutation { recordSourceReport(input: { idempotencyKey: "1", publisher: "An agency", title: "A story", publishedAt: "2026-03-01" }) {
      ... on RecordSourceReportPayload { sourceReport { id provenance } } } }`,
  );
  expect(recordSourceReport.sourceReport).toMatchObject({ provenance: 'REPORTED' });
  const { chip } = await data<{ chip: { id: string } }>('{ chip(name: "H200") { id } }');
  expect(
    await data(
      `mutation($report: ID!, $chip: ID!) { recordClaim(input: { idempotencyKey: "2", sourceReportId: $report, subjectId: $chip, predicate: STATUS, value: { statement: "It sells." } }) {
        ... on RecordClaimPayload { claim { provenance } } } }`,
      { report: recordSourceReport.sourceReport.id, chip: chip.id },
    ),
  ).toEqual({ recordClaim: { claim: { provenance: 'REPORTED' } } });
  const { approvalRounds } = await data<{ approvalRounds: { nodes: { id: string }[] } }>(
    '{ approvalRounds { nodes { id } } }',
  );
  expect(
    await data(
      `mutation($round: ID!) { imposeCondition(input: { idempotencyKey: "3", approvalRoundId: $round, kind: KYC, blocking: true, description: "Name the users" }) {
        ... on ImposeConditionPayload { condition { provenance } } } }`,
      { round: approvalRounds.nodes[0]?.id },
    ),
  ).toEqual({ imposeCondition: { condition: { provenance: 'RECORDED' } } });
});

test('a database that was loaded earlier learns which of its rows are reported', async () => {
  const earlier = mkdtempSync(join(tmpdir(), 'migrations-'));
  for (const name of readdirSync(MIGRATIONS)) {
    if (name < '0013') cpSync(join(MIGRATIONS, name), join(earlier, name));
  }
  const database = await createEmptyDatabase();
  try {
    await migrate(database.url, earlier, () => {});
    const client = await connectDatabase(database.url);
    try {
      await client.query(
        `insert into organisation (name, kind) values ('Reported', 'COMPANY'), ('Recorded', 'COMPANY');
         insert into dataset_row (key, type, row_id)
           select 'organisation/reported', 'Organisation', id from organisation where name = 'Reported';
         insert into source_report (publisher, title, published_at) values ('An agency', 'A story', '2026-01-28')`,
      );
      await migrate(database.url, MIGRATIONS, () => {});
      const { rows } = await client.query(
        'select name, provenance from organisation union all select title, provenance from source_report order by name',
      );
      expect(rows).toEqual([
        { name: 'A story', provenance: 'REPORTED' },
        { name: 'Recorded', provenance: 'RECORDED' },
        { name: 'Reported', provenance: 'REPORTED' },
      ]);
    } finally {
      await client.end();
    }
  } finally {
    rmSync(earlier, { recursive: true });
    await database.drop();
  }
});
