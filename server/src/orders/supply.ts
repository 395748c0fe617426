import { dayOf } from '../kernel/day.ts';
import { mayRecordEvidence } from '../access/policy.ts';
import { hasRole, type Viewer } from '../access/viewer.ts';
import type { FigureValue } from '../evidence/claim.ts';
import { millionths } from '../evidence/decimal.ts';
import { Fault } from '../kernel/fault.ts';
import { type InvalidPeriod, type InvalidReference, invalidPeriod } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';

export type SupplyAction = 'RECORD_STOCK_STATEMENT' | 'RECORD_DOMESTIC_PURCHASE';

/**
 * What an organisation holds or bought is told by whoever trades for it, and by administrators;
 * what a source says of it, by those who weigh evidence.
 */
export function mayRecordSupply(
  viewer: Viewer,
  organisationId: string,
  reported: boolean,
): boolean {
  if (reported) return mayRecordEvidence(viewer);
  const trades = hasRole(viewer, 'BUYER', 'VENDOR', 'BROKER');
  return hasRole(viewer, 'ADMIN') || (trades && viewer.organisationId === organisationId);
}

/** What is recorded of a day that is yet to come is a plan, and refused. */
export function readPast(field: string, day: string, now: Date): Result<string, InvalidPeriod> {
  const today = dayOf(now);
  if (day <= today) return done(day);
  return refused(invalidPeriod(field, `is ${day}, which is to come`, { from: day, to: today }));
}

/**
 * A stock that was counted, in chips.
 *
 * @throws Fault BAD_USER_INPUT for any other figure: what is no exact count needs its source
 */
export function countedUnits(figure: FigureValue): number {
  const units = Number(figure.central);
  const counted = figure.qualifier === 'EXACT' && figure.unit === 'chips';
  if (counted && Number.isSafeInteger(units) && units >= 0) return units;
  throw new Fault(
    'BAD_USER_INPUT',
    'figure is EXACT and a whole number of chips, unless a sourceReportId says who reports it.',
  );
}

/** @throws Fault BAD_USER_INPUT for a figure that is no number of chips or modules */
export function refuseNegative(figure: FigureValue): void {
  const numbers = [figure.low, figure.central, figure.high];
  if (numbers.some((number) => number !== null && (millionths(number) ?? 0n) < 0n)) {
    throw new Fault('BAD_USER_INPUT', 'figure must not be below 0.');
  }
}

/** Where a buyer has its seat and of which country a chip is a product; null: not known. */
export interface Domesticity {
  readonly seat: string | null;
  readonly origin: string | null;
}

/**
 * Only what is known to be made where the buyer has its seat is a domestic purchase: what is not
 * known counts towards no rule.
 *
 * @param chip what the caller wrote for it
 */
export function refuseForeign(
  { seat, origin }: Domesticity,
  chip: string,
): Result<true, InvalidReference> {
  if (seat !== null && seat === origin) return done(true);
  const why =
    seat === null
      ? 'the seat of the buyer is not known'
      : origin === null
        ? 'its origin is not known'
        : `it comes from ${origin} and the buyer has its seat in ${seat}`;
  return refused({
    kind: 'InvalidReference',
    code: 'INVALID_REFERENCE',
    message: `chip is not known to be domestic to the buyer: ${why}.`,
    field: 'chip',
    id: chip,
  });
}
