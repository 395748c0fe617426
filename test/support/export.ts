import { parse } from 'csv-parse/sync';

/** What a request for an export says beside its document. */
export interface ExportRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: { readonly export: Readonly<Record<string, unknown>> };
}

/** Asks for an export by POST; its body is still to be read. */
export function askExport(
  url: string,
  accept: string,
  request: ExportRequest,
  { key, signal }: { key?: string; signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      accept,
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(request),
    ...(signal ? { signal } : {}),
  });
}

/** All of an answer, its byte order mark kept. */
export async function wholeOf(response: Response): Promise<string> {
  return Buffer.from(await response.arrayBuffer()).toString('utf8');
}

/** The records of a table as another program reads them, by header. */
export function tableOf(text: string): Record<string, string>[] {
  return parse(text, { bom: true, columns: true, record_delimiter: '\r\n' });
}
