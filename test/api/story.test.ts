import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ story: true });
}, 120_000);

afterAll(() => server?.close());

test('is told', () => {
  expect(server.url).toContain('graphql');
});
