import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// Tools that nobody else's list of rules can replace, and too large for every installation: they
// are fetched here, when they are asked for.
const here = import.meta.dirname;
const run = (command: string, ...parameters: string[]): void => {
  execFileSync(command, parameters, { cwd: here, stdio: 'inherit' });
};

if (!existsSync(join(here, 'node_modules', 'relay-compiler'))) {
  run('npm', 'ci', '--no-audit', '--no-fund');
}
mkdirSync(join(here, 'node_modules', '.artifacts'), { recursive: true });
run('npx', 'relay-compiler', 'relay.config.json');
// The linter takes only what lies below its configuration.
const copy = join(here, 'schema.graphql');
cpSync(join(here, '../../server/schema.graphql'), copy);
try {
  run('npx', 'eslint', 'schema.graphql');
} finally {
  rmSync(copy);
}
process.stdout.write('The schema is one that Relay takes.\n');
