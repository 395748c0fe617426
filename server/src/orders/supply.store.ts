import type { Provenance } from '../access/viewer.ts';
import type { Quantity } from '../chips/quantity.ts';
import type { Tx } from '../database/transaction.ts';
import type { FigureValue } from '../evidence/claim.ts';
import { insertClaim } from '../evidence/claim.store.ts';
import type { ClaimPredicate } from '../evidence/predicate.ts';
import type { Precision } from '../kernel/day.ts';
import type { Domesticity } from './supply.ts';

interface Vouched {
  readonly chipId: string;
  readonly sourceReportId: string | null;
  readonly provenance: Provenance;
}

export interface NewStockStatement extends Vouched {
  readonly vendorId: string;
  readonly asOf: string;
  readonly asOfPrecision: Precision;
  /** null: what is claimed */
  readonly units: number | null;
}

export interface NewDomesticPurchase extends Vouched, Quantity {
  readonly buyerId: string;
  readonly purchasedAt: string;
}

/** @returns the statement's key */
export async function insertStockStatement(tx: Tx, stock: NewStockStatement): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into stock_statement
       (vendor_id, chip_id, as_of, as_of_precision, units, source_report_id, provenance)
     values ($1, $2, $3, $4, $5, $6, $7) returning id::text`,
    [
      stock.vendorId,
      stock.chipId,
      stock.asOf,
      stock.asOfPrecision,
      stock.units,
      stock.sourceReportId,
      stock.provenance,
    ],
  );
  if (!row) throw new Error('an inserted stock statement gave no key');
  return row.id;
}

/** @returns the purchase's key */
export async function insertDomesticPurchase(
  tx: Tx,
  purchase: NewDomesticPurchase,
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into domestic_purchase (buyer_id, chip_id, purchased_at, units, unit, chips_per_module,
       source_report_id, provenance)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id::text`,
    [
      purchase.buyerId,
      purchase.chipId,
      purchase.purchasedAt,
      purchase.units,
      purchase.unit,
      purchase.chipsPerModule,
      purchase.sourceReportId,
      purchase.provenance,
    ],
  );
  if (!row) throw new Error('an inserted domestic purchase gave no key');
  return row.id;
}

export interface ReportedFigure {
  readonly predicate: ClaimPredicate;
  readonly asOf: string;
  readonly asOfPrecision: Precision;
  readonly figure: FigureValue;
  readonly sourceReportId: string;
}

/** Writes what a source claims of a record that is new; gives the claim's key. */
export function insertReportedFigure(
  tx: Tx,
  subject: { readonly type: string; readonly id: string },
  { figure, ...claim }: ReportedFigure,
): Promise<string> {
  return insertClaim(tx, {
    ...claim,
    ...{ subjectType: subject.type, subjectId: subject.id, value: figure },
    ...{ chipId: null, jurisdictionId: null, periodStart: null, periodEnd: null },
    ...{ modality: 'ASSERTED', rank: 'NORMAL', note: null, restatesId: null, supersedesId: null },
  });
}

/** Codes of the seat of a buyer and of the origin of a chip. */
export async function findDomesticity(
  tx: Tx,
  buyerId: string,
  chipId: string,
): Promise<Domesticity> {
  const [row] = await tx.query<Domesticity>(
    `select (select code from organisation join jurisdiction on jurisdiction.id = jurisdiction_id
         where organisation.id = $1) as seat,
       (select code from chip join jurisdiction on jurisdiction.id = origin_id
         where chip.id = $2) as origin`,
    [buyerId, chipId],
  );
  return row ?? { seat: null, origin: null };
}
