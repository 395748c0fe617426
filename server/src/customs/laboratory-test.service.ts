import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { findReference } from '../database/reference.store.ts';
import { type DecisionParts, decide } from '../events/decide.ts';
import { appendEvent } from '../events/event.store.ts';
import { encodeId } from '../kernel/ids.ts';
import type { Reference } from '../kernel/reference.ts';
import {
  invalidReference,
  notAuthorised,
  transitionRefused,
  versionStale,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText } from '../kernel/text.ts';
import { readOccurredAt } from './occasion.ts';
import type { ShipmentRefusal } from './refusals.ts';
import { placeOf } from './shipment.ts';
import type { ShipmentStep } from './shipment.service.ts';
import { insertTest } from './shipment.store.ts';
import { openShipment, settleShipment, shipmentEvent } from './shipment-access.service.ts';
import { handledOf, type LoadedShipment } from './shipment-facts.store.ts';
import { isIndependent, mayRecordTest, type ShipmentAction } from './shipment-rights.ts';

export interface LaboratoryFinding extends ShipmentStep {
  readonly laboratory: Reference;
  readonly result: 'PASSED' | 'FAILED' | 'INCONCLUSIVE';
  /** a URI */
  readonly report?: string | null;
}

/** Keys in the database, from which an answer is read on. */
interface Tested {
  readonly laboratoryTestId: string;
  readonly shipmentId: string;
}

interface Testing {
  readonly shipment: LoadedShipment;
  readonly laboratoryId: string;
}

/**
 * What laboratories find. Throws Fault MALFORMED_ID or BAD_USER_INPUT for an input that cannot be
 * read, UNAVAILABLE or TIMEOUT from the database.
 */
export class LaboratoryTestService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async record(
    viewer: Viewer,
    input: LaboratoryFinding,
  ): Promise<Result<Tested & { readonly replayed: boolean }, ShipmentRefusal>> {
    const reason = readOptionalText('reason', input.reason);
    const report = readOptionalText('report', input.report);
    const operation: ShipmentAction = 'RECORD_LABORATORY_TEST';
    return decide<Testing, Tested, ShipmentRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) => {
        const shipment = await openShipment(tx, viewer, input.shipmentId);
        if (!shipment.ok) return shipment;
        const laboratory = await findReference(tx, 'Organisation', 'laboratory', input.laboratory);
        if (!laboratory.ok) return laboratory;
        const handled = handledOf(shipment.value);
        if (!mayRecordTest(viewer, handled, laboratory.value)) {
          return refused(notAuthorised(operation));
        }
        if (!isIndependent(handled, laboratory.value)) {
          const { id, name, lei } = input.laboratory;
          return refused(invalidReference('laboratory', id ?? name ?? lei ?? ''));
        }
        return done({ shipment: shipment.value, laboratoryId: laboratory.value });
      },
      act: async (tx, { shipment: { id, state, since }, laboratoryId }) => {
        if (input.expectedVersion !== state.version) {
          return refused(versionStale(input.expectedVersion, state.version));
        }
        const now = this.#parts.clock();
        const at = readOccurredAt(input.occurredAt, { since, now });
        if (!at.ok) return at;
        const place = placeOf(state);
        if (place !== 'PLANNED' && place !== 'TESTED') {
          return refused(transitionRefused(state.status, 'TESTED', []));
        }
        const laboratoryTestId = await insertTest(tx, {
          shipmentId: id,
          laboratoryId,
          result: input.result,
          testedAt: at.value,
          report,
          provenance: provenanceOf(viewer),
        });
        const occasion = { actor: viewer.key, at: at.value, reason };
        const after = await settleShipment(tx, id, occasion);
        const test = encodeId('LaboratoryTest', laboratoryTestId);
        const found = { laboratoryTest: test, result: input.result };
        await appendEvent(tx, shipmentEvent('SHIPMENT_TESTED', id, state, after, occasion, found));
        return done({ laboratoryTestId, shipmentId: id });
      },
    });
  }
}
