import type { Closing } from '../../../server/src/kernel/closing.ts';
import { Contestant } from '../contestant.ts';
import { newerNode } from '../peers/fetch.ts';
import { type Lane, lanesOf } from '../rounds.ts';
import type { Question } from './cases.ts';
import type { Equality } from './equality.ts';
import { translated } from './translation.ts';

/** What a reader of a table is told of each lane. */
export const names: Readonly<Record<string, string>> = {
  carnet: 'Carnet',
  limit: 'SQL on node:http',
  postgraphile: 'PostGraphile 5',
  mercurius: 'Mercurius with loaders',
  plain: 'Apollo + TypeORM',
  'first-page': 'Carnet, page 1',
  past: 'Carnet, as of an instant',
  tenth: 'Carnet, a tenth of the data',
};

export const equality: Readonly<Record<string, Equality>> = {
  limit: 'bytes',
  postgraphile: 'meaning',
};

/** Every server on one dataset. Carnet is the first. */
export async function startField(
  url: string,
  fetched: boolean,
  closing: Closing,
): Promise<[Contestant, ...Contestant[]]> {
  const start = (name: string) => Contestant.start(name, url, closing);
  const carnet = await start('carnet');
  const limit = await start('limit');
  if (!fetched) return [carnet, limit, await start('plain')];
  const postgraphile = await Contestant.start('postgraphile', url, closing, {
    module: 'fetched/postgraphile.mjs',
    runtime: newerNode,
  });
  return [carnet, limit, postgraphile, await start('mercurius'), await start('plain')];
}

/** The servers with what each is sent for a question, in its own words. */
export async function lanesFor(
  field: readonly Contestant[],
  question: Question,
): Promise<[Lane, ...Lane[]]> {
  const lanes = lanesOf(field, question);
  for (const lane of lanes) {
    if (lane.name === 'postgraphile') lane.bodies = await translated(question, lane.contestant);
  }
  return lanes as [Lane, ...Lane[]];
}
