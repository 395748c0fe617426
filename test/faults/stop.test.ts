import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useCarnet } from '../support/carnets.ts';

const carnets = useCarnet({ bare: true });

// PostgreSQL removes its lock file as the last thing of a clean stop.
const databaseRuns = () => existsSync(join(carnets.home, 'data/postmaster.pid'));

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s stops server and database',
  async (signal) => {
    const carnet = carnets.start();
    const endpoint = await carnet.ready();
    expect(databaseRuns()).toBe(true);
    expect(await carnet.kill(signal)).toEqual({ code: 0, signal: null });
    expect(databaseRuns()).toBe(false);
    await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
    expect(carnet.output).toMatch(/stopping\n$/);
  },
);

it('takes a signal that arrives twice, as under npm, for one', async () => {
  const carnet = carnets.start();
  await carnet.ready();
  carnet.child.kill('SIGINT');
  expect(await carnet.kill('SIGINT')).toEqual({ code: 0, signal: null });
  expect(databaseRuns()).toBe(false);
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s to `npm start` itself stops everything',
  async (signal) => {
    const npm = carnets.start({ command: ['npm', 'start'] });
    const endpoint = await npm.ready();
    await npm.kill(signal);
    expect(databaseRuns()).toBe(false);
    await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
  },
);

it.each([/starting PostgreSQL/, /schema:/])(
  'stops in the middle of a start (%s)',
  async (moment) => {
    const carnet = carnets.start();
    await carnet.says(moment);
    expect(await carnet.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(databaseRuns()).toBe(false);
    await carnets.start().ready();
  },
);
