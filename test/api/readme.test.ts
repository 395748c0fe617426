import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(project, 'README.md'), 'utf8');
const run = promisify(execFile);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ story: true });
}, 120_000);
afterAll(() => server.close());

/** The snippets of a section, against the server of this test instead of the reader's. */
function snippets(section: string, language: string): string[] {
  const text = readme.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return blocks
    .filter(([, name]) => name === language)
    .map(([, , code = '']) =>
      code
        .replaceAll('http://127.0.0.1:4000', new URL(server.url).origin)
        .replaceAll('.carnet/', `${server.dataDir}/`),
    );
}

async function shell(code: string): Promise<string> {
  const env = { ...process.env, DATABASE_URL: server.databaseUrl, CARNET_DATA_DIR: server.dataDir };
  return (await run('bash', ['-c', code], { cwd: project, env })).stdout;
}

/** Runs a program saved in the clone, as the README says; ends it once its output has what is awaited. */
async function program(
  name: string,
  code: string,
  awaited?: () => Promise<RegExp>,
): Promise<string> {
  const file = join(project, 'test', 'api', name);
  writeFileSync(file, code);
  try {
    const child = execFile(process.execPath, ['--import', 'tsx', file], { cwd: project });
    let output = '';
    child.stdout?.on('data', (text: string) => {
      output += text;
    });
    child.stderr?.on('data', (text: string) => {
      output += text;
    });
    const ended = new Promise<void>((resolve) => {
      child.on('close', () => resolve());
    });
    if (awaited) {
      const pattern = await awaited();
      while (!pattern.test(output) && child.exitCode === null) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      child.kill();
    }
    await ended;
    return output;
  } finally {
    rmSync(file);
  }
}

describe('the README', () => {
  test('asks by curl', async () => {
    const [curl = ''] = snippets('Query', 'sh');
    const { data } = JSON.parse(await shell(curl));
    const [round] = data.approvalRounds.nodes;
    expect(round.authorisedUnits).toMatchObject({ low: '400000', high: null });
    expect(
      round.licences.nodes.map((one: { licensee: { name: string } }) => one.licensee.name),
    ).toEqual(['ByteDance', 'Alibaba', 'Tencent']);
  });

  test('takes a list away', async () => {
    const [curl = ''] = snippets('Take it away', 'sh');
    const [shown = ''] = snippets('Take it away', 'csv');
    const lines = (await shell(curl)).replace('\uFEFF', '').replaceAll('\r', '').split('\n');
    for (const [place, line] of shown.trimEnd().split('\n').entries()) {
      const [begin = ''] = line.split('…');
      expect(lines[place]?.slice(0, begin.length)).toBe(begin);
    }
  });

  test('asks by the SDK', async () => {
    const [code = ''] = snippets('SDK', 'ts');
    const output = await program('readme-sdk.ts', code);
    expect(output).toContain('MORE_THAN 400000 in total');
    expect(output).toContain('ByteDance: share unknown');
    expect(output).toMatch(/^MI325X 20800 US$/m);
  });

  test('decides: places an order, asks every rule, and reserves both sides', async () => {
    const [code = ''] = snippets('Decide', 'ts');
    const output = await program('readme-decide.ts', code);
    expect(output).toMatch(/^LC-2001\/10: CLEAR\n( {2}[A-Z_]+ CLEAR \(.+\).*\n){12}/);
    expect(output).toMatch(/ {2}EXPORT 60 from X-26-0301\n {2}IMPORT 60 from I-26-017\n$/);
    // sent again: nothing is placed or reserved twice
    expect(await program('readme-decide.ts', code)).toBe(output);
  });

  test('captures an event of customs, and reads it as it came', async () => {
    const [code = ''] = snippets('Capture', 'sh');
    const { bizStep, quantityList } = JSON.parse(await shell(code));
    expect(bizStep).toBe('inspecting');
    expect(quantityList).toEqual([{ epcClass: 'urn:carnet:chip:H200', quantity: 8 }]);
    const query = `{ customsEvents { nodes { licences { nodes { number } } } } }`;
    const { data } = await ask(server.url, { query }, server.keys.broker);
    expect(data).toEqual({
      customsEvents: { nodes: [{ licences: { nodes: [{ number: 'I-26-017' }] } }] },
    });
  });

  test('counts what customs stopped, by office and month', async () => {
    const [query = ''] = snippets('Count and group', 'graphql');
    const { data, errors } = await ask(server.url, { query }, server.keys.authority);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ declarations: { aggregates: { count: 3 } } });
  });

  test('supposes that a licence is revoked', async () => {
    const [query = ''] = snippets('What if', 'graphql');
    const { data, errors } = await ask(server.url, { query }, server.keys.authority);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ whatIf: { demonstrationTotals: { linesChanged: 3 } } });
  });

  test('tells the story once, and makes and lists keys', async () => {
    const [code = ''] = snippets('Command line', 'sh');
    const output = await shell(code);
    expect(output).toContain('Nothing was told: the database has the story already.');
    const [, prefix] = /^carnet_([^_]+)_\S+$/m.exec(output) ?? [];
    expect(output).toMatch(new RegExp(`^${prefix}\t.*VENDOR\tHalcyon Accelerators\tour ERP$`, 'm'));
  });

  test('subscribes, and sees a licence suspended from the shell', async () => {
    const [code = ''] = snippets('Subscribe', 'ts');
    const [suspend = ''] = snippets('Subscribe', 'sh');
    const output = await program('readme-follow.ts', code, async () => {
      expect(await shell(suspend)).toContain('"status":"SUSPENDED"');
      return /LICENCE_SUSPENDED/;
    });
    expect(output).toMatch(/^1 LICENCE_RECORDED ByteDance CONDITIONALLY_APPROVED$/m);
    expect(output).toMatch(/^\d+ LICENCE_SUSPENDED ByteDance SUSPENDED$/m);
  });

  test('leads to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(5);
    for (const path of links) expect(() => readFileSync(join(project, path))).not.toThrow(/ENOENT/);
  });
});
