import type { Tx } from '../database/transaction.ts';
import { appendEvents, type NewEvent } from '../events/event.store.ts';
import { encodeId } from '../kernel/ids.ts';
import type { ComplianceAnswer } from './check.ts';
import {
  type HoldMoved,
  insertDecisions,
  type NewDecision,
  settleHolds,
} from './decision.store.ts';
import { bars, type RuleResult } from './rule-result.ts';

/**
 * Keeps decisions about locked order lines, with the holds and events that come of them. Takes
 * three statements, however many they are.
 *
 * @returns the keys of the decisions, in their order
 */
export async function keepDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<string[]> {
  const keys = await insertDecisions(tx, decisions);
  const holds = await followHolds(
    tx,
    decisions.map(({ orderLineId, answer, takenAt: at, takenBy: by }) => ({
      ...{ orderLineId, answer, at, by },
    })),
  );
  const told = decisions.flatMap((decision, index) => [
    ...holds.filter(({ subject }) => subject?.id === decision.orderLineId),
    decidedEvent(decision, keys[index] ?? ''),
  ]);
  await appendEvents(tx, told);
  return keys;
}

/** An answer about a locked order line. */
export interface Answered {
  readonly orderLineId: string;
  readonly answer: ComplianceAnswer;
  readonly at: Date;
  readonly by: string;
}

/**
 * Lets the holds of locked order lines follow what was answered about them.
 *
 * @returns the events that tell of it, yet to be written
 */
export async function followHolds(tx: Tx, answered: readonly Answered[]): Promise<NewEvent[]> {
  const moved = await settleHolds(
    tx,
    answered.map(({ answer, ...each }) => ({
      ...each,
      clear: answer.verdict === 'CLEAR',
      rules: answer.rules
        .filter(({ verdict }) => bars(verdict))
        .map((rule) => ({ rule: rule.rule, reason: reasonOf(rule) })),
    })),
  );
  return answered.flatMap((each) =>
    moved
      .filter(({ orderLineId }) => orderLineId === each.orderLineId)
      .map((hold) => holdEvent(hold, each)),
  );
}

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

function holdEvent(hold: HoldMoved, { at, by }: Answered): NewEvent {
  return {
    type: hold.opened ? 'ORDER_HELD' : 'ORDER_CLEARED',
    licenceId: null,
    subject: { type: 'OrderLine', id: hold.orderLineId },
    actor: by,
    occurredAt: at,
    payload: {
      order: encodeId('Order', hold.orderId),
      orderLine: encodeId('OrderLine', hold.orderLineId),
      hold: encodeId('OrderLineHold', hold.id),
      rule: hold.rule,
      reason: hold.reason,
    },
  };
}
