/** How fast a chip works in one number format. */
export interface Rate {
  numberFormat: string;
  bitLength: number;
  /** tera-operations a second without sparsity; a multiply-accumulate counts as two */
  denseTops: number;
  rank: 'PREFERRED' | 'NORMAL' | 'DEPRECATED';
}

/** Digits after the point in what is computed here. */
const digits = 6;

/**
 * Total processing performance: 2 × MacTOPS × bit length, the largest over the number formats
 * (Technical Notes to 3A090, 88 FR 73458). A data sheet's dense TOPS already are 2 × MacTOPS.
 * Of rival figures for one format the preferred count, deprecated ones never.
 *
 * @returns null where no rate is known
 */
export function tpp(rates: readonly Rate[]): number | null {
  const counted = rates.filter((rate) => rate.rank !== 'DEPRECATED' && !isOutranked(rate, rates));
  return counted.length === 0
    ? null
    : rounded(Math.max(...counted.map((rate) => rate.denseTops * rate.bitLength)));
}

/**
 * Performance density: TPP over the applicable die area in mm², which is the area of logic dies
 * made on a non-planar transistor node.
 *
 * @returns null where it is not known, or where nothing of the chip counts as applicable area
 */
export function performanceDensity(
  totalPerformance: number | null,
  dieArea: number | null,
  nonPlanar: boolean | null,
): number | null {
  if (totalPerformance === null || dieArea === null || dieArea <= 0 || nonPlanar !== true) {
    return null;
  }
  return rounded(totalPerformance / dieArea);
}

function isOutranked(rate: Rate, rates: readonly Rate[]): boolean {
  return (
    rate.rank !== 'PREFERRED' &&
    rates.some(
      (rival) =>
        rival.rank === 'PREFERRED' &&
        rival.numberFormat === rate.numberFormat &&
        rival.bitLength === rate.bitLength,
    )
  );
}

const rounded = (value: number): number => Number(value.toFixed(digits));
