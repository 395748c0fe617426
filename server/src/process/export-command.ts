import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { ExportProblem } from './export-problem.ts';
import { type ExportQuestion, exportThrough, exportToFile } from './export-run.ts';

interface Given {
  readonly query: string;
  readonly variables: string;
  readonly operation?: string;
  readonly as: 'csv' | 'jsonl';
  readonly to?: string;
  readonly url: string;
  readonly key?: string;
  readonly resume?: boolean;
}

/** Adds `export`, which asks a running server, so that its rights hold. */
export function addExportCommand(
  carnet: Command,
  complain: (line: string) => void,
  run: (work: (signal: AbortSignal) => Promise<void>) => Promise<void>,
): void {
  carnet
    .command('export')
    .description('take a whole list away as CSV or JSON Lines, from a server that runs')
    .requiredOption('--query <file>', 'the GraphQL document; - reads it from the input')
    .option('--variables <json>', 'its variables', '{}')
    .option('--operation <name>', 'which of its operations is meant, where it has several')
    .addOption(new Option('--as <form>', 'the form').choices(['csv', 'jsonl']).default('csv'))
    .option('--to <file>', 'where to write, beside <file>.metadata.json; default: the output')
    .option('--url <url>', 'of the server', 'http://127.0.0.1:4000/graphql')
    .option('--key <key>', 'who asks; @<file> reads it from a file; none: the public')
    .option('--resume', 'go on where an export to the same file was interrupted')
    .action((given: Given) => run((signal) => exportAs(given, complain, signal)));
}

async function exportAs(
  given: Given,
  complain: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { to, resume = false } = given;
  const question = await questionOf(given);
  if (to !== undefined) {
    await exportToFile({ ...question, to, resume, signal, screen: process.stderr, say: complain });
    return;
  }
  if (resume) throw new ExportProblem('--resume needs --to: which file to go on with.');
  await exportThrough(question, signal, (piece) => {
    return new Promise((resolve, reject) => {
      process.stdout.write(piece, (error) => (error ? reject(error) : resolve()));
    });
  });
}

async function questionOf(given: Given): Promise<ExportQuestion> {
  const { query, variables, operation, as, url, key } = given;
  return {
    ...{ url, as, operationName: operation, variables: variablesIn(variables) },
    query: query === '-' ? await text(process.stdin) : await read(query),
    key: key?.startsWith('@') ? (await read(key.slice(1))).trim() : key,
  };
}

function variablesIn(json: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(json);
    if (typeof read === 'object' && read !== null) return read as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new ExportProblem('--variables takes an object in JSON, such as \'{"chip": "H200"}\'.');
}

async function read(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => {
    throw new ExportProblem(`${path} cannot be read.`);
  });
}
