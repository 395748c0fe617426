import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the dataset lies that comes with Carnet. */
export const datasetDirectory = fileURLToPath(new URL('../../dataset/', import.meta.url));

export interface DatasetFile {
  readonly name: string;
  readonly text: string;
}

/** The dataset's files, by name. */
export function readFiles(directory: string = datasetDirectory): DatasetFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(`${directory}/${name}`, 'utf8') }));
}

/** Tells one state of the files from another. */
export function digest(files: readonly DatasetFile[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(`${name}\0${text}\0`);
  return hash.digest('hex');
}
