import { type Methods, methodsOf } from './_generated/methods.ts';
import { type Client, createClient } from './client.ts';
import type { CarnetOptions } from './options.ts';

/** A client with a method for each operation. */
export type Carnet = Client & Methods;

/**
 * The whole API behind one object:
 * `const carnet = createCarnet({ url: 'http://127.0.0.1:4000/graphql', key })`.
 *
 * Where every byte of a bundle counts, `createClient` and the documents you need do the same.
 *
 * @throws TypeError for an option that cannot be used
 */
export function createCarnet(options: CarnetOptions): Carnet {
  const client = createClient(options);
  return { ...client, ...methodsOf(client) };
}
