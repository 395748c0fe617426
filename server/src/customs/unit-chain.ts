import { done, type Result, refused } from '../kernel/result.ts';
import { type QuantityOutOfOrder, unitsOutOfOrder } from './refusals.ts';

/*
 * What is released is at most what is declared, that at most what is shipped, and that at most what
 * is ordered. Chips, counted one by one.
 */

/** @returns what is planned of an order line after so many more; of an unknown order nothing */
export function planUnits(
  line: { readonly ordered: number | null; readonly planned: number },
  asked: number,
): Result<number, QuantityOutOfOrder> {
  const limit = Math.max(0, (line.ordered ?? 0) - line.planned);
  if (asked > limit) return refused(unitsOutOfOrder(asked, limit, 'ordered and not shipped'));
  return done(line.planned + asked);
}

/** @returns what is declared of a shipped line in one direction after so many more */
export function declareUnits(
  line: { readonly shipped: number; readonly declared: number },
  asked: number,
): Result<number, QuantityOutOfOrder> {
  const limit = Math.max(0, line.shipped - line.declared);
  if (asked > limit) return refused(unitsOutOfOrder(asked, limit, 'shipped and not declared'));
  return done(line.declared + asked);
}

/** Of a declared line: how many chips, and how many of them are released. */
export interface DeclaredUnits {
  readonly units: number;
  readonly released: number;
}

/**
 * Spreads a release over the lines of a declaration, the first lines first.
 *
 * @param asked chips; null: all that are not released yet
 * @returns what is released of each line now, in their order
 */
export function releaseUnits(
  lines: readonly DeclaredUnits[],
  asked: number | null,
): Result<number[], QuantityOutOfOrder> {
  const open = lines.map(({ units, released }) => units - released);
  const limit = open.reduce((sum, units) => sum + units, 0);
  let left = asked ?? limit;
  if (left > limit) return refused(unitsOutOfOrder(left, limit, 'declared and not released'));
  return done(
    open.map((units) => {
      const share = Math.min(units, left);
      left -= share;
      return share;
    }),
  );
}
