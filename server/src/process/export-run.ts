import { createHash } from 'node:crypto';
import { Progress, type Screen } from '../dataset/progress.ts';
import { ExportFile } from './export-file.ts';
import { ExportProblem } from './export-problem.ts';
import { CsvRecords, JsonRecords } from './export-records.ts';

export interface ExportQuestion {
  readonly url: string;
  readonly key: string | undefined;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | undefined;
  readonly as: 'csv' | 'jsonl';
}

export interface ExportRun extends ExportQuestion {
  readonly to: string;
  readonly resume: boolean;
  readonly signal: AbortSignal;
  readonly screen: Screen;
  readonly say: (line: string) => void;
}

interface Options {
  readonly [name: string]: string | number | boolean | undefined;
}

/**
 * Takes a list away into a file, and what describes it into another beside it. Whatever stops it,
 * the same with `resume` goes on, and the file comes to be the same.
 * @throws ExportProblem
 */
export async function exportToFile(run: ExportRun): Promise<void> {
  const file = await ExportFile.open(run.to, digestOf(run), run.resume);
  if (!file) {
    run.say(`${run.to} is whole already.`);
    return;
  }
  let whole = false;
  try {
    await receive(run, file);
    const { rows, recordedAsOf } = file.place;
    const metadata = await (await ask(run, { as: 'metadata', recordedAsOf })).text();
    checkRows(metadata, rows);
    await file.finish(`${metadata}\n`);
    whole = true;
    run.say(`Wrote ${rows} rows to ${run.to} and what they rest on to ${run.to}.metadata.json.`);
  } catch (error) {
    if (run.signal.aborted) {
      run.say(`Stopped after ${file.place.rows} rows: run it again with --resume to go on.`);
    }
    if (run.signal.aborted || error instanceof ExportProblem) throw error;
    throw new ExportProblem(
      `The export was cut off after ${file.place.rows} rows: run it again with --resume to go on.`,
    );
  } finally {
    if (!whole) await file.leave();
  }
}

/** Writes an export through as it comes, to where nobody can go on writing it. */
export async function exportThrough(
  question: ExportQuestion,
  signal: AbortSignal,
  write: (text: string) => Promise<void>,
): Promise<void> {
  const response = await ask({ ...question, signal }, { as: question.as });
  try {
    for await (const piece of textOf(response)) await write(piece);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ExportProblem('The export was cut off: what was written is not whole.');
  }
}

async function receive(run: ExportRun, file: ExportFile): Promise<void> {
  const { cursor: after, rows, recordedAsOf } = file.place;
  const going = after === undefined ? {} : { after, rows };
  const response = await ask(run, {
    as: run.as,
    cursors: true,
    count: true,
    recordedAsOf,
    ...going,
  });
  file.place.recordedAsOf ??= response.headers.get('carnet-recorded-as-of') ?? undefined;
  const records = run.as === 'csv' ? new CsvRecords(after === undefined) : new JsonRecords();
  const show = progressOf(run, Number(response.headers.get('carnet-rows') ?? 0));
  for await (const piece of textOf(response)) {
    const { text, rows: more, cursor } = records.take(piece);
    await file.add(text, more, cursor);
    show(file.place.rows);
  }
  if (records.rest() !== '') throw new ExportProblem('The server ended within a row.');
}

async function ask(
  { url, key, query, variables, operationName, signal }: ExportQuestion & { signal: AbortSignal },
  options: Options,
): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query, variables, operationName, extensions: { export: options } }),
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new ExportProblem(`${url} cannot be reached: is Carnet running, and is --url right?`);
  });
  if (response.ok) return response;
  throw new ExportProblem(await complaintOf(url, response));
}

async function complaintOf(url: string, response: Response): Promise<string> {
  try {
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    return errors.map(({ message }) => message).join('\n');
  } catch {
    return `${url} answered ${response.status}, and not as Carnet does: check --url.`;
  }
}

async function* textOf(response: Response): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const body = (response.body ?? []) as AsyncIterable<Uint8Array>;
  for await (const chunk of body) yield decoder.decode(chunk, { stream: true });
}

function checkRows(metadata: string, rows: number): void {
  const { rows: all } = JSON.parse(metadata) as { rows: number };
  if (all === rows) return;
  throw new ExportProblem(`The server counts ${all} rows and ${rows} came: export it anew.`);
}

/** In hundredths, so that without a terminal there are ten lines. */
function progressOf({ screen, say }: ExportRun, total: number): (rows: number) => void {
  const progress = new Progress('Percent exported', 100, screen, say);
  let shown = -1;
  return (rows) => {
    const percent = total > 0 ? Math.floor((rows / total) * 100) : 0;
    if (total === 0 || percent === shown) return;
    shown = percent;
    progress.show(percent, `${rows} of ${total} rows`);
  };
}

function digestOf({ url, query, variables, operationName, as }: ExportQuestion): string {
  const asked = JSON.stringify([url, query, variables, operationName ?? null, as]);
  return createHash('sha256').update(asked).digest('hex');
}
