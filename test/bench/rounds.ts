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

/** What is measured beside others in a case: a server, and what it is sent. */
export interface Lane {
  /** unlike that of any other lane of the case */
  name: string;
  contestant: Contestant;
  /** name of the case under which the server is asked */
  asked: string;
  key?: string;
  bodies: readonly string[];
}

/** What one server did in one round of a case. Memory is in megabytes, the most of that round. */
export interface Reading extends Measured {
  memory: number;
}

/** Readings by round, by lane. */
export type Readings = Map<string, Reading[]>;

export interface Schedule {
  connections: number;
  rounds: number;
  /** seconds */
  warmUp: number;
  /** seconds each lane is measured in a round */
  measure: number;
}

/** A lane for each server, all sent the same. */
export const lanesOf = (contestants: readonly Contestant[], { name, key, bodies }: Case): Lane[] =>
  contestants.map((contestant) => ({
    name: contestant.name,
    contestant,
    asked: name,
    ...(key && { key }),
    bodies,
  }));

/** One case, round by round, every second one in reverse order, so that drift hits all alike. */
export async function runRounds(
  generator: LoadGenerator,
  lanes: readonly Lane[],
  { connections, rounds, warmUp, measure }: Schedule,
  progress: Progress,
): Promise<Readings> {
  const run = ({ contestant, asked, key, bodies }: Lane, seconds: number) =>
    generator.run({
      url: contestant.urlOf(asked),
      ...(key && { key }),
      bodies: [...bodies],
      connections,
      seconds,
    });
  const readings: Readings = new Map(lanes.map(({ name }) => [name, []]));
  for (const lane of lanes) await run(lane, warmUp);
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? lanes : [...lanes].reverse();
    for (const lane of order) {
      // what it held before this round does not count
      await lane.contestant.memory();
      const measured = await run(lane, measure);
      readings.get(lane.name)?.push({ ...measured, memory: await lane.contestant.memory() });
      progress.step(`${lane.asked}: ${lane.name}`);
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
