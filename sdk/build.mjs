// Makes `dist`, a package as it is published: JavaScript with its types, and a manifest whose
// paths lead there. `npm pack sdk/dist` packs it; `pnpm publish` finds it by publishConfig.
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, 'dist');
rmSync(dist, { recursive: true, force: true });

const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
const tsc = join(dirname(typescript), 'bin', 'tsc');
const built = spawnSync(process.execPath, [tsc, '--project', join(here, 'tsconfig.build.json')], {
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const { scripts, devDependencies, publishConfig, ...kept } = manifest;
kept.exports = { '.': { types: './index.d.ts', default: './index.js' } };
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(kept, null, 2)}\n`);
copyFileSync(join(here, '..', 'LICENSE'), join(dist, 'LICENSE'));
