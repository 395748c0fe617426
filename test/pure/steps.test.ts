import { describe, expect, test } from 'vitest';
import { Fault } from '../../server/src/kernel/fault.ts';
import { mostSteps, type Step, stepsOf } from '../../server/src/kernel/steps.ts';

const days = (from: string, to: string, every: Step): string[] =>
  stepsOf(new Date(from), new Date(to), every).map((step) => step.toISOString().slice(0, 10));

describe('steps of the calendar', () => {
  test('begin at the first instant and end no later than the last', () => {
    expect(days('2026-01-01', '2026-01-22', 'WEEK')).toEqual([
      ...['2026-01-01', '2026-01-08', '2026-01-15', '2026-01-22'],
    ]);
    expect(days('2026-01-01', '2026-01-21T23:59:59.999Z', 'WEEK')).toHaveLength(3);
    expect(days('2025-03-01', '2028-03-01', 'YEAR')).toHaveLength(4);
  });

  test('keep the day of the month, and never leave a short month out', () => {
    expect(days('2026-01-31', '2026-05-31', 'MONTH')).toEqual([
      ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
    ]);
    expect(days('2024-02-29', '2026-03-01', 'YEAR')).toEqual([
      ...['2024-02-29', '2025-02-28', '2026-02-28'],
    ]);
    expect(days('2025-11-30', '2026-08-30', 'QUARTER')).toEqual([
      ...['2025-11-30', '2026-02-28', '2026-05-30', '2026-08-30'],
    ]);
  });

  test('keep the time of day, whatever clocks are put to', () => {
    const steps = stepsOf(
      new Date('2026-03-28T12:30:00Z'),
      new Date('2026-04-05T00:00:00Z'),
      'DAY',
    );
    for (const step of steps) expect(step.toISOString()).toMatch(/T12:30:00\.000Z$/);
  });

  test('are so many at most, and go forwards', () => {
    const first = new Date('2020-01-01');
    const last = new Date(first.getTime() + (mostSteps - 1) * 86_400_000);
    expect(stepsOf(first, last, 'DAY')).toHaveLength(mostSteps);
    const late = new Date(last.getTime() + 86_400_000);
    expect(() => stepsOf(first, late, 'DAY')).toThrow(Fault);
    expect(() => stepsOf(last, first, 'DAY')).toThrow(/before/);
    expect(() => stepsOf(first, first, 'DAY')).toThrow(/before/);
  });
});
