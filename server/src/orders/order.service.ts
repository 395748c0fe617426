import type { DataSource } from 'typeorm';
import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { once } from '../database/idempotency.store.ts';
import { findReference } from '../database/reference.store.ts';
import { type Tx, transaction } from '../database/transaction.ts';
import { appendEvent, type EventType } from '../events/event.store.ts';
import type { Clock } from '../kernel/clock.ts';
import { type ExternalName, externalIdTaken, readExternal } from '../kernel/external-id.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import { keyOf } from '../kernel/reference.ts';
import { type InvalidReference, notAuthorised, versionStale } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText } from '../kernel/text.ts';
import { mayDecideOnOrder, maySeeOrder, moveOrder, type OrderStatus } from './order.ts';
import {
  type LockedOrder,
  type NewLine,
  type OrderName,
  findTaken,
  insertOrder,
  lockOrder,
  writeOrderState,
} from './order.store.ts';
import { type LineDraft, type PlaceOrderInput, readOrder } from './order-input.ts';
import { type OrderRefusal, orderNotFound, type PlacementRefusal } from './refusals.ts';

export interface OrderDecision {
  order: { id?: string | null; external?: ExternalName | null };
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

interface Act {
  readonly action: 'CONFIRM_ORDER' | 'CLOSE_ORDER' | 'CANCEL_ORDER';
  readonly event: EventType;
  readonly to: OrderStatus;
}

const confirmation: Act = { action: 'CONFIRM_ORDER', event: 'ORDER_CONFIRMED', to: 'CONFIRMED' };
const closing: Act = { action: 'CLOSE_ORDER', event: 'ORDER_CLOSED', to: 'CLOSED' };
const cancellation: Act = { action: 'CANCEL_ORDER', event: 'ORDER_CANCELLED', to: 'CANCELLED' };

interface ServiceParts {
  readonly database: DataSource;
  readonly clock: Clock;
  /** tells the sequencer that an event was committed; costs nothing and may be lost */
  readonly ring: () => void;
}

/**
 * What the parties to an order decide about it. Each method throws Fault MALFORMED_ID or
 * BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class OrderService {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  async place(
    viewer: Viewer,
    input: PlaceOrderInput,
  ): Promise<Result<OrderDecided, PlacementRefusal>> {
    const draft = readOrder(input);
    if (!draft.ok) return draft;
    const { external, lines } = draft.value;
    const { idempotencyKey: key, ...body } = input;
    const result = await transaction(this.#parts.database, async (tx) => {
      const buyer = await findReference(tx, 'Organisation', 'buyer', input.buyer);
      if (!buyer.ok) return buyer;
      const vendor = await findReference(tx, 'Organisation', 'vendor', input.vendor);
      if (!vendor.ok) return vendor;
      const parties = { buyerId: buyer.value, vendorId: vendor.value };
      if (!mayDecideOnOrder(viewer, parties)) return refused(notAuthorised('PLACE_ORDER'));
      const request = { viewer: viewer.key, operation: 'PLACE_ORDER', key, body };
      return once(tx, request, async (): Promise<Result<{ orderId: string }, PlacementRefusal>> => {
        const resolved = await resolveLines(tx, lines);
        if (!resolved.ok) return resolved;
        const names = lines.flatMap((line) => (line.external ? [line.external] : []));
        const taken = await findTaken(tx, external, names);
        if (taken) return refused(externalIdTaken(taken));
        const placedAt = this.#parts.clock();
        const provenance = provenanceOf(viewer);
        const order = { external, ...parties, provenance, placedAt, lines: resolved.value };
        const orderId = await insertOrder(tx, order);
        await appendEvent(tx, {
          type: 'ORDER_PLACED',
          licenceId: null,
          subject: { type: 'Order', id: orderId },
          actor: viewer.key,
          occurredAt: placedAt,
          payload: { order: encodeId('Order', orderId), statusAfter: 'PLACED', version: 1 },
        });
        return done({ orderId });
      });
    });
    if (result.ok && !result.value.replayed) this.#parts.ring();
    return result;
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

  async #decide(
    viewer: Viewer,
    input: OrderDecision,
    act: Act,
  ): Promise<Result<OrderDecided, OrderRefusal>> {
    const name = readOrderName(input.order);
    const { idempotencyKey: key, ...rest } = input;
    const body = { ...rest, reason: readOptionalText('reason', input.reason) };
    const request = { viewer: viewer.key, operation: act.action, key, body };
    const result = await transaction(this.#parts.database, async (tx) => {
      const order = await lockOrder(tx, name);
      if (!order || !maySeeOrder(viewer, order)) return refused(orderNotFound());
      if (!mayDecideOnOrder(viewer, order)) return refused(notAuthorised(act.action));
      return once(tx, request, () => this.#change(tx, viewer, order, body, act));
    });
    if (result.ok && !result.value.replayed) this.#parts.ring();
    return result;
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
    await writeOrderState(tx, id, moved.value, reason);
    await appendEvent(tx, {
      type: event,
      licenceId: null,
      subject: { type: 'Order', id },
      actor: viewer.key,
      occurredAt: this.#parts.clock(),
      payload: {
        order: encodeId('Order', id),
        statusBefore: state.status,
        statusAfter: to,
        version: moved.value.version,
        reason,
      },
    });
    return done({ orderId: id });
  }
}

function readOrderName({ id, external }: OrderDecision['order']): OrderName {
  const named = readExternal('order.external', external);
  if (id && !named) return { key: keyOf('Order', id) };
  if (named && !id) return { external: named };
  throw new Fault('BAD_USER_INPUT', 'order takes exactly one of id, external.');
}

async function resolveLines(
  tx: Tx,
  drafts: readonly LineDraft[],
): Promise<Result<NewLine[], InvalidReference>> {
  const lines: NewLine[] = [];
  for (const [index, draft] of drafts.entries()) {
    const { chip, destination } = draft.input;
    const chipId = await findReference(tx, 'Chip', `lines[${index}].chip`, chip);
    if (!chipId.ok) return chipId;
    const to = `lines[${index}].destination`;
    const destinationId = await findReference(tx, 'Jurisdiction', to, destination);
    if (!destinationId.ok) return destinationId;
    const found: { organisationId: string; role: string }[] = [];
    for (const [place, { role, organisation }] of draft.parties.entries()) {
      const field = `lines[${index}].parties[${place}].organisation`;
      const party = await findReference(tx, 'Organisation', field, organisation);
      if (!party.ok) return party;
      found.push({ organisationId: party.value, role });
    }
    lines.push({ draft, chipId: chipId.value, destinationId: destinationId.value, parties: found });
  }
  return done(lines);
}
