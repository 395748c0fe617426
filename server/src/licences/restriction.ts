import { periodOf } from '../kernel/period.ts';
import type { InvalidPeriod, TransitionRefused } from '../kernel/refusal.ts';
import { done, type Result } from '../kernel/result.ts';
import { step, type Transition } from '../kernel/transitions.ts';

export const restrictionStatuses = ['REPORTED', 'IN_FORCE', 'LIFTED'] as const;

export type RestrictionStatus = (typeof restrictionStatuses)[number];

/** What is only reported may be over before anybody confirms it. */
export const restrictionTransitions: readonly Transition<RestrictionStatus, 'AUTHORITY', null>[] = [
  { from: 'REPORTED', to: 'IN_FORCE', who: 'AUTHORITY' },
  { from: 'REPORTED', to: 'LIFTED', who: 'AUTHORITY' },
  { from: 'IN_FORCE', to: 'LIFTED', who: 'AUTHORITY' },
];

/** Days as `2026-01-28`; null: not known, or not yet. */
export interface RestrictionState {
  readonly status: RestrictionStatus;
  readonly inForceFrom: string | null;
  readonly liftedAt: string | null;
}

/** From which day a step holds: the day that was asked for, and the day on which it is asked. */
interface Days {
  readonly from: string | null;
  readonly today: string;
}

type Moved = Result<RestrictionState, TransitionRefused | InvalidPeriod>;

/** Confirms a restriction; a day that was reported stays where none is given. */
export function enforce(state: RestrictionState, { from, today }: Days): Moved {
  const moved = move(state, 'IN_FORCE');
  if (!moved.ok) return moved;
  return done({ ...state, status: moved.value, inForceFrom: from ?? state.inForceFrom ?? today });
}

/** Ends a restriction, not before it began. */
export function lift(state: RestrictionState, { from, today }: Days): Moved {
  const moved = move(state, 'LIFTED');
  if (!moved.ok) return moved;
  const liftedAt = from ?? today;
  const period = periodOf('from', { from: state.inForceFrom, to: liftedAt });
  return period.ok ? done({ ...state, status: moved.value, liftedAt }) : period;
}

function move({ status }: RestrictionState, to: RestrictionStatus) {
  return step(restrictionTransitions, { from: status, to, who: 'AUTHORITY' }, null);
}
