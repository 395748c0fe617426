import type { Direction } from '../licences/eligibility.ts';
import { sideOf } from './candidates.ts';
import type { ComplianceFacts } from './facts.ts';
import { exportRequirement, importRequired } from './requirement.ts';
import { counted } from './tally.ts';

/** The sides of a line that need a licence; where that cannot be told, they do. */
export function sidesNeeded(facts: ComplianceFacts): Direction[] {
  const exported = exportRequirement(facts).authorisation !== 'NOT_REQUIRED';
  return [
    ...(exported ? ['EXPORT' as const] : []),
    ...(importRequired(facts) ? ['IMPORT' as const] : []),
  ];
}

/** Chips for which nothing is drawn yet, by side that needs a licence and has some. */
export function openSides(facts: ComplianceFacts): Map<Direction, number> {
  const open = sidesNeeded(facts).map((direction): [Direction, number] => [
    direction,
    sideOf(facts, direction).open ?? 0,
  ]);
  return new Map(open.filter(([, units]) => units > 0));
}

/**
 * The facts of a part of a line that is to be drawn now. What is drawn already on the same sides
 * was decided before, and counts as imported before.
 *
 * @param units chips of the part
 */
export function partOf(
  facts: ComplianceFacts,
  units: number,
  sides: readonly Direction[],
): ComplianceFacts {
  const { line, sourcing, chip } = facts;
  const imported = line.drawn
    .filter(({ direction }) => direction === 'IMPORT' && sides.includes('IMPORT'))
    .reduce((sum, each) => sum + each.units, 0);
  return {
    ...facts,
    line: {
      ...line,
      units,
      drawn: line.drawn.filter(({ direction }) => !sides.includes(direction)),
    },
    sourcing: { ...sourcing, imported: counted(sourcing.imported, imported, chip.figures.tpp) },
  };
}
