import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROJECT } from '../support/server-process.ts';

let clone: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'a clone '));
  for (const file of [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'server/install.mjs',
    'server/package.json',
    'sdk/package.json',
  ]) {
    cpSync(join(PROJECT, file), join(clone, file));
  }
});

afterEach(() => rmSync(clone, { recursive: true }));

function install(env: Record<string, string>, ...nodeArgs: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeArgs, 'server/install.mjs'],
    {
      cwd: clone,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    },
  );
  return { status, stdout, stderr: stderr.trim() };
}

it('says in one sentence that the registry cannot be reached, and tries again next time', () => {
  const offline = {
    HOME: join(clone, 'home'),
    npm_config_registry: 'http://127.0.0.1:1/',
    npm_config_fetch_retries: '0',
  };
  for (let time = 1; time <= 2; time++) {
    const { status, stdout, stderr } = install(offline);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^Installing Carnet's packages with pnpm@\d+\.\d+\.\d+ /);
    expect(stderr).toMatch(/^The package registry cannot be reached: [^\n]*\.$/);
  }
});

it('installs also where npx brings Node itself, as in `npx -p node@24 npm start`', () => {
  const { status, stdout } = install({ HOME: process.env.HOME ?? '', npm_config_package: 'node' });
  expect(stdout).toContain('Done in ');
  expect(status).toBe(0);
});

it('says which Node it needs when this one is older', () => {
  const old = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.4'})`;
  const { status, stdout, stderr } = install({}, '--import', old);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^Carnet needs Node 20\.19 or later and this is 18\.20\.4: [^\n]*\.$/);
});
