import { dayOf } from '../kernel/day.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvent, type EventType } from '../events/event.store.ts';
import { encodeId } from '../kernel/ids.ts';
import {
  type IdempotencyConflict,
  notAuthorised,
  type TransitionRefused,
  versionStale,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText } from '../kernel/text.ts';
import { restrictionsInForce } from './crossing.store.ts';
import { type Occasion, readOccurredAt } from './occasion.ts';
import { orderLineOnHold, restrictionInForce, type ShipmentRefusal } from './refusals.ts';
import { hasLeft, moveShipment, type ShipmentStatus } from './shipment.ts';
import { writeShipmentSteps } from './shipment.store.ts';
import { openShipment, settleShipment, shipmentEvent } from './shipment-access.service.ts';
import { handledOf, type LoadedShipment } from './shipment-facts.store.ts';
import type { Shipped } from './shipment-plan.service.ts';
import { mayMoveShipment, type ShipmentAction } from './shipment-rights.ts';
import { addShipped } from './shipped-line.store.ts';
import { shipOrder } from './shipped-order.ts';
import { loadShippedOrders, writeShippedOrder } from './shipped-order.store.ts';

export interface ShipmentStep extends Keyed {
  readonly shipmentId: string;
  /** refuse when the shipment is at another version */
  readonly expectedVersion: number;
  /** default: now */
  readonly occurredAt?: Date | null;
  readonly reason?: string | null;
}

type Stepped = Promise<
  Result<Shipped & { readonly replayed: boolean }, ShipmentRefusal | IdempotencyConflict>
>;

interface Act {
  readonly action: ShipmentAction;
  readonly event: EventType;
  readonly to: ShipmentStatus;
  /** what comes with it; a refusal has to come before anything is written */
  readonly also?: (
    tx: Tx,
    shipment: LoadedShipment,
    at: Date,
  ) => Promise<Result<Readonly<Record<string, unknown>>, ShipmentRefusal>>;
}

const dispatch: Act = {
  action: 'DISPATCH_SHIPMENT',
  event: 'SHIPMENT_DISPATCHED',
  to: 'IN_TRANSIT',
  also: leave,
};
const arrival: Act = { action: 'RECORD_ARRIVAL', event: 'SHIPMENT_ARRIVED', to: 'ARRIVED' };
const delivery: Act = { action: 'DELIVER_SHIPMENT', event: 'SHIPMENT_DELIVERED', to: 'DELIVERED' };
const returning: Act = {
  action: 'RETURN_SHIPMENT',
  event: 'SHIPMENT_RETURNED',
  to: 'RETURNED',
  also: giveBack,
};

/**
 * The way of shipments, told by who ships and who carries. Each method throws Fault MALFORMED_ID or
 * BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class ShipmentService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  /** After the export of all of it is accepted. The order follows. */
  dispatch(viewer: Viewer, input: ShipmentStep): Stepped {
    return this.#step(viewer, input, dispatch);
  }

  recordArrival(viewer: Viewer, input: ShipmentStep): Stepped {
    return this.#step(viewer, input, arrival);
  }

  deliver(viewer: Viewer, input: ShipmentStep): Stepped {
    return this.#step(viewer, input, delivery);
  }

  /** Before anything of it is released. What it took of the order can be shipped again. */
  return(viewer: Viewer, input: ShipmentStep): Stepped {
    return this.#step(viewer, input, returning);
  }

  async #step(viewer: Viewer, input: ShipmentStep, act: Act): Stepped {
    const reason = readOptionalText('reason', input.reason);
    return decide<LoadedShipment, Shipped, ShipmentRefusal>(this.#parts, {
      viewer,
      operation: act.action,
      input,
      open: async (tx) => {
        const shipment = await openShipment(tx, viewer, input.shipmentId);
        if (!shipment.ok) return shipment;
        if (mayMoveShipment(viewer, handledOf(shipment.value))) return shipment;
        return refused(notAuthorised(act.action));
      },
      act: async (tx, shipment) => {
        const { id, state, progress, since } = shipment;
        if (input.expectedVersion !== state.version) {
          return refused(versionStale(input.expectedVersion, state.version));
        }
        const now = this.#parts.clock();
        const at = readOccurredAt(input.occurredAt, { since, now });
        if (!at.ok) return at;
        const moved = moveShipment({ ...state, ...progress }, act.to);
        if (!moved.ok) return moved;
        const more = await act.also?.(tx, shipment, at.value);
        if (more && !more.ok) return more;
        const occasion: Occasion = { actor: viewer.key, at: at.value, reason };
        await writeShipmentSteps(tx, id, [moved.value], occasion);
        await appendEvent(
          tx,
          shipmentEvent(act.event, id, state, moved.value, occasion, more?.value),
        );
        await settleShipment(tx, id, { ...occasion, reason: null });
        return done({ shipmentId: id });
      },
    });
  }
}

/** Goods leave: nothing may hold or bar them, and the orders have so much less to ship. */
async function leave(
  tx: Tx,
  { lines, declarations }: LoadedShipment,
  at: Date,
): Promise<Result<Readonly<Record<string, unknown>>, ShipmentRefusal>> {
  const held = lines.find(({ order }) => order.held);
  if (held) return refused(orderLineOnHold(held.order.id));
  const offices = declarations.filter(({ direction }) => direction === 'EXPORT');
  const barred = await restrictionsInForce(
    tx,
    'EXPORT',
    offices.map(({ jurisdictionId }) => jurisdictionId),
    dayOf(at),
    lines.map(({ order }) => ({
      chipId: order.chipId,
      organisationIds: [order.buyerId, order.vendorId, ...order.partyIds],
    })),
  );
  if (barred.length > 0) return refused(restrictionInForce(barred));
  const orders = [...new Set(lines.map(({ order }) => order.orderId))];
  const open = await refuseUnshippable(tx, orders);
  if (!open.ok) return open;
  await addShipped(
    tx,
    lines.map(({ order, units }) => ({ id: order.id, planned: 0, shipped: units })),
  );
  const told: object[] = [];
  for (const [key, order] of await loadShippedOrders(tx, orders)) {
    const shipped = shipOrder(order);
    if (!shipped.ok) return shipped;
    if (shipped.value) await writeShippedOrder(tx, key, shipped.value, null);
    told.push({
      order: encodeId('Order', key),
      statusAfter: shipped.value?.status ?? order.state.status,
    });
  }
  return done({ orders: told });
}

/** Refuses before anything is written: an order that can be shipped in part can be as a whole. */
async function refuseUnshippable(
  tx: Tx,
  orders: readonly string[],
): Promise<Result<null, TransitionRefused>> {
  for (const order of (await loadShippedOrders(tx, orders)).values()) {
    const shipped = shipOrder({ ...order, complete: false });
    if (!shipped.ok) return shipped;
  }
  return done(null);
}

async function giveBack(
  tx: Tx,
  { lines, state }: LoadedShipment,
): Promise<Result<Readonly<Record<string, unknown>>, never>> {
  const left = hasLeft(state);
  await addShipped(
    tx,
    lines.map(({ order, units }) => ({
      id: order.id,
      planned: -units,
      shipped: left ? -units : 0,
    })),
  );
  return done({});
}
