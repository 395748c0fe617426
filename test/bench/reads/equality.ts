import { isDeepStrictEqual } from 'node:util';
import type { Contestant } from '../contestant.ts';
import type { Case } from '../rounds.ts';

/**
 * Asks all servers the same, some hundred times at random: the limit must answer with Carnet's
 * bytes, the peer with the same JSON.
 *
 * @returns bytes of the average answer
 * @throws at the first difference, or when an answer holds no data
 */
export async function requireEqualAnswers(
  { name, bodies }: Case,
  carnet: Contestant,
  limit: Contestant,
  peer: Contestant,
): Promise<number> {
  const asked = Array.from({ length: 300 }, () => pick(bodies));
  let bytes = 0;
  for (const body of asked) {
    const [ours, bare, plain] = await Promise.all(
      [carnet, limit, peer].map((contestant) => contestant.answer(name, body)),
    );
    if (ours === undefined || ours.includes('"errors"')) throw different(name, body, ours);
    if (bare !== ours) throw different(name, body, ours, bare);
    if (!isDeepStrictEqual(JSON.parse(plain ?? ''), JSON.parse(ours))) {
      throw different(name, body, ours, plain);
    }
    bytes += Buffer.byteLength(ours);
  }
  return bytes / asked.length;
}

function pick(bodies: readonly string[]): string {
  const body = bodies[Math.floor(Math.random() * bodies.length)];
  if (body === undefined) throw new Error('there is nothing to ask');
  return body;
}

function different(name: string, body: string, ...answers: (string | undefined)[]): Error {
  const shown = answers.map((answer) => answer?.slice(0, 1000)).join('\n');
  return new Error(`${name}: the answers differ, so nothing is measured.\n${body}\n${shown}`);
}
