import { type TransitionRefused, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { OrderStatus } from './order.ts';

/** The rule of a hold that somebody put on by hand. */
export const manual = 'MANUAL';

export type ComplianceStatus = 'NOT_CHECKED' | 'CLEAR' | 'ON_HOLD';

/** An order line as far as its holds go. */
export interface HoldState {
  readonly order: OrderStatus;
  readonly compliance: ComplianceStatus;
  /** rules of the holds that are open */
  readonly open: readonly string[];
}

const goingOn: ReadonlySet<OrderStatus> = new Set([
  'DRAFT',
  'PLACED',
  'CONFIRMED',
  'PARTIALLY_SHIPPED',
]);

/** What a line becomes when it is held by hand: once, and only while something may still leave. */
export function holdByHand(line: HoldState): Result<ComplianceStatus, TransitionRefused> {
  if (!goingOn.has(line.order)) return refused(transitionRefused(line.order, 'ON_HOLD', []));
  if (line.open.includes(manual)) {
    return refused(transitionRefused('ON_HOLD', 'ON_HOLD', ['NOT_CHECKED']));
  }
  return done('ON_HOLD');
}

/**
 * What a line becomes when the hold by hand is cleared: it stays on hold for rules that hold it,
 * else it is to be checked again, since nobody looked at it meanwhile.
 */
export function clearByHand(line: HoldState): Result<ComplianceStatus, TransitionRefused> {
  if (!line.open.includes(manual)) {
    const allowed = line.open.length === 0 && goingOn.has(line.order) ? ['ON_HOLD'] : [];
    return refused(transitionRefused(line.compliance, 'NOT_CHECKED', allowed));
  }
  return done(line.open.length > 1 ? 'ON_HOLD' : 'NOT_CHECKED');
}
