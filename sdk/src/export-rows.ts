import { readDates, writeBody } from './dates.ts';
import { type DatePaths, type Document, questionOf } from './document.ts';
import {
  AnswerError,
  CarnetError,
  type GraphQLFault,
  NetworkError,
  RequestError,
} from './errors.ts';
import { type CarnetOptions, type Settings, settingsOf } from './options.ts';
import { pause } from './pause.ts';

/** The row of the one list at the root of a document. */
export type RowOf<Result> = Result extends object
  ? RowOfList<Result[Exclude<keyof Result, '__typename'>]>
  : unknown;

type RowOfList<List> = List extends { readonly nodes: readonly (infer Row)[] }
  ? Row
  : List extends { readonly edges: readonly { readonly node: infer Row }[] }
    ? Row
    : unknown;

/** What it takes to go on. */
interface Place {
  recordedAsOf?: string;
  after?: string;
  rows: number;
}

/**
 * Every row of a list, however many, all of one state whatever is written meanwhile:
 * `for await (const claim of exportRows({ url, key }, ClaimsDocument, {}))`.
 *
 * The server reads as fast as rows are taken. A connection that breaks is made again, as often in
 * a row as `retries` says, and no row is lost or doubled. `timeout` does not end it.
 *
 * @param variables those of the document; `first` is the most rows there will be
 * @throws CarnetError, or the signal's reason when it aborts
 */
export async function* exportRows<Result = unknown, Variables = Record<string, unknown>>(
  options: CarnetOptions,
  document: Document<Result, Variables>,
  variables?: Variables,
  { signal }: { readonly signal?: AbortSignal | null } = {},
): AsyncGenerator<RowOf<Result>, void, undefined> {
  const settings = settingsOf(options);
  const { text, dates } = questionOf(document);
  const paths = pathsOfRow(dates);
  const question = JSON.parse(writeBody(text, variables)) as object;
  const place: Place = { rows: 0 };
  for (let failures = 0; ; failures += 1) {
    try {
      for await (const line of lines(settings, question, place, signal)) {
        const { cursor, node } = rowIn(line);
        readDates(node, paths, `row ${place.rows}`);
        place.after = cursor;
        place.rows += 1;
        failures = 0;
        yield node as RowOf<Result>;
      }
      return;
    } catch (error) {
      signal?.throwIfAborted();
      const again = error instanceof CarnetError && error.passing && failures < settings.retries;
      if (!again) throw error;
    }
    await pause(failures, signal);
  }
}

async function* lines(
  { url, key, fetch }: Settings,
  question: object,
  place: Place,
  signal: AbortSignal | null | undefined,
): AsyncGenerator<string, void, undefined> {
  const extensions = { export: { as: 'jsonl', cursors: true, ...place } };
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (key) headers.authorization = `Bearer ${key}`;
  const body = JSON.stringify({ ...question, extensions });
  const response = await reached(
    url,
    fetch(url, { method: 'POST', headers, body, signal: signal ?? null }),
  );
  if (!response.ok) throw await refusal(url, response);
  place.recordedAsOf ??= response.headers.get('carnet-recorded-as-of') ?? undefined;
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = '';
  try {
    for (;;) {
      const piece = await reached(url, reader.read());
      if (piece.done) return;
      const parts = (held + piece.value).split('\n');
      held = parts.pop() ?? '';
      yield* parts;
    }
  } finally {
    // a list that is left early is not read on
    await reader.cancel().catch(() => undefined);
  }
}

async function reached<Result>(url: string, step: Promise<Result>): Promise<Result> {
  return await step.catch((cause: unknown) => {
    throw new NetworkError(`${new URL(url).host} cannot be reached, or the connection broke.`, {
      cause,
    });
  });
}

async function refusal(url: string, response: Response): Promise<CarnetError> {
  const { errors } = (await response.json().catch(() => ({}))) as { errors?: GraphQLFault[] };
  if (errors?.length) return new RequestError(errors);
  return new AnswerError(
    `${new URL(url).host} answered ${response.status} and not with a list: check the url, which usually ends in /graphql.`,
  );
}

function rowIn(line: string): { cursor: string; node: unknown } {
  const row = JSON.parse(line) as { cursor?: unknown; node?: unknown };
  if (typeof row.cursor === 'string' && 'node' in row)
    return row as { cursor: string; node: unknown };
  throw new AnswerError('A line of an export has no cursor.');
}

/** Where a row holds instants: below `nodes`, or below `edges.node`. */
function pathsOfRow(dates: DatePaths): DatePaths {
  const [list] = Object.values(dates);
  if (typeof list !== 'object') return {};
  const { nodes, edges } = list;
  const rows = nodes ?? (typeof edges === 'object' ? edges.node : undefined);
  return typeof rows === 'object' ? rows : {};
}
