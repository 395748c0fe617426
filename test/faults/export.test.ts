import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { askExport, tableOf, wholeOf } from '../support/export.ts';
import { type Ran, run } from '../support/run.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { PROJECT } from '../support/server-process.ts';

const CLI = join(PROJECT, 'server/src/cli.ts');
const program = [process.execPath, '--import', 'tsx', CLI, 'export'] as const;

let server: TestServer;
let home: string;
let document: string;

beforeAll(async () => {
  server = await startTestServer();
  home = mkdtempSync(join(tmpdir(), 'carnet-export-'));
  const db = await connectDatabase(server.databaseUrl);
  await db.query(
    `insert into organisation (name, kind)
     select repeat(E'one "line",\\r\\nanother ', 20) || n, 'COMPANY' from generate_series(1, 3000) n`,
  );
  await db.end();
  document = join(home, 'organisations.graphql');
  writeFileSync(document, '{ organisations { nodes { id name kind } } }');
});

afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await server.close();
});

const options = (to: string, ...more: string[]) => [
  ...['--query', document, '--url', server.url, '--to', to],
  ...more,
];

const carnet = (...args: string[]): Promise<Ran> => run([...program, ...args], { cwd: PROJECT });

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Starts an export and ends it with a signal once so much of it is on the disk. */
async function interrupted(
  to: string,
  signal: NodeJS.Signals,
  bytes: number,
  ...more: string[]
): Promise<number | null> {
  const [node, ...args] = program;
  const child = spawn(node, [...args, ...options(to, ...more)], { cwd: PROJECT, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const size = () => statSync(`${to}.part`, { throwIfNoEntry: false })?.size ?? 0;
  while (size() < bytes && child.exitCode === null) await sleep(5);
  child.kill(signal);
  return await ended;
}

describe('carnet export', () => {
  test.each(['csv', 'jsonl'])('of %s goes on after every kill, byte by byte', async (as) => {
    const to = join(home, `killed.${as}`);
    await interrupted(to, 'SIGKILL', 1, '--as', as);
    await interrupted(to, 'SIGKILL', 400_000, '--as', as, '--resume');
    expect(await interrupted(to, 'SIGINT', 900_000, '--as', as, '--resume')).toBe(130);
    expect(existsSync(to)).toBe(false);
    // what is written in between belongs to another state
    const db = await connectDatabase(server.databaseUrl);
    await db.query(`update organisation set name = 'later ' || name where id % 100 = 0`);
    await db.end();
    const last = await carnet(...options(to, '--as', as, '--resume'));
    expect(last).toMatchObject({ code: 0, output: expect.stringContaining('Wrote 3000 rows') });
    const { recordedAsOf, rows, lastCursor } = JSON.parse(
      readFileSync(`${to}.metadata.json`, 'utf8'),
    );
    expect({ rows, lastCursor }).toEqual({ rows: 3000, lastCursor: expect.any(String) });
    const extensions = { export: { as, recordedAsOf } };
    const query = readFileSync(document, 'utf8');
    const whole = await wholeOf(await askExport(server.url, '*/*', { query, extensions }));
    expect(readFileSync(to, 'utf8') === whole).toBe(true);
    for (const rest of ['.part', '.part.json', '.part.json.new']) {
      expect(existsSync(to + rest), rest).toBe(false);
    }
  });

  test('without an interruption gives the same, and shows how far it is', async () => {
    const [one, other] = [join(home, 'one.csv'), join(home, 'other.csv')];
    const { code, output } = await carnet(...options(one));
    expect(code, output).toBe(0);
    expect(output).toMatch(/Percent exported: [1-9]0 of 100 \(\d+ of 3000 rows\)/);
    await carnet(...options(other));
    expect(digest(one)).toBe(digest(other));
    expect(tableOf(readFileSync(one, 'utf8'))).toHaveLength(3000);
  });

  test('writes to its output where no file is named, and reads the question there', async () => {
    const [node, ...args] = program;
    const child = spawn(node, [...args, '--query', '-', '--as', 'jsonl', '--url', server.url], {
      cwd: PROJECT,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stdin.end('{ organisations(first: 3) { nodes { kind } } }');
    await new Promise((resolve) => child.on('close', resolve));
    expect(output).toBe('{"kind":"COMPANY"}\n'.repeat(3));
  });

  test('spoils no file that is there, and none that another question began', async () => {
    const to = join(home, 'spoilt.csv');
    writeFileSync(to, 'mine');
    const there = await carnet(...options(to));
    expect(there).toEqual({
      code: 1,
      output: `${to} is there already: delete it, or choose another name.\n`,
    });
    expect(readFileSync(to, 'utf8')).toBe('mine');

    const begun = join(home, 'begun.csv');
    await interrupted(begun, 'SIGKILL', 1);
    expect((await carnet(...options(begun))).output).toContain('go on with --resume');
    const other = await carnet(...options(begun, '--resume', '--variables', '{"a":1}'));
    expect(other).toMatchObject({ code: 1, output: expect.stringContaining('another document') });
  });

  test.each([
    [['--query', 'none.graphql'], 'none.graphql cannot be read.'],
    [['--variables', '['], '--variables takes an object'],
    [['--resume'], '--resume needs --to'],
    [['--key', 'nonsense'], 'unknown or was revoked'],
    [['--as', 'xlsx'], 'csv, jsonl'],
    [['--url', 'http://127.0.0.1:1/graphql'], 'cannot be reached'],
  ])('says what is wrong with %j', async (args, words) => {
    const { code, output } = await carnet('--query', document, '--url', server.url, ...args);
    expect(output).toContain(words);
    expect(output).not.toMatch(/^ +at /m);
    expect(code).toBe(1);
  });
});
