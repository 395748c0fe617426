import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { findOptionalReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide } from '../events/decide.ts';
import { appendEvent } from '../events/event.store.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import { keyOf } from '../kernel/reference.ts';
import { type InvalidReference, invalidReference, notAuthorised } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import {
  insertDeclaration,
  isReferenceTaken,
  type NewDeclarationLine,
} from './declaration.store.ts';
import {
  type DeclarationDraft,
  type DraftLine,
  type ReadDeclaration,
  readDeclaration,
} from './declaration-input.ts';
import { destinationsOf, isAllocationOf, seatsOf } from './declaration-place.store.ts';
import { findOrderLines } from './order-line-ref.service.ts';
import { type DraftRefusal, type QuantityOutOfOrder, referenceTaken } from './refusals.ts';
import { openShipment } from './shipment-access.service.ts';
import { handledOf, type LoadedShipment } from './shipment-facts.store.ts';
import { mayMoveShipment, type ShipmentAction } from './shipment-rights.ts';
import { declareUnits } from './unit-chain.ts';

/** Key in the database, from which an answer is read on. */
export interface DeclaredTo {
  readonly declarationId: string;
}

/**
 * Drafts declarations, by who ships or carries. Throws Fault MALFORMED_ID or BAD_USER_INPUT for an
 * input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class DeclarationDraftService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async draft(
    viewer: Viewer,
    input: DeclarationDraft,
  ): Promise<Result<DeclaredTo & { readonly replayed: boolean }, DraftRefusal>> {
    const read = readDeclaration(input);
    if (!read.ok) return read;
    const operation: ShipmentAction = 'DRAFT_DECLARATION';
    return decide<LoadedShipment, DeclaredTo, DraftRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) => {
        const shipment = await openShipment(tx, viewer, input.shipmentId);
        if (!shipment.ok || mayMoveShipment(viewer, handledOf(shipment.value))) return shipment;
        return refused(notAuthorised(operation));
      },
      act: async (tx, shipment) => {
        const { reference } = read.value;
        const lines = await resolveLines(tx, viewer, shipment, input, read.value.lines);
        if (!lines.ok) return lines;
        const place = await findPlace(tx, shipment, input);
        if (!place.ok) return place;
        if (reference && (await isReferenceTaken(tx, reference))) {
          return refused(referenceTaken(reference));
        }
        const declarationId = await this.#write(
          tx,
          viewer,
          shipment,
          { ...read.value, ...place.value, direction: input.direction },
          lines.value,
        );
        return done({ declarationId });
      },
    });
  }

  async #write(
    tx: Tx,
    viewer: Viewer,
    { id: shipmentId }: LoadedShipment,
    declaration: Omit<ReadDeclaration, 'lines'> & Place & Pick<DeclarationDraft, 'direction'>,
    lines: readonly NewDeclarationLine[],
  ): Promise<string> {
    const at = this.#parts.clock();
    const { direction, office, reference } = declaration;
    const id = await insertDeclaration(
      tx,
      {
        ...declaration,
        shipmentId,
        declarantId: viewer.organisationId,
        provenance: provenanceOf(viewer),
        lines,
      },
      { actor: viewer.key, at, reason: null },
    );
    await appendEvent(tx, {
      type: 'DECLARATION_DRAFTED',
      licenceId: null,
      subject: { type: 'Declaration', id },
      actor: viewer.key,
      occurredAt: at,
      payload: {
        declaration: encodeId('Declaration', id),
        shipment: encodeId('Shipment', shipmentId),
        direction,
        office,
        reference,
        statusAfter: 'DRAFT',
        version: 1,
      },
    });
    return id;
  }
}

async function resolveLines(
  tx: Tx,
  viewer: Viewer,
  shipment: LoadedShipment,
  { direction }: DeclarationDraft,
  drafts: readonly DraftLine[],
): Promise<Result<NewDeclarationLine[], InvalidReference | QuantityOutOfOrder>> {
  const lines: NewDeclarationLine[] = [];
  const named = await findOrderLines(
    tx,
    viewer,
    drafts.map(({ input }) => input.orderLine),
  );
  for (const [index, { input, ...draft }] of drafts.entries()) {
    const field = `lines[${index}]`;
    const shipped = shipment.lines.find(({ order }) => order.id === named[index]?.id);
    if (!shipped) {
      const { id, external } = input.orderLine;
      return refused(invalidReference(`${field}.orderLine`, id ?? external?.id ?? ''));
    }
    if (lines.some(({ shippedLineId }) => shippedLineId === shipped.id)) {
      throw new Fault('BAD_USER_INPUT', 'lines names an order line twice: write it once.');
    }
    const declared = { shipped: shipped.units, declared: shipped.declared[direction] };
    const counted = declareUnits(declared, draft.units);
    if (!counted.ok) return counted;
    const origin = await findOptionalReference(tx, 'Jurisdiction', `${field}.origin`, input.origin);
    if (!origin.ok) return origin;
    const { allocationId } = input;
    const key = allocationId ? keyOf('Allocation', allocationId) : null;
    if (allocationId && key && !(await isAllocationOf(tx, key, shipped.order.id, direction))) {
      return refused(invalidReference(`${field}.allocationId`, allocationId));
    }
    lines.push({ ...draft, shippedLineId: shipped.id, originId: origin.value, allocationId: key });
  }
  return done(lines);
}

interface Place {
  readonly authorityId: string | null;
  readonly jurisdictionId: string;
}

/**
 * Where it is declared: an export where the goods leave, which is where the vendor sits unless the
 * shipment says from which site; an import where the orders go.
 */
async function findPlace(
  tx: Tx,
  { lines, originSeatId }: LoadedShipment,
  { direction, authority }: DeclarationDraft,
): Promise<Result<Place, InvalidReference>> {
  const seats =
    direction === 'IMPORT'
      ? await destinationsOf(
          tx,
          lines.map(({ order }) => order.id),
        )
      : originSeatId
        ? [originSeatId]
        : await seatsOf(
            tx,
            lines.map(({ order }) => order.vendorId),
          );
  const [jurisdictionId, ...others] = [...new Set(seats)];
  if (!jurisdictionId || others.length > 0) {
    throw new Fault(
      'BAD_USER_INPUT',
      direction === 'IMPORT'
        ? 'The orders in this shipment do not all name one destination, so it is not known where to declare the import.'
        : 'It is not known from where the goods leave: plan the shipment from a site with a jurisdiction.',
    );
  }
  const found = await findOptionalReference(tx, 'Organisation', 'authority', authority);
  if (!found.ok) return found;
  if (found.value !== null && (await seatsOf(tx, [found.value]))[0] !== jurisdictionId) {
    return refused(
      invalidReference('authority', authority?.id ?? authority?.name ?? authority?.lei ?? ''),
    );
  }
  return done({ authorityId: found.value, jurisdictionId });
}
