import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCarnet } from '@carnet/sdk';
import { run } from '../support/run.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ story: true });
}, 120_000);
afterAll(() => server.close());

function example(name: string, key = '') {
  const file = `sdk/examples/${name}.ts`;
  const env = { CARNET_URL: server.url, CARNET_KEY: key };
  return run([process.execPath, '--import', 'tsx', file], { cwd: PROJECT, env });
}

test('follow-a-licence sees its own decisions in order, and ends', async () => {
  const { code, output } = await example('follow-a-licence', server.keys.authority);
  expect(output).toMatch(
    /^NVIDIA is ACTIVE, version \d+\n\S+Z LICENCE_SUSPENDED ACTIVE -> SUSPENDED: .+\n\S+Z LICENCE_REINSTATED SUSPENDED -> ACTIVE: .+\n$/,
  );
  expect(code).toBe(0);
});

test('follow-a-licence without a key says what is missing', async () => {
  const { code, output } = await example('follow-a-licence');
  expect(output).toMatch(/Error: Your key may not do this/);
  expect(code).toBe(1);
});

test('h200-file tells the total with its bounds and sources, and of each that it is unknown', async () => {
  const { code, output } = await example('h200-file');
  expect(output).toMatch(/together: more than 400000 chips\n {4}.+, 2026-01-\d\d: /);
  for (const buyer of ['ByteDance', 'Alibaba', 'Tencent']) {
    expect(output).toContain(`  ${buyer}: unknown (CONDITIONALLY_APPROVED)`);
  }
  expect(code).toBe(0);
});

/** A key that acts for one of the invented companies. */
async function keyOf(organisation: string): Promise<string> {
  const admin = createCarnet({ url: server.url, key: server.keys.admin });
  const made = await admin.createApiKey({
    name: `ERP of ${organisation}`,
    roles: ['VENDOR'],
    organisation: { name: organisation },
    idempotencyKey: `key of ${organisation}`,
  });
  if (made.__typename !== 'CreateApiKeyPayload' || !made.key) throw new Error('no key was made');
  return made.key;
}

test('erp-order checks, is refused with numbers, does its part, reserves, and gives back', async () => {
  const key = await keyOf('Halcyon Accelerators');
  const { code, output } = await example('erp-order', key);
  expect(output).toMatch(/^\S+\/10, 60 H200: UNKNOWN$/m);
  expect(output).toMatch(/^ {2}SCREENING UNKNOWN \(15 CFR part 744\): .+ Owed by Halcyon Acc/m);
  expect(output).toMatch(/^ {2}IMPORT_AUTHORISATION HOLD \(.+\): .+ Owed by Lantern Cloud\.$/m);
  expect(output).toMatch(/\/10 is refused\n {2}SCREENING UNKNOWN .+\n.+ is screened: CLEAR\n/);
  expect(output).toMatch(
    /\/10 is reserved\n {2}EXPORT: 60 from X-26-0301, 290 left\n {2}IMPORT: 60 from I-26-017, 40 left\n/,
  );
  expect(output).toMatch(/\/20: no licence for EXPORT and IMPORT\n {2}X-26-0301: .+ 400 .+ 290 /);
  expect(output).toMatch(/\/20: I-26-017 has 40 of 60\n\S+\/20 is reserved\n/);
  expect(output).toMatch(/ {2}IMPORT: 40 from I-26-017, 0 left\n$/);
  expect(code).toBe(0);

  const { lines } = (await createCarnet({ url: server.url, key }).licence({
    number: 'I-26-017',
  })) ?? { lines: { nodes: [] } };
  expect(lines.nodes).toMatchObject([{ available: 100 }]);
});

test('what-if tells the decisions that would change, and totals of what is invented apart', async () => {
  const { code, output } = await example('what-if', server.keys.authority);
  expect(output).toMatch(/^If X-26-0301 is revoked: 3 of \d lines would change$/m);
  expect(output).toMatch(
    /^ {2}Lantern Cloud LC-1001\/10: CLEAR -> HOLD, EXPORT_AUTHORISATION\n {4}400 chips lose their licence$/m,
  );
  expect(output).toMatch(/^ {2}reported and recorded: 0 lines, 0 chips blocked/m);
  expect(output).toMatch(/^ {2}invented: 3 lines, 400 chips blocked/m);
  expect(output).toMatch(/^If "Domestic chips for each imported chip" is 0\.5: /m);
  expect(output).toMatch(/^ {4}Lantern Cloud imports \d+, has 300 domestic, buys \d+$/m);
  expect(code).toBe(0);
});

test('what-if without a key sees no orders, so none changes', async () => {
  const { code, output } = await example('what-if');
  expect(output).toMatch(/^If X-26-0301 is revoked: 0 of 0 lines would change$/m);
  expect(code).toBe(0);
});
