import type { TransitionRefused } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import { step, type Transition } from '../kernel/transitions.ts';

export const conditionStatuses = [
  'UNDER_NEGOTIATION',
  'PENDING',
  'SATISFIED',
  'BREACHED',
  'WAIVED',
] as const;

export type ConditionStatus = (typeof conditionStatuses)[number];

const way = (
  from: ConditionStatus,
  to: ConditionStatus,
): Transition<ConditionStatus, 'AUTHORITY', null> => ({ from, to, who: 'AUTHORITY' });

/** A breach can be cured, and what was met can be broken; what is waived is over. */
export const conditionTransitions = [
  way('UNDER_NEGOTIATION', 'SATISFIED'),
  way('UNDER_NEGOTIATION', 'WAIVED'),
  way('PENDING', 'SATISFIED'),
  way('PENDING', 'WAIVED'),
  way('PENDING', 'BREACHED'),
  way('SATISFIED', 'BREACHED'),
  way('BREACHED', 'SATISFIED'),
  way('BREACHED', 'WAIVED'),
] as const;

/** Whether a condition may take a status; TransitionRefused says which it may. */
export function moveCondition(
  from: ConditionStatus,
  to: ConditionStatus,
): Result<ConditionStatus, TransitionRefused> {
  return step(conditionTransitions, { from, to, who: 'AUTHORITY' }, null);
}
