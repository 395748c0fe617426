import { isDeepStrictEqual } from 'node:util';
import type { Lane } from '../rounds.ts';
import { meaningOf } from './translation.ts';

/** How `data` of a server's answers must equal Carnet's: byte for byte, as JSON, or in what it says. */
export type Equality = 'bytes' | 'json' | 'meaning';

/**
 * Asks all servers the same at random, some times.
 *
 * @param lanes Carnet's first; all have the same questions in the same order
 * @returns bytes of Carnet's average answer
 * @throws at the first difference, or when an answer holds no data
 */
export async function requireEqualAnswers(
  lanes: readonly Lane[],
  equality: Readonly<Record<string, Equality>>,
  times: number,
): Promise<number> {
  const [own, ...others] = lanes as [Lane, ...Lane[]];
  let bytes = 0;
  for (let time = 0; time < times; time += 1) {
    const place = Math.floor(Math.random() * own.bodies.length);
    const [ours = '', ...theirs] = await Promise.all(lanes.map((lane) => ask(lane, place)));
    if (ours.includes('"errors"')) throw different(own, place, ours);
    for (const [index, other] of others.entries()) {
      const answer = theirs[index] ?? '';
      if (!same(ours, answer, equality[other.name] ?? 'json')) {
        throw different(other, place, ours, answer);
      }
    }
    bytes += Buffer.byteLength(ours);
  }
  return bytes / times;
}

function ask({ contestant, asked, key, bodies }: Lane, place: number): Promise<string> {
  return contestant.answer(asked, bodies[place] ?? '', key);
}

function same(ours: string, theirs: string, equality: Equality): boolean {
  // nothing comes before `data`; what comes after it is no part of the answer
  if (equality === 'bytes') return ours.startsWith(theirs.slice(0, -1));
  const [one, other] = [JSON.parse(ours).data, JSON.parse(theirs).data];
  return equality === 'json'
    ? isDeepStrictEqual(other, one)
    : isDeepStrictEqual(meaningOf(other), meaningOf(one));
}

function different(lane: Lane, place: number, ...answers: string[]): Error {
  const shown = answers.map((answer) => answer.slice(0, 1000)).join('\n');
  const what = `${lane.asked}: ${lane.name} answers otherwise, so nothing is measured.`;
  return new Error(`${what}\n${lane.bodies[place]}\n${shown}`);
}
