import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { findBinaries } from '../../server/src/database/binaries.ts';
import { createTestDatabase } from '../support/database.ts';
import { useCarnet } from '../support/carnets.ts';
import type { CarnetProcess } from '../support/server-process.ts';

const carnets = useCarnet({ bare: true });

/** The one sentence a start ended with, and its exit code. */
async function refusal(carnet: CarnetProcess): Promise<{ code: number | null; sentence: string }> {
  const { code } = await carnet.ended;
  expect(carnet.output).not.toMatch(/^ +at /m);
  expect(carnet.output).not.toContain('ready ');
  return { code, sentence: carnet.output.trim().split('\n').at(-1) ?? '' };
}

it('names a variable it cannot read, before it touches anything, with exit code 2', async () => {
  const carnet = carnets.start({ env: { PORT: 'http' } });
  expect(await refusal(carnet)).toEqual({
    code: 2,
    sentence: 'PORT must be a whole number from 0 to 65535, and it is "http".',
  });
  expect(carnet.output.trim().split('\n')).toHaveLength(1);
});

it('names PORT when the port is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { code, sentence } = await refusal(carnets.start({ env: { PORT: port } }));
  server.close();
  expect(code).toBe(1);
  expect(sentence).toMatch(new RegExp(`^Port ${port} .* taken .* set PORT .*\\.$`));
});

it('names HOST when that is not an address of this machine', async () => {
  const { code, sentence } = await refusal(carnets.start({ env: { HOST: '192.0.2.1' } }));
  expect(code).toBe(1);
  expect(sentence).toMatch(/^HOST is 192\.0\.2\.1, .*\.$/);
});

it('refuses a second copy on the same data directory and leaves the first alone', async () => {
  const first = carnets.start();
  const endpoint = await first.ready();
  const { code, sentence } = await refusal(carnets.start());
  expect(code).toBe(1);
  expect(sentence).toMatch(
    new RegExp(`^Another Carnet \\(process ${first.child.pid}\\) is running on .*CARNET_DATA_DIR`),
  );
  expect((await fetch(new URL('/livez', endpoint))).status).toBe(200);
});

it('refuses the second of two copies started at the same moment', async () => {
  const both = [carnets.start(), carnets.start()];
  const outcome = await Promise.allSettled(both.map((carnet) => carnet.ready()));
  expect(outcome.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('names DATABASE_URL where the packages bring no PostgreSQL', async () => {
  const otherMachine = `data:text/javascript,Object.defineProperty(process,'arch',{value:'pdp11'})`;
  const { code, sentence } = await refusal(carnets.start({ preload: [otherMachine] }));
  expect(code).toBe(1);
  expect(sentence).toMatch(/^Carnet brings no PostgreSQL for \w+-pdp11: set DATABASE_URL .*\.$/);
  expect(() => findBinaries('sunos', 'sparc')).toThrow(/sunos-sparc: set DATABASE_URL/);
});

it('names DATABASE_URL when nothing answers there, without its password', async () => {
  const carnet = carnets.start({
    env: { DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/carnet' },
  });
  const { code, sentence } = await refusal(carnet);
  expect(code).toBe(1);
  expect(sentence).toBe(
    'The database at 127.0.0.1:1/carnet cannot be used (nothing listens there): check DATABASE_URL.',
  );
});

it('refuses a database that is newer than the code', async () => {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query("insert into carnet_migration values ('9999-tomorrow', 'unknown')");
  await client.end();
  const { code, sentence } = await refusal(carnets.start({ env: { DATABASE_URL: database.url } }));
  expect(code).toBe(1);
  expect(sentence).toMatch(/^The database is newer than this code: .*9999-tomorrow.*\.$/);
  await database.drop();
});

it('names CARNET_DATA_DIR when that cannot be a directory', async () => {
  mkdirSync(dirname(carnets.dataDir), { recursive: true });
  writeFileSync(carnets.dataDir, 'a file');
  const { code, sentence } = await refusal(carnets.start());
  expect(code).toBe(1);
  expect(sentence).toMatch(/^The data directory .* cannot be written .*CARNET_DATA_DIR.*\.$/);
});
