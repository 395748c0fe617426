import type { Row } from './results.ts';
import { median, type Reading, type Readings } from './rounds.ts';

export interface Metric {
  name: string;
  unit: string;
  read: (reading: Reading) => number;
}

export const metrics: readonly Metric[] = [
  { name: 'throughput', unit: 'requests/s', read: ({ perSecond }) => perSecond },
  { name: 'p50', unit: 'ms', read: ({ p50 }) => p50 },
  { name: 'p99', unit: 'ms', read: ({ p99 }) => p99 },
  { name: 'peak memory', unit: 'MB', read: ({ memory }) => memory },
];

const ours = 'carnet';

/** Medians over the rounds; a ratio is the median of the ratios within each round. */
export function rowsOf(title: string, readings: Readings): Row[] {
  const own = readings.get(ours) ?? [];
  return metrics.map(({ name, unit, read }) => ({
    case: title,
    metric: name,
    unit,
    value: round(median(own.map(read))),
    ratios: Object.fromEntries(
      [...readings]
        .filter(([contestant]) => contestant !== ours)
        .map(([contestant, theirs]) => [contestant, round(ratio(own, theirs, read))]),
    ),
  }));
}

export function ratio(
  own: readonly Reading[],
  theirs: readonly Reading[],
  read: Metric['read'],
): number {
  return median(
    own.flatMap((reading, index) => {
      const other = theirs[index];
      return other ? [read(reading) / read(other)] : [];
    }),
  );
}

const round = (value: number) => Number(value.toPrecision(4));
