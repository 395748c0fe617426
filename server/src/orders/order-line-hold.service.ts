import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvent, type EventType } from '../events/event.store.ts';
import { encodeId } from '../kernel/ids.ts';
import { type IdempotencyConflict, notAuthorised } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readText } from '../kernel/text.ts';
import { mayDecideOnOrder, maySeeOrder } from './order.ts';
import { clearByHand, holdByHand, manual } from './order-line-hold.ts';
import {
  clearHold,
  insertHold,
  type LockedLine,
  lockHeldLine,
  writeCompliance,
} from './order-line-hold.store.ts';
import { findNamed } from './order-name.store.ts';
import { type OrderNameInput, readOrderName } from './order-name.ts';
import { type HoldRefusal, orderLineNotFound } from './refusals.ts';

export interface HoldInput extends Keyed {
  readonly orderLine: OrderNameInput;
  readonly reason: string;
}

interface LineDecided {
  /** key in the database, from which an answer is read on */
  readonly orderLineId: string;
}

type Decided = Promise<
  Result<LineDecided & { readonly replayed: boolean }, HoldRefusal | IdempotencyConflict>
>;

/**
 * Holds on order lines that the parties put on and clear by hand, beside those of rules. Methods
 * throw Fault MALFORMED_ID or BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or
 * TIMEOUT from the database.
 */
export class OrderLineHoldService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  hold(viewer: Viewer, input: HoldInput): Decided {
    const reason = readText('reason', input.reason);
    return this.#decide(viewer, input, 'HOLD_ORDER_LINE', async (tx, line) => {
      const held = holdByHand(line.state);
      if (!held.ok) return held;
      const since = this.#parts.clock();
      const placed = { rule: manual, reason, since, placedBy: viewer.key };
      const holdId = await insertHold(tx, { orderLineId: line.id, ...placed });
      await writeCompliance(tx, line.id, held.value);
      await tell(tx, viewer, 'ORDER_HELD', line, { holdId, reason, at: since });
      return done({ orderLineId: line.id });
    });
  }

  clear(viewer: Viewer, input: HoldInput): Decided {
    const reason = readText('reason', input.reason);
    return this.#decide(viewer, input, 'CLEAR_ORDER_LINE', async (tx, line) => {
      const cleared = clearByHand(line.state);
      if (!cleared.ok) return cleared;
      const at = this.#parts.clock();
      const holdId = await clearHold(tx, line.id, manual, { at, by: viewer.key, reason });
      await writeCompliance(tx, line.id, cleared.value);
      await tell(tx, viewer, 'ORDER_CLEARED', line, { holdId, reason, at });
      return done({ orderLineId: line.id });
    });
  }

  #decide(
    viewer: Viewer,
    input: HoldInput,
    operation: string,
    act: (tx: Tx, line: LockedLine) => Promise<Result<LineDecided, HoldRefusal>>,
  ): Decided {
    const name = readOrderName('orderLine', 'OrderLine', input.orderLine);
    return decide<LockedLine, LineDecided, HoldRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) => {
        const key = await findNamed(tx, viewer, 'OrderLine', name);
        const line = key && (await lockHeldLine(tx, key));
        if (!line || !maySeeOrder(viewer, line)) return refused(orderLineNotFound());
        return mayDecideOnOrder(viewer, line) ? done(line) : refused(notAuthorised(operation));
      },
      act,
    });
  }
}

async function tell(
  tx: Tx,
  viewer: Viewer,
  type: EventType,
  { id, orderId }: LockedLine,
  { holdId, reason, at }: { holdId: string; reason: string; at: Date },
): Promise<void> {
  await appendEvent(tx, {
    type,
    licenceId: null,
    subject: { type: 'OrderLine', id },
    actor: viewer.key,
    occurredAt: at,
    payload: {
      order: encodeId('Order', orderId),
      orderLine: encodeId('OrderLine', id),
      hold: encodeId('OrderLineHold', holdId),
      rule: manual,
      reason,
    },
  });
}
