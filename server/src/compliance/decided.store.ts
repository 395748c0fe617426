import type { Tx } from '../database/transaction.ts';
import { appendEvents, type NewEvent } from '../events/event.store.ts';
import { encodeId } from '../kernel/ids.ts';
import {
  type HoldMoved,
  insertDecisions,
  type NewDecision,
  settleHolds,
} from './decision.store.ts';
import type { RuleResult } from './rule-result.ts';

/**
 * Keeps decisions about locked order lines, with the holds and events that come of them. Takes
 * three statements, however many they are.
 *
 * @returns the keys of the decisions, in their order
 */
export async function keepDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<string[]> {
  const keys = await insertDecisions(tx, decisions);
  const moved = await settleHolds(
    tx,
    decisions.map(({ orderLineId, answer, takenAt, takenBy }) => ({
      orderLineId,
      clear: answer.verdict === 'CLEAR',
      rules: answer.rules
        .filter(holds)
        .map((each) => ({ rule: each.rule, reason: reasonOf(each) })),
      at: takenAt,
      by: takenBy,
    })),
  );
  const told = decisions.flatMap((decision, index) => [
    ...moved
      .filter(({ orderLineId }) => orderLineId === decision.orderLineId)
      .map((hold) => holdEvent(hold, decision)),
    decidedEvent(decision, keys[index] ?? ''),
  ]);
  await appendEvents(tx, told);
  return keys;
}

const holds = ({ verdict }: RuleResult): boolean => verdict === 'HOLD' || verdict === 'PROHIBITED';

/** Who sees a line sees its holds, so a reason holds no figures: those are in the decision. */
const reasonOf = ({ rule, verdict, citation }: RuleResult): string =>
  `The rule ${rule} says ${verdict} (${citation}).`;

function decidedEvent(decision: NewDecision, key: string): NewEvent {
  const { orderLineId, answer, takenAt, takenBy } = decision;
  return {
    type: 'COMPLIANCE_DECIDED',
    licenceId: null,
    subject: { type: 'OrderLine', id: orderLineId },
    actor: takenBy,
    occurredAt: takenAt,
    payload: {
      orderLine: encodeId('OrderLine', orderLineId),
      decision: encodeId('ComplianceDecision', key),
      verdict: answer.verdict,
    },
  };
}

function holdEvent(hold: HoldMoved, { takenAt, takenBy }: NewDecision): NewEvent {
  return {
    type: hold.opened ? 'ORDER_HELD' : 'ORDER_CLEARED',
    licenceId: null,
    subject: { type: 'OrderLine', id: hold.orderLineId },
    actor: takenBy,
    occurredAt: takenAt,
    payload: {
      order: encodeId('Order', hold.orderId),
      orderLine: encodeId('OrderLine', hold.orderLineId),
      hold: encodeId('OrderLineHold', hold.id),
      rule: hold.rule,
      reason: hold.reason,
    },
  };
}
