import { Fault } from '../kernel/fault.ts';
import { type Step, stepsOf } from '../kernel/steps.ts';

export type SeriesMetric =
  | 'AUTHORISED_UNITS'
  | 'ORDERED_UNITS'
  | 'STOCK_UNITS'
  | 'SHIPPED_UNITS'
  | 'RELEASED_UNITS'
  | 'SHORTFALL_UNITS';

interface Span {
  readonly metric: SeriesMetric;
  readonly destination?: object | null;
  readonly from: Date;
  readonly to: Date;
  readonly every: Step;
}

/** Stock lies where it lies, and so does what is missing of it. */
const placeless: ReadonlySet<SeriesMetric> = new Set(['STOCK_UNITS', 'SHORTFALL_UNITS']);

/**
 * The instants of a series: none of them ahead of the clock.
 *
 * @throws Fault BAD_USER_INPUT for a span or a destination that makes no sense, AS_OF_FUTURE where
 *   it all lies ahead
 */
export function pointsOf({ metric, destination, from, to, every }: Span, now: Date): Date[] {
  if (destination && placeless.has(metric)) {
    throw new Fault('BAD_USER_INPUT', `${metric} has no destination: leave it out.`);
  }
  const points = stepsOf(from, to, every).filter((point) => point <= now);
  if (points.length === 0) {
    throw new Fault('AS_OF_FUTURE', `\`from\` lies ahead of the clock: nothing is known of then.`);
  }
  return points;
}
