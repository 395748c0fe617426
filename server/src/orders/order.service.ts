import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide } from '../events/decide.ts';
import { appendEvent, type EventType } from '../events/event.store.ts';
import { externalIdTaken } from '../kernel/external-id.ts';
import { encodeId } from '../kernel/ids.ts';
import { notAuthorised, transitionRefused, versionStale } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText } from '../kernel/text.ts';
import {
  mayDecideOnOrder,
  maySeeOrder,
  moveOrder,
  type OrderStatus,
  type OrderSubject,
} from './order.ts';
import { insertOrder, type LockedOrder, lockOrder, writeOrderState } from './order.store.ts';
import { hasCrossed, lockOrderDrawings, releaseOrder } from './order-drawings.store.ts';
import { type PlaceOrderInput, readOrder } from './order-input.ts';
import { type OrderNameInput, readOrderName } from './order-name.ts';
import { findNamed, findTaken } from './order-name.store.ts';
import { resolveLines } from './order-references.store.ts';
import { type OrderRefusal, orderNotFound, type PlacementRefusal } from './refusals.ts';

type OrderParties = Pick<OrderSubject, 'buyerId' | 'vendorId'>;

export interface OrderDecision {
  order: OrderNameInput;
  /** refuse when the order is at another version */
  expectedVersion: number;
  reason?: string | null;
  idempotencyKey: string;
}

export interface OrderDecided {
  /** key in the database, from which an answer is read on */
  readonly orderId: string;
  readonly replayed: boolean;
}

type OrderAction =
  | 'PLACE_ORDER'
  | 'DRAFT_ORDER'
  | 'SUBMIT_ORDER'
  | 'CONFIRM_ORDER'
  | 'CLOSE_ORDER'
  | 'CANCEL_ORDER';

interface Act {
  readonly action: OrderAction;
  readonly event: EventType;
  readonly to: OrderStatus;
}

const placement: Act = { action: 'PLACE_ORDER', event: 'ORDER_PLACED', to: 'PLACED' };
const drafting: Act = { action: 'DRAFT_ORDER', event: 'ORDER_DRAFTED', to: 'DRAFT' };
const submission: Act = { action: 'SUBMIT_ORDER', event: 'ORDER_PLACED', to: 'PLACED' };
const confirmation: Act = { action: 'CONFIRM_ORDER', event: 'ORDER_CONFIRMED', to: 'CONFIRMED' };
const closing: Act = { action: 'CLOSE_ORDER', event: 'ORDER_CLOSED', to: 'CLOSED' };
const cancellation: Act = { action: 'CANCEL_ORDER', event: 'ORDER_CANCELLED', to: 'CANCELLED' };

