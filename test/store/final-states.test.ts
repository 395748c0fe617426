import type { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = await connectDatabase(database.url);
  await client.query(`insert into jurisdiction (code, name) values ('CN', 'China')`);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const law = `'It', (select id from jurisdiction)`;
const rows = [
  [
    'approval_round',
    `(name, jurisdiction_id, ordinal, status) values (${law}, 1, 'CLOSED')`,
    `status = 'ANNOUNCED'`,
    `criteria_known = true`,
  ],
  [
    'restriction',
    `(name, jurisdiction_id, procedure, status, description) values (${law}, 'IMPORT', 'LIFTED', 'x')`,
    `status = 'IN_FORCE'`,
    `lifted_at = '2026-03-18'`,
  ],
  [
    'sourcing_rule',
    `(name, jurisdiction_id, basis, status, description) values (${law}, 'RATIO', 'LIFTED', 'x')`,
    `status = 'PROPOSED'`,
    `effective_to = '2026-03-18'`,
  ],
  [
    'volume_cap',
    `(name, jurisdiction_id, status, description) values (${law}, 'LIFTED', 'x')`,
    `status = 'REPORTED'`,
    `effective_to = '2026-03-18'`,
  ],
] as const;

it.each(rows)(
  'a %s that has ended stays so, whatever the code says',
  async (table, row, ...changes) => {
    const [leaving, staying] = changes;
    await client.query(`insert into ${table} ${row}`);
    await expect(client.query(`update ${table} set ${leaving}`)).rejects.toMatchObject({
      code: 'CN002',
      message: expect.stringContaining(table),
    });
    expect((await client.query(`update ${table} set ${staying}`)).rowCount).toBe(1);
  },
);
