import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseProblem } from './problem.ts';

export interface Migration {
  /** The file's name without `.sql`, as in `0001-kinds`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, whichever way its lines end. */
  readonly checksum: string;
}

/** The project's own migrations. */
export const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Written from the catalogues, not run. */
export const CATALOGUE_FILE = 'schema.sql';

const NAME = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/;

/** The migrations of a directory, in order. Throws DatabaseProblem for a file out of order. */
export function readMigrations(directory: string): Migration[] {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.sql') && file !== CATALOGUE_FILE)
    .sort();
  files.forEach((file, index) => {
    if (NAME.exec(file)?.[1] === String(index + 1).padStart(4, '0')) return;
    throw new DatabaseProblem(
      `The migration ${file} must be named NNNN-words.sql with the number ${String(index + 1).padStart(4, '0')}, because numbers run from 0001 without gaps.`,
    );
  });
  return files.map((file) => {
    const sql = readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n');
    const checksum = createHash('sha256').update(sql).digest('hex');
    return { name: file.slice(0, -'.sql'.length), sql, checksum };
  });
}
