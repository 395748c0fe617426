import type { TransitionRefused } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import { step, type Transition } from '../kernel/transitions.ts';

export const roundStatuses = ['ANNOUNCED', 'EXPECTED', 'CLOSED'] as const;

export type RoundStatus = (typeof roundStatuses)[number];

/** A round that was expected is announced, or never comes; one that was announced ends. */
export const roundTransitions: readonly Transition<RoundStatus, 'AUTHORITY', null>[] = [
  { from: 'EXPECTED', to: 'ANNOUNCED', who: 'AUTHORITY' },
  { from: 'EXPECTED', to: 'CLOSED', who: 'AUTHORITY' },
  { from: 'ANNOUNCED', to: 'CLOSED', who: 'AUTHORITY' },
];

/** Whether a round may take a status; TransitionRefused says which it may. */
export function moveRound(
  from: RoundStatus,
  to: RoundStatus,
): Result<RoundStatus, TransitionRefused> {
  return step(roundTransitions, { from, to, who: 'AUTHORITY' }, null);
}
