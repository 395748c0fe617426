import type { Contestant } from './contestant.ts';
import type { LoadGenerator, Measured } from './load.ts';
import type { Progress } from './progress.ts';

export interface Case {
  name: string;
  /** what a reader of the table is told */
  title: string;
  /** of the caller, where a server asks for one */
  key?: string;
  bodies: string[];
}

/** What one server did in one round of a case. Memory is in megabytes. */
export interface Reading extends Measured {
  memory: number;
}

/** Readings by round, by server. */
export type Readings = Map<string, Reading[]>;

export interface Schedule {
  connections: number;
  rounds: number;
  /** seconds */
  warmUp: number;
  /** seconds each server is measured in a round */
  measure: number;
}

/** One case, round by round, every second one in reverse order, so that drift hits all alike. */
export async function runRounds(
  generator: LoadGenerator,
  contestants: readonly Contestant[],
  { name, key, bodies }: Case,
  { connections, rounds, warmUp, measure }: Schedule,
  progress: Progress,
): Promise<Readings> {
  const run = (contestant: Contestant, seconds: number) =>
    generator.run({
      url: contestant.urlOf(name),
      ...(key && { key }),
      bodies,
      connections,
      seconds,
    });
  const readings: Readings = new Map(contestants.map((contestant) => [contestant.name, []]));
  for (const contestant of contestants) await run(contestant, warmUp);
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? contestants : [...contestants].reverse();
    for (const contestant of order) {
      const measured = await run(contestant, measure);
      const memory = await contestant.memory();
      readings.get(contestant.name)?.push({ ...measured, memory });
      progress.step(`${name}: ${contestant.name}`);
    }
  }
  return readings;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