/**
 * What the parties to an order decide about it. Each method throws Fault MALFORMED_ID or
 * BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class OrderService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  place(viewer: Viewer, input: PlaceOrderInput): Promise<Result<OrderDecided, PlacementRefusal>> {
    return this.#make(viewer, input, placement);
  }

  draft(viewer: Viewer, input: PlaceOrderInput): Promise<Result<OrderDecided, PlacementRefusal>> {
    return this.#make(viewer, input, drafting);
  }

  submit(viewer: Viewer, input: OrderDecision): Promise<Result<OrderDecided, OrderRefusal>> {
    return this.#decide(viewer, input, submission);
  }

  confirm(viewer: Viewer, input: OrderDecision): Promise<Result<OrderDecided, OrderRefusal>> {
    return this.#decide(viewer, input, confirmation);
  }

  close(viewer: Viewer, input: OrderDecision): Promise<Result<OrderDecided, OrderRefusal>> {
    return this.#decide(viewer, input, closing);
  }

  cancel(viewer: Viewer, input: OrderDecision): Promise<Result<OrderDecided, OrderRefusal>> {
    return this.#decide(viewer, input, cancellation);
  }

  async #make(
    viewer: Viewer,
    input: PlaceOrderInput,
    { action, event, to }: Act,
  ): Promise<Result<OrderDecided, PlacementRefusal>> {
    const draft = readOrder(input);
    if (!draft.ok) return draft;
    const { external, lines } = draft.value;
    return decide<OrderParties, { orderId: string }, PlacementRefusal>(this.#parts, {
      viewer,
      operation: action,
      input,
      open: async (tx) => {
        const buyer = await findReference(tx, 'Organisation', 'buyer', input.buyer);
        if (!buyer.ok) return buyer;
        const vendor = await findReference(tx, 'Organisation', 'vendor', input.vendor);
        if (!vendor.ok) return vendor;
        const parties = { buyerId: buyer.value, vendorId: vendor.value };
        return mayDecideOnOrder(viewer, parties) ? done(parties) : refused(notAuthorised(action));
      },
      act: async (tx, parties) => {
        const resolved = await resolveLines(tx, lines);
        if (!resolved.ok) return resolved;
        const names = lines.flatMap((line) => (line.external ? [line.external] : []));
        const scope = viewer.organisationId;
        const taken = await findTaken(tx, scope, external, names);
        if (taken) return refused(externalIdTaken(taken));
        const now = this.#parts.clock();
        const placedAt = to === 'PLACED' ? now : null;
        const made = { external, scope, ...parties, provenance: provenanceOf(viewer), placedAt };
        const orderId = await insertOrder(tx, { ...made, lines: resolved.value });
        await appendEvent(tx, {
          type: event,
          licenceId: null,
          subject: { type: 'Order', id: orderId },
          actor: viewer.key,
          occurredAt: now,
          payload: { order: encodeId('Order', orderId), statusAfter: to, version: 1 },
        });
        return done({ orderId });
      },
    });
  }

  async #decide(
    viewer: Viewer,
    input: OrderDecision,
    act: Act,
  ): Promise<Result<OrderDecided, OrderRefusal>> {
    const name = readOrderName('order', 'Order', input.order);
    const decision = { ...input, reason: readOptionalText('reason', input.reason) };
    return decide<LockedOrder, { orderId: string }, OrderRefusal>(this.#parts, {
      viewer,
      operation: act.action,
      input: decision,
      open: async (tx) => {
        const id = await findNamed(tx, viewer, 'Order', name);
        if (id && act.to === 'CANCELLED') await lockOrderDrawings(tx, id);
        const order = id && (await lockOrder(tx, id));
        if (!order || !maySeeOrder(viewer, order)) return refused(orderNotFound());
        return mayDecideOnOrder(viewer, order) ? done(order) : refused(notAuthorised(act.action));
      },
      act: (tx, order) => this.#change(tx, viewer, order, decision, act),
    });
  }

  async #change(
    tx: Tx,
    viewer: Viewer,
    { id, state }: LockedOrder,
    { expectedVersion, reason }: { expectedVersion: number; reason: string | null },
    { event, to }: Act,
  ): Promise<Result<{ orderId: string }, OrderRefusal>> {
    if (expectedVersion !== state.version) {
      return refused(versionStale(expectedVersion, state.version));
    }
    const moved = moveOrder(state, to);
    if (!moved.ok) return moved;
    const cancels = to === 'CANCELLED';
    if (cancels && (await hasCrossed(tx, id)))
      return refused(transitionRefused(state.status, to, []));
    const at = this.#parts.clock();
    await writeOrderState(tx, id, moved.value, reason, to === 'PLACED' ? at : undefined);
    await appendEvent(tx, {
      type: event,
      licenceId: null,
      subject: { type: 'Order', id },
      actor: viewer.key,
      occurredAt: at,
      payload: {
        order: encodeId('Order', id),
        statusBefore: state.status,
        statusAfter: to,
        version: moved.value.version,
        reason,
      },
    });
    if (cancels) await releaseOrder(tx, id, { actor: viewer.key, at, reason });
    return done({ orderId: id });
  }
}
