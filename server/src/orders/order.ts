import type { Viewer } from '../access/viewer.ts';
import { hasRole } from '../access/viewer.ts';
import { type TransitionRefused, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { mayPass, type Transition, waysFrom } from '../kernel/transitions.ts';

export const orderStatuses = [
  'DRAFT',
  'PLACED',
  'CONFIRMED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CLOSED',
  'CANCELLED',
] as const;

export type OrderStatus = (typeof orderStatuses)[number];

/** PARTY: buyer or vendor; SHIPPING: what left changes the status. */
export type OrderActor = 'PARTY' | 'SHIPPING';

/** An order as far as its status goes. */
export interface OrderState {
  readonly status: OrderStatus;
  readonly version: number;
}

type OrderTransition = Transition<OrderStatus, OrderActor, OrderState>;

const way = (from: OrderStatus, to: OrderStatus, who: OrderActor): OrderTransition => ({
  from,
  to,
  who,
});

export const orderTransitions: readonly OrderTransition[] = [
  way('DRAFT', 'PLACED', 'PARTY'),
  way('DRAFT', 'CANCELLED', 'PARTY'),
  way('PLACED', 'CONFIRMED', 'PARTY'),
  way('PLACED', 'CANCELLED', 'PARTY'),
  way('CONFIRMED', 'CANCELLED', 'PARTY'),
  way('CONFIRMED', 'PARTIALLY_SHIPPED', 'SHIPPING'),
  way('CONFIRMED', 'SHIPPED', 'SHIPPING'),
  way('PARTIALLY_SHIPPED', 'SHIPPED', 'SHIPPING'),
  way('SHIPPED', 'CLOSED', 'PARTY'),
];

/** The order in another status, one version on; refused where no way leads there. */
export function moveOrder(
  order: OrderState,
  to: OrderStatus,
): Result<OrderState, TransitionRefused> {
  if (mayPass(orderTransitions, { from: order.status, to, who: 'PARTY' }, order)) {
    return done({ status: to, version: order.version + 1 });
  }
  const allowed = waysFrom(orderTransitions, order.status, order).filter(
    ({ who }) => who === 'PARTY',
  );
  return refused(
    transitionRefused(
      order.status,
      to,
      allowed.map((each) => each.to),
    ),
  );
}

/** Who an order concerns; keys and codes. */
export interface OrderSubject {
  readonly buyerId: string;
  readonly vendorId: string;
  /** codes of the seats of both and of the destinations of its lines */
  readonly jurisdictions: readonly string[];
}

/** An order is seen by its buyer and vendor, by authorities it concerns and by administrators. */
export function maySeeOrder(viewer: Viewer, order: OrderSubject): boolean {
  const authority =
    hasRole(viewer, 'AUTHORITY') &&
    order.jurisdictions.some((code) => viewer.jurisdictions.includes(code));
  return authority || hasRole(viewer, 'ADMIN') || isParty(viewer, order);
}

/** An order is decided on by whoever trades for its buyer or vendor, and by administrators. */
export function mayDecideOnOrder(
  viewer: Viewer,
  order: Pick<OrderSubject, 'buyerId' | 'vendorId'>,
): boolean {
  const trades = hasRole(viewer, 'BUYER', 'VENDOR', 'BROKER');
  return hasRole(viewer, 'ADMIN') || (trades && isParty(viewer, order));
}

function isParty(
  viewer: Viewer,
  { buyerId, vendorId }: Pick<OrderSubject, 'buyerId' | 'vendorId'>,
) {
  const own = viewer.organisationId;
  return own !== null && (own === buyerId || own === vendorId);
}
