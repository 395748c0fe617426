import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import {
  createLoadedDatabase,
  createStoryDatabase,
  type TestDatabase,
} from '../support/database.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const databases: TestDatabase[] = [];
let dataDir = '';

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'carnet-demo-'));
});

afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  for (const { drop } of databases) await drop();
});

/** Runs `carnet demo` and, when told to, kills it as soon as it says what matches. */
function tell(url: string, killAt?: RegExp): Promise<{ output: string; killed: boolean }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/src/cli.ts', 'demo'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url, CARNET_DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let killed = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (killAt?.test(output) && !killed) killed = child.kill('SIGKILL');
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve({ output, killed }));
  });
}

/** How many rows of each kind the story made, and what is left on licences. */
async function outcome(url: string): Promise<object> {
  const client = await connectDatabase(url);
  try {
    const { rows } = await client.query(
      `select (select count(*) from demonstration_step) as steps,
         (select count(*) from organisation where provenance = 'DEMONSTRATION') as players,
         (select count(*) from purchase_order) as orders, (select count(*) from shipment) as shipments,
         (select count(*) from declaration) as declarations,
         (select count(*) from licence_movement where actor = 'demonstration') as movements,
         (select count(*) from event where actor = 'demonstration') as events,
         (select json_agg(line order by line ->> 'number') from (
           select json_build_object('number', number, 'status', status, 'version', version,
             'reserved', reserved_units, 'used', used_units) as line
           from licence join licence_line on licence_id = licence.id
           where licence.provenance = 'DEMONSTRATION') each) as lines`,
    );
    return rows[0];
  } finally {
    await client.end();
  }
}

test('a telling that is killed goes on where it was, once; a second one adds nothing', async () => {
  const whole = await createStoryDatabase();
  const cut = await createLoadedDatabase();
  databases.push(whole, cut);
  const first = await tell(cut.url, /Telling the invented story: 20 of/);
  expect(first.killed).toBe(true);
  const second = await tell(cut.url);
  expect(second.output).toMatch(/^Took \d+ decisions of invented companies\.$/m);
  expect(await outcome(cut.url)).toEqual(await outcome(whole.url));

  const again = await tell(cut.url);
  expect(again.output).toContain('Nothing was told: the database has the story already.');
});
