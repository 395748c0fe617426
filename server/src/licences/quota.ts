import type { Refusal } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';

/** Chips on a licence line; `authorised` is null where it is not known. */
export interface LineBalance {
  readonly authorised: number | null;
  readonly reserved: number;
  readonly used: number;
}

export interface QuotaExceeded extends Refusal<'QuotaExceeded'> {
  readonly asked: number;
  readonly available: number;
}

export interface QuantityUnknown extends Refusal<'QuantityUnknown'> {}

/** The balance after a reservation, or why there is none. */
export function drawQuota(
  line: LineBalance,
  units: number,
): Result<LineBalance, QuotaExceeded | QuantityUnknown> {
  if (line.authorised === null) {
    return refused({
      kind: 'QuantityUnknown',
      code: 'QUANTITY_UNKNOWN',
      message:
        'It is not known how many chips this licence line allows, so none can be drawn: its authority has to record the number.',
    });
  }
  const available = line.authorised - line.reserved - line.used;
  if (units > available) {
    return refused({
      kind: 'QuotaExceeded',
      code: 'QUOTA_EXCEEDED',
      message: `You asked for ${units} chips and the licence line has ${available} left: ask for fewer, or draw on another line.`,
      asked: units,
      available,
    });
  }
  return done({ ...line, reserved: line.reserved + units });
}
