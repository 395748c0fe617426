import type { Direction } from '../../licences/eligibility.ts';
import { type Obstacle, type Side, sideOf } from '../candidates.ts';
import type { ComplianceFacts } from '../facts.ts';
import { licenceInputs } from '../licence-inputs.ts';
import { clear, type Finding, found, type Owing } from '../rule-result.ts';

/** What this rule looks at; validity and conditions have rules of their own. */
const ofLicence: readonly Obstacle[] = ['COVERAGE', 'STATUS'];
const ofNext: readonly Obstacle[] = [...ofLicence, 'QUANTITY', 'QUANTITY_UNKNOWN'];

/** Obstacles of the licences drawn on, and of the one that what is open would be drawn on. */
function standing({ chosen, next, open }: Side): Obstacle[] {
  const inUse = chosen.filter((each) => each.drawn > 0).flatMap((each) => each.obstacles);
  const ahead = next ? next.obstacles : [];
  const none: Obstacle[] = open !== 0 && !next ? ['COVERAGE'] : [];
  return [
    ...inUse.filter((obstacle) => ofLicence.includes(obstacle)),
    ...ahead.filter((obstacle) => ofNext.includes(obstacle)),
    ...none,
  ];
}

/**
 * Whether a licence in force covers the line in one direction, with enough chips left for what is
 * not drawn yet. A licence whose total is not known makes it UNKNOWN: nothing can be drawn on it.
 *
 * @param required null: not known, and then a missing licence is not known to be missing
 */
export function authorisedSide(
  facts: ComplianceFacts,
  direction: Direction,
  required: boolean | null,
): Finding {
  const { line, chip } = facts;
  const side = sideOf(facts, direction);
  const jurisdiction = direction === 'EXPORT' ? line.origin : line.destination;
  const inputs = {
    required,
    jurisdiction: jurisdiction?.code ?? null,
    units: line.units,
    open: side.open,
    licences: side.chosen.map(licenceInputs),
  };
  if (required === false) return clear(inputs);
  if (side.open === null) return found('UNKNOWN', inputs, ['How many chips the line is for.']);
  const obstacles = standing(side);
  if (obstacles.length === 0) return clear(inputs);
  const way = direction.toLowerCase();
  const uncounted = obstacles.every((obstacle) => obstacle === 'QUANTITY_UNKNOWN');
  const of = jurisdiction ? ` of ${jurisdiction.code}` : '';
  const missing = uncounted
    ? `How many chips the ${way} licence allows.`
    : `An ${way} licence${of} in force for ${side.open || line.units} ${chip.name}.`;
  const verdict = uncounted || required === null ? 'UNKNOWN' : 'HOLD';
  return found(verdict, inputs, [missing], owing(facts, direction));
}

/** The exporter asks for the one, the importer for the other. */
function owing({ line }: ComplianceFacts, direction: Direction): Owing | null {
  const who = direction === 'EXPORT' ? line.vendor : line.buyer;
  return who && { id: who.id, name: who.name };
}
