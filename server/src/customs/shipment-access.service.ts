import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { appendEvents, type EventType, type NewEvent } from '../events/event.store.ts';
import { encodeId } from '../kernel/ids.ts';
import { keyOf } from '../kernel/reference.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { Occasion } from './occasion.ts';
import { shipmentNotFound } from './refusals.ts';
import { type ShipmentState, settle } from './shipment.ts';
import { writeShipmentSteps } from './shipment.store.ts';
import { handledOf, type LoadedShipment, loadShipment } from './shipment-facts.store.ts';
import { lockShipment } from './shipment-lock.store.ts';
import { maySeeShipment } from './shipment-rights.ts';

/**
 * Finds and locks a shipment that the viewer sees, with everything that decisions about it change.
 *
 * @throws Fault MALFORMED_ID for a bad id
 */
export async function openShipment(
  tx: Tx,
  viewer: Viewer,
  shipmentId: string,
): Promise<Result<LoadedShipment, ReturnType<typeof shipmentNotFound>>> {
  const id = keyOf('Shipment', shipmentId);
  await lockShipment(tx, id);
  const shipment = await loadShipment(tx, id);
  if (!shipment || !maySeeShipment(viewer, handledOf(shipment))) return refused(shipmentNotFound());
  return done(shipment);
}

/** Statuses that customs give and subscribers are told of by themselves. */
const told: Partial<Record<ShipmentState['status'], EventType>> = {
  HELD: 'SHIPMENT_HELD',
  SEIZED: 'SHIPMENT_SEIZED',
};

/**
 * Lets a locked shipment follow what has become of its tests and declarations.
 *
 * @returns its status then
 */
export async function settleShipment(
  tx: Tx,
  shipmentId: string,
  { actor, at, reason }: Occasion,
): Promise<ShipmentState> {
  const shipment = (await loadShipment(tx, shipmentId)) as LoadedShipment;
  const steps = settle({ ...shipment.state, ...shipment.progress });
  // What is told late is no earlier than what is known of the shipment.
  const occasion = { actor, at: at < shipment.since ? shipment.since : at, reason };
  await writeShipmentSteps(tx, shipmentId, steps, occasion);
  let before = shipment.state;
  const events: NewEvent[] = [];
  for (const step of steps) {
    const type = told[step.status];
    if (type) events.push(shipmentEvent(type, shipmentId, before, step, occasion));
    before = step;
  }
  await appendEvents(tx, events);
  return before;
}

/** What is told of a shipment's step. */
export function shipmentEvent(
  type: EventType,
  id: string,
  before: ShipmentState,
  after: ShipmentState,
  { actor, at, reason }: Occasion,
  more: Readonly<Record<string, unknown>> = {},
): NewEvent {
  return {
    type,
    licenceId: null,
    subject: { type: 'Shipment', id },
    actor,
    occurredAt: at,
    payload: {
      shipment: encodeId('Shipment', id),
      statusBefore: before.status,
      statusAfter: after.status,
      version: after.version,
      reason,
      ...more,
    },
  };
}
