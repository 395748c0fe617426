import type { DataSource } from 'typeorm';
import type { Loaders } from './loaders.ts';

/** What a request's resolvers share. */
export interface PlainContext {
  database: DataSource;
  loaders: Loaders;
}
