import { parse, YAMLParseError } from 'yaml';
import { type Batch, batchesOf } from './batch.ts';
import type { DatasetFile } from './files.ts';
import { DatasetProblem } from './problem.ts';
import { readRecord } from './record.ts';
import type { Row } from './row.ts';
import { shapes } from './shapes.ts';

/**
 * Reads the dataset's files into batches of rows, in order of publication.
 * Throws DatasetProblem, which names the file and the key, at the first thing that is not right.
 */
export function readDataset(files: readonly DatasetFile[]): Batch[] {
  return batchesOf(files.flatMap(readRows));
}

function readRows({ name, text }: DatasetFile): Row[] {
  const noun = name.split('.')[0] ?? '';
  const shape = shapes[noun];
  if (!shape) {
    const known = Object.keys(shapes).join(', ');
    throw new DatasetProblem(name, 'the file', `must be named after one of ${known}`);
  }
  const records = parseFile(name, text);
  if (!Array.isArray(records)) throw new DatasetProblem(name, 'the file', 'must be a list');
  return records.flatMap((record) => readRecord(shape, record, { file: name }));
}

function parseFile(name: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const line = error.linePos?.[0].line ?? 1;
    throw new DatasetProblem(name, `line ${line}`, `is not YAML (${error.code})`);
  }
}
