import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../support/run.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const TSC = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);

let server: TestServer;
/** a project of somebody else's, in which the packed SDK is all there is */
let theirs: string;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  theirs = mkdtempSync(join(tmpdir(), 'carnet-sdk-'));
  writeFileSync(join(theirs, 'package.json'), '{"name":"theirs","type":"module"}');
  const built = await run([process.execPath, 'sdk/build.mjs'], { cwd: PROJECT });
  expect(built).toEqual({ code: 0, output: '' });
  const packed = await run(['npm', 'pack', './sdk/dist', '--pack-destination', theirs], {
    cwd: PROJECT,
  });
  expect(packed.code, packed.output).toBe(0);
  const install = ['npm', 'install', '--offline', '--no-audit', './carnet-sdk-0.1.0.tgz'] as const;
  const installed = await run(install, { cwd: theirs });
  expect(installed.output).toContain('added 1 package');
}, 120_000);

afterAll(async () => {
  rmSync(theirs, { recursive: true, force: true });
  await server.close();
});

test('the package works in plain Node with nothing beside it', async () => {
  writeFileSync(
    join(theirs, 'ask.js'),
    `import { createCarnet } from '@carnet/sdk';
     const carnet = createCarnet({ url: process.env.CARNET_URL });
     const { nodes } = await carnet.licences({ filter: { status: { eq: 'ACTIVE' } } });
     console.log(nodes[0].licensee.name, nodes[0].recordedAt instanceof Date);`,
  );
  const env = { CARNET_URL: server.url };
  const asked = await run([process.execPath, 'ask.js'], { cwd: theirs, env });
  expect(asked).toEqual({ code: 0, output: 'NVIDIA true\n' });
});

test('it says what to install to subscribe', async () => {
  writeFileSync(
    join(theirs, 'follow.js'),
    `import { createCarnet } from '@carnet/sdk';
     const carnet = createCarnet({ url: process.env.CARNET_URL });
     await carnet.licenceEvents({ from: 'BEGINNING' }).next();`,
  );
  const env = { CARNET_URL: server.url };
  const followed = await run([process.execPath, 'follow.js'], { cwd: theirs, env });
  expect(followed.code).toBe(1);
  expect(followed.output).toContain('npm install graphql-ws');
});

test('its types are read by a strict project', async () => {
  writeFileSync(
    join(theirs, 'typed.ts'),
    `import { CarnetError, createCarnet, LicenceDocument } from '@carnet/sdk';
     const carnet = createCarnet({ url: 'http://127.0.0.1:4000/graphql' });
     export const licence = await carnet.licence({ id: 'x' });
     export const changed: Date | null | undefined = licence?.statusChangedAt;
     export const number: string | null | undefined = (
       await carnet.request(LicenceDocument, { number: 'x' })
     ).licence?.number;
     export const code = (error: unknown) => error instanceof CarnetError && error.code;
     // @ts-expect-error a field that is not there
     export const wrong = licence?.colour;`,
  );
  const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022'];
  const libraries = ['--lib', 'es2022,dom', '--types', ''];
  const checked = await run([process.execPath, TSC, ...strict, ...libraries, 'typed.ts'], {
    cwd: theirs,
  });
  expect(checked).toEqual({ code: 0, output: '' });
});
