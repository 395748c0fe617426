import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { findOptionalReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvent } from '../events/event.store.ts';
import { type ExternalName, externalIdTaken, readExternal } from '../kernel/external-id.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import { keyOf, type Reference } from '../kernel/reference.ts';
import { type InvalidReference, invalidReference, notAuthorised } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import type { LicensedSides, Licensing } from './licensed-sides.store.ts';
import type { OrderNameInput } from '../orders/order-name.ts';
import { findOrderLines } from './order-line-ref.service.ts';
import { orderLineNotFound, type PlanRefusal } from './refusals.ts';
import { insertShipment, isShipmentNameTaken, isSite } from './shipment.store.ts';
import { lockOrderLines } from './shipment-lock.store.ts';
import {
  checkLineCount,
  isDrawnOnBoth,
  licensedSides,
  planLine,
  readUnits,
} from './shipment-plan.ts';
import { isIndependent, mayShipLine, type ShipmentAction } from './shipment-rights.ts';
import { addShipped, loadShippable, type ShippableLine } from './shipped-line.store.ts';

export interface ShipmentPlan extends Keyed {
  readonly external?: ExternalName | null;
  readonly lines: readonly { readonly orderLine: OrderNameInput; readonly units: number }[];
  readonly carrier?: Reference | null;
  readonly laboratory?: Reference | null;
  readonly originId?: string | null;
  readonly destinationId?: string | null;
}

/** Key in the database, from which an answer is read on. */
export interface Shipped {
  readonly shipmentId: string;
}

interface PlannedLine {
  readonly line: ShippableLine;
  readonly units: number;
  /** on which sides it needs a licence */
  readonly licensed: LicensedSides;
}

/** What plans are made with. */
interface PlanParts extends DecisionParts {
  readonly licensing: Licensing;
}

/**
 * Takes parts of order lines on the way. Throws Fault MALFORMED_ID or BAD_USER_INPUT for an input
 * that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class ShipmentPlanService {
  readonly #parts: PlanParts;

  constructor(parts: PlanParts) {
    this.#parts = parts;
  }

  async plan(
    viewer: Viewer,
    input: ShipmentPlan,
  ): Promise<Result<Shipped & { readonly replayed: boolean }, PlanRefusal>> {
    checkLineCount(input.lines);
    const external = readExternal('external', input.external);
    const operation: ShipmentAction = 'PLAN_SHIPMENT';
    return decide<readonly PlannedLine[], Shipped, PlanRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: (tx) => openLines(tx, viewer, input, operation, this.#parts),
      act: async (tx, lines) => {
        for (const { line, units, licensed } of lines) {
          const planned = planLine(line, units, licensed);
          if (!planned.ok) return planned;
        }
        const named = await resolve(tx, input);
        if (!named.ok) return named;
        const { laboratoryId, carrierId } = named.value;
        const parties = { lines: lines.map(({ line }) => line), carrierId };
        if (laboratoryId !== null && !isIndependent(parties, laboratoryId)) {
          const { id, name, lei } = input.laboratory ?? {};
          return refused(invalidReference('laboratory', id ?? name ?? lei ?? ''));
        }
        const scopeId = viewer.organisationId;
        if (external && (await isShipmentNameTaken(tx, external, scopeId))) {
          return refused(externalIdTaken(external));
        }
        return done({ shipmentId: await this.#write(tx, viewer, external, named.value, lines) });
      },
    });
  }

  async #write(
    tx: Tx,
    viewer: Viewer,
    external: ExternalName | null,
    named: Named,
    lines: readonly PlannedLine[],
  ): Promise<string> {
    const at = this.#parts.clock();
    const shipment = {
      ...named,
      external,
      scopeId: viewer.organisationId,
      provenance: provenanceOf(viewer),
      lines: lines.map(({ line, units, licensed }) => ({ orderLineId: line.id, units, licensed })),
    };
    const id = await insertShipment(tx, shipment, { actor: viewer.key, at, reason: null });
    await addShipped(
      tx,
      lines.map(({ line, units }) => ({ id: line.id, planned: units, shipped: 0 })),
    );
    await appendEvent(tx, {
      type: 'SHIPMENT_PLANNED',
      licenceId: null,
      subject: { type: 'Shipment', id },
      actor: viewer.key,
      occurredAt: at,
      payload: {
        shipment: encodeId('Shipment', id),
        lines: lines.map(({ line, units }) => ({
          orderLine: encodeId('OrderLine', line.id),
          units,
        })),
        statusAfter: 'PLANNED',
        version: 1,
      },
    });
    return id;
  }
}

/** Finds and locks the order lines of a plan, for who may ship them. */
async function openLines(
  tx: Tx,
  viewer: Viewer,
  { lines }: ShipmentPlan,
  operation: ShipmentAction,
  { licensing, clock }: PlanParts,
): Promise<Result<readonly PlannedLine[], PlanRefusal>> {
  const asked: { key: string; units: number }[] = [];
  const named = await findOrderLines(
    tx,
    viewer,
    lines.map(({ orderLine }) => orderLine),
  );
  for (const [index, { units }] of lines.entries()) {
    const counted = readUnits(`lines[${index}].units`, units);
    if (!counted.ok) return counted;
    const found = named[index];
    if (!found) return refused(orderLineNotFound());
    if (!mayShipLine(viewer, found)) return refused(notAuthorised(operation));
    asked.push({ key: found.id, units });
  }
  const keys = asked.map(({ key }) => key);
  if (new Set(keys).size < keys.length) {
    throw new Fault('BAD_USER_INPUT', 'lines names an order line twice: write it once.');
  }
  await lockOrderLines(tx, keys);
  const locked = await loadShippable(tx, keys);
  // Where both sides are drawn on, it is known that both need a licence.
  const open = keys.filter((key) => !isDrawnOnBoth(locked.get(key) as ShippableLine));
  const needed = await licensing.sidesOf(tx, open, clock());
  return done(
    asked.map(({ key, units }) => {
      const line = locked.get(key) as ShippableLine;
      const sides = needed.get(key) ?? { EXPORT: true, IMPORT: true };
      return { line, units, licensed: licensedSides(line, sides) };
    }),
  );
}

interface Named {
  readonly carrierId: string | null;
  readonly laboratoryId: string | null;
  readonly originId: string | null;
  readonly destinationId: string | null;
}

async function resolve(tx: Tx, input: ShipmentPlan): Promise<Result<Named, InvalidReference>> {
  const carrier = await findOptionalReference(tx, 'Organisation', 'carrier', input.carrier);
  if (!carrier.ok) return carrier;
  const lab = await findOptionalReference(tx, 'Organisation', 'laboratory', input.laboratory);
  if (!lab.ok) return lab;
  const origin = await findSite(tx, 'originId', input.originId);
  if (!origin.ok) return origin;
  const destination = await findSite(tx, 'destinationId', input.destinationId);
  if (!destination.ok) return destination;
  return done({
    carrierId: carrier.value,
    laboratoryId: lab.value,
    originId: origin.value,
    destinationId: destination.value,
  });
}

async function findSite(
  tx: Tx,
  field: string,
  id: string | null | undefined,
): Promise<Result<string | null, InvalidReference>> {
  if (!id) return done(null);
  const key = keyOf('Site', id);
  return (await isSite(tx, key)) ? done(key) : refused(invalidReference(field, id));
}
