import type { Config } from './config.ts';

export interface App {
  /** Starts accepting connections; resolves with the URL of the GraphQL endpoint. */
  listen(): Promise<string>;
  /** Stops accepting, finishes what runs, and closes every connection it opened. */
  close(): Promise<void>;
}

export async function createApp(_config: Config, _databaseUrl: string): Promise<App> {
  throw new Error('wiring follows');
}
