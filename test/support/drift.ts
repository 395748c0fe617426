/**
 * Regenerates committed files with the project's own command and fails when they change:
 * `node --import tsx test/support/drift.ts sdk|schema`.
 *
 * The fresh files are left in place, so that the remedy is to look at them and commit them.
 * Exit codes: 0 no drift, 1 drift or a failed generator, 2 an unknown name.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Generator {
  /** The script in package.json that writes the files. */
  script: string;
  paths: readonly string[];
}

const GENERATORS: Readonly<Record<string, Generator>> = {
  sdk: { script: 'codegen', paths: ['sdk/src/_generated'] },
  schema: { script: 'schema', paths: ['server/schema.graphql', 'migrations/schema.sql'] },
};

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Git's answer; a fault of git itself ends the check with its own words. */
function git(...args: string[]): string {
  const run = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) {
    const why = run.error?.message ?? run.stderr.trim();
    fail(`The drift check compares with what git has, and git answered: ${why}`, 1);
  }
  return run.stdout;
}

function fail(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

const name = process.argv[2] ?? '';
const generator = Object.hasOwn(GENERATORS, name) ? GENERATORS[name] : undefined;
if (!generator) fail(`Say what to check: ${Object.keys(GENERATORS).join(' or ')}.`, 2);
const { script, paths } = generator;

const written = spawnSync('npm', ['run', '--silent', script], {
  cwd: ROOT,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (written.status !== 0) {
  fail(`"npm run ${script}" failed, so nothing was compared; its own words stand above.`, 1);
}

const missing = paths.filter((path) => git('ls-files', '-co', '--', path) === '');
if (missing.length > 0) fail(`"npm run ${script}" did not write ${missing.join(', ')}.`, 1);

const changed = git('diff', '--no-color', '--', ...paths);
const added = git('ls-files', '--others', '--', ...paths);
if (changed !== '' || added !== '') {
  process.stdout.write(changed);
  for (const path of added.split('\n').filter(Boolean)) process.stdout.write(`new file: ${path}\n`);
  fail(
    `What the code generates has drifted from the committed ${paths.join(' and ')}. ` +
      'The fresh files are in place now: read the difference above and commit them.',
    1,
  );
}
