import type { Schedule } from '../rounds.ts';

/** How long a run of the bench is, and on how much. */
export interface Extent {
  /** times the usual dataset */
  sizes: readonly number[];
  schedule: Schedule;
  /** how often answers are compared before anything is measured */
  comparisons: number;
}

export const whole: Extent = {
  sizes: [1, 10],
  schedule: { connections: 16, rounds: 5, warmUp: 1.5, measure: 2.5 },
  comparisons: 200,
};

/** Tells whether all goes well; its figures tell nothing. */
export const quick: Extent = {
  sizes: [0.1, 0.2],
  schedule: { connections: 16, rounds: 1, warmUp: 0.5, measure: 0.5 },
  comparisons: 50,
};
