import type { GraphQLFormattedError } from 'graphql';

/** What came back, as text and as what the text says. */
export interface Asked {
  readonly status: number;
  readonly body: string;
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

interface Sent {
  readonly method?: string;
  /** after the endpoint's URL, such as `?query=…` */
  readonly path?: string;
  readonly body?: string;
  readonly type?: string;
  readonly accept?: string;
  readonly authorization?: string;
}

/** Sends a request to a GraphQL endpoint just as it is given. */
export async function send(url: string, request: Sent): Promise<Asked> {
  const { method = 'POST', path = '', body, type = 'application/json' } = request;
  const response = await fetch(`${url}${path}`, {
    method,
    body: body ?? null,
    headers: {
      accept: request.accept ?? 'application/json',
      ...(method === 'GET' ? {} : { 'content-type': type }),
      ...(request.authorization === undefined ? {} : { authorization: request.authorization }),
    },
  });
  const text = await response.text();
  return { status: response.status, body: text, ...partsOf(text) };
}

/** Asks a GraphQL endpoint as its clients do. */
export function ask(
  url: string,
  request: { query: string; variables?: unknown; operationName?: string },
  key?: string,
): Promise<Asked> {
  return send(url, {
    body: JSON.stringify(request),
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  });
}

function partsOf(text: string): Partial<Asked> {
  try {
    const { data, errors } = JSON.parse(text) as Partial<Asked>;
    return { data, errors };
  } catch {
    return {};
  }
}
