import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../support/run.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
});
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
