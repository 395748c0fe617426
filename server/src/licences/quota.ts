import type { Refusal } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { type CurrencyMismatch, currencyMismatch } from './drawing-refusals.ts';
import { unitsWithin, worthOf } from './value.ts';

/** Value on a licence line, in hundredths of its currency. */
export interface LineValue {
  readonly authorised: bigint;
  /** ISO 4217 */
  readonly currency: string;
  /** ten-thousandths of what is authorised by which more may be drawn */
  readonly tolerance: bigint;
  readonly reserved: bigint;
  readonly used: bigint;
}

/** Chips on a licence line, and their value where the line counts it. */
export interface LineBalance {
  readonly licensedBy: 'NUMBER' | 'VALUE' | 'BOTH';
  /** null: not known */
  readonly authorised: number | null;
  readonly reserved: number;
  readonly used: number;
  /** null: no value is authorised */
  readonly value: LineValue | null;
}

/** What one chip is worth, in hundred-millionths of its currency. */
export interface UnitPrice {
  readonly unitValue: bigint;
  readonly currency: string;
}

export interface QuotaExceeded extends Refusal<'QuotaExceeded'> {
  readonly asked: number;
  /** chips that can be drawn at that price */
  readonly available: number;
}

export interface QuantityUnknown extends Refusal<'QuantityUnknown'> {}

export type QuotaRefusal = QuotaExceeded | QuantityUnknown | CurrencyMismatch;

/** The balance after a reservation, or why there is none. */
export function drawQuota(
  line: LineBalance,
  units: number,
  price: UnitPrice | null = null,
): Result<LineBalance, QuotaRefusal> {
  const { licensedBy, authorised, value } = line;
  const countsUnits = licensedBy !== 'VALUE';
  const countsValue = licensedBy !== 'NUMBER';
  if ((countsUnits && authorised === null) || (countsValue && value === null)) {
    return refused(quantityUnknown);
  }
  if (value && price?.currency !== value.currency) {
    return refused(currencyMismatch(value.currency, price?.currency ?? null));
  }
  const worth = price ? worthOf(units, price.unitValue) : 0n;
  if (!hasRoom(line, units, worth)) {
    const byValue =
      value && price ? unitsWithin(valueLeft(value), price.unitValue) : Number.MAX_SAFE_INTEGER;
    return refused(quotaExceeded(units, Math.min(unitsLeft(line), byValue)));
  }
  return done({
    ...line,
    reserved: line.reserved + units,
    value: value && { ...value, reserved: value.reserved + worth },
  });
}

/** Whether so many chips of such a value, in hundredths, can be drawn beside what is drawn. */
export function hasRoom(line: LineBalance, units: number, worth: bigint): boolean {
  return units <= unitsLeft(line) && (line.value === null || worth <= valueLeft(line.value));
}

/** Whether anything can be drawn on a line; of what is not known perhaps. */
export function hasLeft(line: LineBalance): boolean {
  const counts = line.licensedBy !== 'VALUE' && line.authorised !== null;
  return (!counts || unitsLeft(line) > 0) && (line.value === null || valueLeft(line.value) > 0n);
}

/** Without a limit on chips their number still stays one that can be counted. */
function unitsLeft({ licensedBy, authorised, reserved, used }: LineBalance): number {
  const limit = licensedBy === 'VALUE' ? Number.MAX_SAFE_INTEGER : (authorised ?? 0);
  return limit - reserved - used;
}

function valueLeft({ authorised, tolerance, reserved, used }: LineValue): bigint {
  return (authorised * (10_000n + tolerance)) / 10_000n - reserved - used;
}

const quantityUnknown: QuantityUnknown = {
  kind: 'QuantityUnknown',
  code: 'QUANTITY_UNKNOWN',
  message:
    'It is not known how much this licence line allows, so nothing can be drawn: its authority has to record the number.',
};

export function quotaExceeded(asked: number, available: number): QuotaExceeded {
  return {
    kind: 'QuotaExceeded',
    code: 'QUOTA_EXCEEDED',
    message: `You asked for ${asked} chips and the licence line has ${available} left: ask for fewer, or draw on another line.`,
    asked,
    available,
  };
}
