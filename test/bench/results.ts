import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/** One measured thing: ours, and ours over that of each other server in the same run. */
export interface Row {
  case: string;
  metric: string;
  unit: string;
  value: number;
  ratios: Record<string, number>;
}

const folder = fileURLToPath(new URL('results/', import.meta.url));

/** Writes `test/bench/results/NAME.json` and returns its path. */
export async function writeResults(name: string, rows: readonly Row[]): Promise<string> {
  const results = {
    date: new Date().toISOString(),
    node: process.version,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    rows,
  };
  await mkdir(folder, { recursive: true });
  const path = `${folder}${name}.json`;
  await writeFile(path, `${JSON.stringify(results, null, 2)}\n`);
  return path;
}
