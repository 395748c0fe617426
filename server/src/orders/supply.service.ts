import { provenanceOf, provenanceOfReport, type Viewer } from '../access/viewer.ts';
import { type InvalidQuantity, type QuantityInput, readQuantity } from '../chips/quantity.ts';
import { findOptionalReference, findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvents } from '../events/event.store.ts';
import type { FigureValue } from '../evidence/claim.ts';
import { type FigureInput, readFigure } from '../evidence/claim-value.ts';
import { unitProblem } from '../evidence/unit.ts';
import { type Precision, readDay } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { encodeId } from '../kernel/ids.ts';
import type { Reference } from '../kernel/reference.ts';
import {
  type IdempotencyConflict,
  type InvalidPeriod,
  type InvalidReference,
  type NotAuthorised,
  notAuthorised,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import {
  countedUnits,
  mayRecordSupply,
  readPast,
  refuseForeign,
  refuseNegative,
  type SupplyAction,
} from './supply.ts';
import {
  findDomesticity,
  insertDomesticPurchase,
  insertReportedFigure,
  insertStockStatement,
  type ReportedFigure,
} from './supply.store.ts';

export interface StockInput extends Keyed {
  readonly vendor: Reference;
  readonly chip: Reference;
  readonly figure: FigureInput;
  readonly asOf: Date;
  readonly asOfPrecision?: Precision | null;
  readonly sourceReportId?: string | null;
}

export interface PurchaseInput extends Keyed {
  readonly buyer: Reference;
  readonly chip: Reference;
  readonly quantity: QuantityInput;
  readonly purchasedAt: Date;
  readonly sourceReportId?: string | null;
}

/** Keys are those of the database, from which an answer is read on. */
interface StockStated {
  readonly stockStatementId: string;
}
interface PurchaseRecorded {
  readonly domesticPurchaseId: string;
}

type SupplyRefusal = InvalidReference | InvalidPeriod | NotAuthorised;
type Recorded<Value, Refused> = Promise<
  Result<Value & { readonly replayed: boolean }, Refused | IdempotencyConflict>
>;

/** Of whom, of which chip and by which source something is told; keys. */
interface Told {
  readonly organisationId: string;
  readonly chipId: string;
  readonly sourceReportId: string | null;
}

/**
 * What vendors hold and what buyers bought at home. Methods throw Fault MALFORMED_ID or
 * BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class SupplyService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async recordStock(viewer: Viewer, input: StockInput): Recorded<StockStated, SupplyRefusal> {
    const figure = readStock(input.figure);
    const asOfPrecision = input.asOfPrecision ?? 'DAY';
    const units = input.sourceReportId ? null : countedUnits(figure);
    const now = this.#parts.clock();
    const asOf = readPast('asOf', readDay('asOf', input.asOf, asOfPrecision), now);
    if (!asOf.ok) return asOf;
    return decide<Told, StockStated, SupplyRefusal>(this.#parts, {
      viewer,
      operation: 'RECORD_STOCK_STATEMENT',
      input,
      open: (tx) => open(tx, viewer, 'RECORD_STOCK_STATEMENT', 'vendor', input.vendor, input),
      act: async (tx, { organisationId: vendorId, chipId, sourceReportId }) => {
        const provenance = sourceReportId ? provenanceOfReport(viewer) : provenanceOf(viewer);
        const statement = { vendorId, chipId, sourceReportId, asOf: asOf.value, asOfPrecision };
        const stockStatementId = await insertStockStatement(tx, {
          ...statement,
          units,
          provenance,
        });
        const subject = { type: 'StockStatement', id: stockStatementId };
        const claim = {
          predicate: 'STOCK_UNITS' as const,
          asOf: asOf.value,
          asOfPrecision,
          figure,
        };
        await tell(
          tx,
          viewer,
          now,
          subject,
          { type: 'STOCK_STATED', name: 'stockStatement' },
          {
            ...claim,
            sourceReportId,
          },
        );
        return done({ stockStatementId });
      },
    });
  }

  async recordPurchase(
    viewer: Viewer,
    input: PurchaseInput,
  ): Recorded<PurchaseRecorded, SupplyRefusal | InvalidQuantity> {
    const quantity = readQuantity('quantity', input.quantity);
    if (!quantity.ok) return quantity;
    const now = this.#parts.clock();
    const day = readPast('purchasedAt', readDay('purchasedAt', input.purchasedAt), now);
    if (!day.ok) return day;
    return decide<Told, PurchaseRecorded, SupplyRefusal>(this.#parts, {
      viewer,
      operation: 'RECORD_DOMESTIC_PURCHASE',
      input,
      open: (tx) => open(tx, viewer, 'RECORD_DOMESTIC_PURCHASE', 'buyer', input.buyer, input),
      act: async (tx, { organisationId: buyerId, chipId, sourceReportId }) => {
        const named = input.chip.id ?? input.chip.name ?? '';
        const domestic = refuseForeign(await findDomesticity(tx, buyerId, chipId), named);
        if (!domestic.ok) return domestic;
        const domesticPurchaseId = await insertDomesticPurchase(tx, {
          ...quantity.value,
          ...{ buyerId, chipId, sourceReportId, purchasedAt: day.value },
          provenance: sourceReportId ? provenanceOfReport(viewer) : provenanceOf(viewer),
        });
        const subject = { type: 'DomesticPurchase', id: domesticPurchaseId };
        const event = { type: 'DOMESTIC_PURCHASE_RECORDED', name: 'domesticPurchase' } as const;
        await tell(tx, viewer, now, subject, event, {
          predicate: 'PURCHASED_UNITS',
          asOf: day.value,
          asOfPrecision: 'DAY',
          figure: exactly(quantity.value.units),
          sourceReportId,
        });
        return done({ domesticPurchaseId });
      },
    });
  }
}

function readStock(input: FigureInput): FigureValue {
  const figure = readFigure('figure', input);
  const problem = unitProblem('STOCK_UNITS', figure.unit);
  if (problem) throw new Fault('BAD_USER_INPUT', `figure.unit does not fit: ${problem}.`);
  refuseNegative(figure);
  return figure;
}

const exactly = (units: number): FigureValue => ({
  ...{ low: String(units), central: String(units), high: String(units) },
  ...{ kind: 'FIGURE', qualifier: 'EXACT', boundKind: 'LIMIT', level: null, unit: 'chips' },
});

async function open(
  tx: Tx,
  viewer: Viewer,
  action: SupplyAction,
  field: string,
  organisation: Reference,
  { chip, sourceReportId }: { chip: Reference; sourceReportId?: string | null },
): Promise<Result<Told, InvalidReference | NotAuthorised>> {
  const about = await findReference(tx, 'Organisation', field, organisation);
  if (!about.ok) return about;
  const reported = Boolean(sourceReportId);
  if (!mayRecordSupply(viewer, about.value, reported)) return refused(notAuthorised(action));
  const found = await findReference(tx, 'Chip', 'chip', chip);
  if (!found.ok) return found;
  const told = sourceReportId ? { id: sourceReportId } : null;
  const source = await findOptionalReference(tx, 'SourceReport', 'sourceReportId', told);
  if (!source.ok) return source;
  return done({
    organisationId: about.value,
    chipId: found.value,
    sourceReportId: source.value,
  });
}

interface Said extends Omit<ReportedFigure, 'sourceReportId'> {
  readonly sourceReportId: string | null;
}

/** Writes the events of a record, and what its source claims of it. */
async function tell(
  tx: Tx,
  viewer: Viewer,
  occurredAt: Date,
  subject: { readonly type: string; readonly id: string },
  { type, name }: { type: 'STOCK_STATED' | 'DOMESTIC_PURCHASE_RECORDED'; name: string },
  { predicate, asOf, asOfPrecision, figure, sourceReportId }: Said,
): Promise<void> {
  const event = { licenceId: null, actor: viewer.key, occurredAt };
  const payload = { [name]: encodeId(subject.type, subject.id) };
  const recorded = { ...event, type, subject, payload };
  if (sourceReportId === null) {
    await appendEvents(tx, [recorded]);
    return;
  }
  const said = { predicate, asOf, asOfPrecision, figure, sourceReportId };
  const claimId = await insertReportedFigure(tx, subject, said);
  const claimed = {
    ...event,
    type: 'CLAIM_RECORDED' as const,
    subject: { type: 'Claim', id: claimId },
    payload: { claim: encodeId('Claim', claimId), contradicts: [] },
  };
  await appendEvents(tx, [recorded, claimed]);
}
