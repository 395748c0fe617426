import { AnswerError, type GraphQLFault, NetworkError, RequestError } from './errors.ts';
import type { Settings } from './options.ts';

/** What GraphQL servers answer, over HTTP and over sockets. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFault[];
}

/**
 * Sends one request and reads its answer.
 * @throws NetworkError, AnswerError, RequestError, or the signal's reason
 */
export async function exchange(
  { url, key, fetch }: Settings,
  body: string,
  signal: AbortSignal,
): Promise<unknown> {
  const headers: Record<string, string> = {
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'content-type': 'application/json',
  };
  if (key) headers.authorization = `Bearer ${key}`;
  const { status, text } = await reached(url, signal, async () => {
    const response = await fetch(url, { method: 'POST', headers, body, signal });
    return { status: response.status, text: await response.text() };
  });
  const answer = parsed(text);
  if (answer) return dataOf(answer);
  if (status >= 502 && status <= 504) {
    throw new NetworkError(`What stands before ${new URL(url).host} answered ${status}.`);
  }
  throw new AnswerError(
    `${new URL(url).host} answered ${status} and not with GraphQL: check the url, which usually ends in /graphql.`,
  );
}

/** @throws RequestError when the answer says that anything is wrong, even if it holds a part */
export function dataOf({ data, errors }: Answer): unknown {
  if (errors?.length || !data) throw new RequestError(errors ?? []);
  return data;
}

async function reached<Result>(
  url: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    signal.throwIfAborted();
    throw new NetworkError(
      `${new URL(url).host} cannot be reached, or the connection broke. A mutation may have been carried out: repeat it with the same idempotencyKey.`,
      { cause },
    );
  }
}

function parsed(text: string): Answer | undefined {
  try {
    const answer = JSON.parse(text);
    return answer?.data || Array.isArray(answer?.errors) ? answer : undefined;
  } catch {
    return undefined;
  }
}
