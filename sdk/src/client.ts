import { type Document, questionOf } from './document.ts';
import { type CarnetOptions, settingsOf } from './options.ts';
import { pages } from './pages.ts';
import { ask, type CallOptions } from './request.ts';
import { type SubscribeOptions, subscribe } from './subscribe.ts';

export type { CallOptions };

/** Variables may be left out where none is required. */
type Arguments<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];

/** The root field of a subscription, of which there is always one. */
type EventOf<Result> = Result extends object
  ? Result[Exclude<keyof Result, '__typename'>]
  : unknown;

/** A client for documents of any kind, without a method for each operation. */
export interface Client {
  /**
   * Asks one question, or carries out one mutation. A refusal is a member of the answer.
   * @throws CarnetError, or the reason of `options.signal` when it aborts
   */
  request<Result = unknown, Variables = Record<string, unknown>>(
    document: Document<Result, Variables>,
    ...rest: Arguments<Variables, CallOptions>
  ): Promise<Result>;

  /**
   * Follows the log: each event once, in order, whatever happens to the connection. The document
   * needs a variable `$after` and selects `cursor`.
   * @throws CarnetError when coming back is of no use
   */
  subscribe<Result = unknown, Variables = Record<string, unknown>>(
    document: Document<Result, Variables>,
    ...rest: Arguments<Variables, SubscribeOptions>
  ): AsyncGenerator<EventOf<Result>, void, undefined>;

  /** Everything in a list: `carnet.pages(carnet.licences, { first: 100 })`. */
  pages: typeof pages;
}

/** @throws TypeError for an option that cannot be used */
export function createClient(options: CarnetOptions): Client {
  const settings = settingsOf(options);
  return {
    request: async (document, ...[variables, given]) =>
      (await ask(settings, questionOf(document), variables, given)) as never,
    subscribe: (document, ...[variables, given]) =>
      subscribe(settings, questionOf(document), variables ?? {}, given) as never,
    pages,
  };
}
