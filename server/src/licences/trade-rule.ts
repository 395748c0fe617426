import { type Period, periodOf } from '../kernel/period.ts';
import type { InvalidPeriod, TransitionRefused } from '../kernel/refusal.ts';
import { done, type Result } from '../kernel/result.ts';
import { step, type Transition } from '../kernel/transitions.ts';

/** How far a sourcing rule or a volume cap is. */
export const ruleStatuses = ['REPORTED', 'PROPOSED', 'IN_FORCE', 'LIFTED'] as const;

export type RuleStatus = (typeof ruleStatuses)[number];

/** What is decided about a rule beside its status. */
interface Settlement {
  /** its figure, what it counts or its days are given */
  readonly anew: boolean;
}

/** RATIO: domestic chips to buy for each imported one; ABSOLUTE: domestic chips to buy. */
export type SourcingBasis = 'RATIO' | 'ABSOLUTE';

const way = (
  from: RuleStatus,
  to: RuleStatus,
): Transition<RuleStatus, 'AUTHORITY', Settlement> => ({
  from,
  to,
  who: 'AUTHORITY',
  ...(from === to && {
    condition: { is: 'something else of it is settled', holds: ({ anew }) => anew },
  }),
});

/** A rule comes into force or is given up; as long as it is not lifted its content may change. */
export const ruleTransitions = [
  way('REPORTED', 'REPORTED'),
  way('REPORTED', 'PROPOSED'),
  way('REPORTED', 'IN_FORCE'),
  way('REPORTED', 'LIFTED'),
  way('PROPOSED', 'PROPOSED'),
  way('PROPOSED', 'IN_FORCE'),
  way('PROPOSED', 'LIFTED'),
  way('IN_FORCE', 'IN_FORCE'),
  way('IN_FORCE', 'LIFTED'),
] as const;

export interface RuleState {
  readonly status: RuleStatus;
  /** first and last day on which it holds */
  readonly effective: Period;
}

/** Where the days of a rule stand in the input. */
export const effectiveFields = { from: 'effectiveFrom', to: 'effectiveTo' } as const;

/**
 * Settles a rule.
 *
 * @param asked days that are null stay as they are
 */
export function settleRule(
  state: RuleState,
  asked: RuleState,
  settled: boolean,
): Result<RuleState, TransitionRefused | InvalidPeriod> {
  const { from, to } = asked.effective;
  const anew = settled || from !== null || to !== null;
  const { status } = asked;
  const moved = step(
    ruleTransitions,
    { from: state.status, to: status, who: 'AUTHORITY' },
    { anew },
  );
  if (!moved.ok) return moved;
  const effective = periodOf(effectiveFields.to, {
    from: from ?? state.effective.from,
    to: to ?? state.effective.to,
  });
  return effective.ok ? done({ status: moved.value, effective: effective.value }) : effective;
}

export type RuleAction =
  | 'OPEN_APPROVAL_ROUND'
  | 'CLOSE_APPROVAL_ROUND'
  | 'RECORD_RESTRICTION'
  | 'ENFORCE_RESTRICTION'
  | 'LIFT_RESTRICTION'
  | 'RECORD_SOURCING_RULE'
  | 'SETTLE_SOURCING_RULE'
  | 'RECORD_VOLUME_CAP'
  | 'SETTLE_VOLUME_CAP';
