import { type TransitionRefused, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { mayPass, waysFrom } from '../kernel/transitions.ts';
import { type OrderState, orderTransitions } from '../orders/order.ts';

/** Lines of one order, after something of it left; chips. */
export interface ShippedOrder {
  readonly state: OrderState;
  /** whether every line of it has left as a whole */
  readonly complete: boolean;
}

/**
 * What becomes of an order when something of it leaves.
 *
 * @returns null: it stays as it is
 */
export function shipOrder({
  state,
  complete,
}: ShippedOrder): Result<OrderState | null, TransitionRefused> {
  const { status, version } = state;
  const to = complete ? 'SHIPPED' : 'PARTIALLY_SHIPPED';
  if (status === to || status === 'SHIPPED') return done(null);
  if (mayPass(orderTransitions, { from: status, to, who: 'SHIPPING' }, state)) {
    return done({ status: to, version: version + 1 });
  }
  const others = waysFrom(orderTransitions, status, state).map((way) => way.to);
  return refused(transitionRefused(status, to, others));
}
