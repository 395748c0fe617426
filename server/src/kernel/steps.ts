import { Fault } from './fault.ts';

export type Step = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/** Most instants between the two ends. */
export const mostSteps = 1000;

const days: Partial<Record<Step, number>> = { DAY: 1, WEEK: 7 };
const months: Partial<Record<Step, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };
const day = 86_400_000;

/**
 * The instants from one to another, both included where a step falls on it, in UTC: `from`, and so
 * many steps after it. Months keep the day of `from`, or end with their last day where it is later.
 *
 * @throws Fault BAD_USER_INPUT where `from` is not before `to`, or there are more than `mostSteps`
 */
export function stepsOf(from: Date, to: Date, every: Step): Date[] {
  if (!(from < to)) throw new Fault('BAD_USER_INPUT', '`from` has to lie before `to`.');
  const steps: Date[] = [];
  for (
    let step = stepAfter(from, every, 0);
    step <= to;
    step = stepAfter(from, every, steps.length)
  ) {
    if (steps.length === mostSteps) {
      throw new Fault(
        'BAD_USER_INPUT',
        `From \`from\` to \`to\` there are more than ${mostSteps} steps: take longer ones, or ask in parts.`,
      );
    }
    steps.push(step);
  }
  return steps;
}

function stepAfter(from: Date, every: Step, count: number): Date {
  const whole = days[every];
  if (whole) return new Date(from.getTime() + count * whole * day);
  const month = from.getUTCMonth() + count * (months[every] ?? 1);
  const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const moved = new Date(from);
  moved.setUTCFullYear(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), last));
  return moved;
}
