import type { Viewer } from '../access/viewer.ts';
import { addBounds, type Bounds, exactly, largerOf, noBounds } from './what-if-bounds.ts';
import { type DomesticDemand, demands } from './what-if-sourcing.ts';
import { isBlocked, type SupposedLine } from './what-if.ts';

/** What the changes come to, of lines that somebody vouches for or of those that are invented. */
export interface Totals {
  readonly linesChanged: number;
  /** of lines that could go, as far as anybody knew, and then cannot */
  readonly chipsBlocked: Bounds;
  /** that buyers still have to buy under the rules then in force */
  readonly domesticChipsToBuy: Bounds;
  readonly buyers: readonly DomesticDemand[];
}

/** Sums up lines of one kind: what is invented is never counted with the rest. */
export function totalsOf(viewer: Viewer, lines: readonly SupposedLine[]): Totals {
  const changed = lines.flatMap((line) => (line.changed ? [line.changed] : []));
  const blocked = lines.filter((line) => line.changed && isBlocked(line.changed));
  const buyers = demands(
    viewer,
    lines.map(({ facts }) => facts),
  );
  return {
    linesChanged: changed.length,
    chipsBlocked: addBounds(blocked.map(({ facts }) => exactly(facts.line.units))),
    domesticChipsToBuy: addBounds(largestOfEach(buyers)),
    buyers,
  };
}

/** A chip bought for one rule counts for the others too: of each buyer the largest demand. */
function largestOfEach(buyers: readonly DomesticDemand[]): Bounds[] {
  const largest = new Map<string, Bounds>();
  for (const { buyerId, domesticToBuy } of buyers) {
    largest.set(buyerId, largerOf(largest.get(buyerId) ?? noBounds, domesticToBuy));
  }
  return [...largest.values()];
}
