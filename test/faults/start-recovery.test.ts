import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { useCarnet } from '../support/carnets.ts';

const carnets = useCarnet({ bare: true });

const lockFile = () => join(carnets.home, 'data/postmaster.pid');
const postgresPid = () => Number(readFileSync(lockFile(), 'utf8').split('\n')[0]);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Killed and not yet collected by whoever collects orphans here.
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s*Z/m.test(readFileSync(status, 'utf8'));
}

it('starts again after everything was killed', async () => {
  const first = carnets.start();
  await first.ready();
  const pid = postgresPid();
  const ended = first.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await ended;
  expect(existsSync(lockFile())).toBe(true);
  await carnets.start().ready();
  expect(postgresPid()).not.toBe(pid);
});

it('replaces a PostgreSQL that outlived its killed server', async () => {
  const first = carnets.start();
  await first.ready();
  const orphan = postgresPid();
  await first.kill('SIGKILL');
  expect(isRunning(orphan)).toBe(true);
  await carnets.start().ready();
  expect(isRunning(orphan)).toBe(false);
  expect(readFileSync(join(carnets.home, 'postgres.log'), 'utf8')).toContain(
    'received fast shutdown request',
  );
});

it('is not fooled by a lock file whose process id belongs to another program now', async () => {
  const first = carnets.start();
  await first.ready();
  const pid = postgresPid();
  const ended = first.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await ended;
  // The same user's program, which PostgreSQL itself would take for a running server.
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const other = spawn('sleep', ['1000'], { cwd: '/', ...user });
  const lock = readFileSync(lockFile(), 'utf8');
  writeFileSync(lockFile(), lock.replace(/^\d+/, String(other.pid)));
  await carnets.start().ready();
  expect(other.exitCode).toBe(null);
  other.kill();
});

it('makes the database again when it was killed while making it', async () => {
  const first = carnets.start();
  const unfinished = () =>
    existsSync(carnets.home) &&
    readdirSync(carnets.home).some((name) => name.startsWith('data.new-'));
  while (!unfinished()) await sleep(5);
  await first.kill('SIGKILL');
  expect(existsSync(join(carnets.home, 'data'))).toBe(false);
  await carnets.start().ready();
  expect(unfinished()).toBe(false);
});

it('ends, and says why, when its PostgreSQL ends', async () => {
  const carnet = carnets.start();
  await carnet.ready();
  process.kill(postgresPid(), 'SIGKILL');
  expect((await carnet.ended).code).toBe(1);
  expect(carnet.output).toContain('The database has ended.');
  expect(carnet.output).not.toMatch(/^ +at /m);
});
