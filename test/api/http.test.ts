import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

describe('GraphQL over HTTP', () => {
  test('is served as the specification wants it', async () => {
    const audits = serverAudits({ url: server.url });
    const found = { ok: 0, notice: 0, warn: 0, error: 0 };
    const told: string[] = [];
    for (const audit of audits) {
      const result = await audit.fn();
      found[result.status] += 1;
      if (result.status !== 'ok') told.push(`${result.status} ${audit.name}: ${result.reason}`);
    }
    process.stdout.write(`audits: ${JSON.stringify(found)}\n${told.join('\n')}\n`);
    expect(audits.length).toBeGreaterThan(50);
    expect(found.error, told.join('\n')).toBe(0);
  });
});
