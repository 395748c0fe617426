/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A WebSocket class: the platform's own, or that of the package `ws`. */
export type SocketClass = new (url: string, protocols?: string | string[]) => object;

export interface CarnetOptions {
  /** Of the GraphQL endpoint, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Sent as `Authorization: Bearer <key>`. Without one only what is public can be seen. */
  readonly key?: string;
  /** Default: the platform's. */
  readonly fetch?: Fetch;
  /** Default: the platform's, or in Node 20, which has none, that of the package `ws`. */
  readonly webSocket?: SocketClass;
  /** Milliseconds a call may take with all its retries. Default: 30000. */
  readonly timeout?: number;
  /** How often a query is asked again after a passing failure. Mutations never are. Default: 2. */
  readonly retries?: number;
}

export type Settings = Required<Omit<CarnetOptions, 'key' | 'webSocket'>> &
  Pick<CarnetOptions, 'key' | 'webSocket'>;

/** @throws TypeError naming the option that cannot be used */
export function settingsOf(options: CarnetOptions): Settings {
  const { url, timeout = 30_000, retries = 2 } = options;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError('url must be that of an endpoint, such as http://127.0.0.1:4000/graphql.');
  }
  if (!(timeout > 0 && timeout < 2 ** 31)) {
    throw new TypeError('timeout must be a number of milliseconds above 0.');
  }
  if (!(Number.isInteger(retries) && retries >= 0)) {
    throw new TypeError('retries must be a whole number from 0.');
  }
  // Called through an arrow: browsers refuse a fetch that is called as a method.
  const { fetch = (...given) => globalThis.fetch(...given) } = options;
  return { ...options, url: new URL(url).href, fetch, timeout, retries };
}
