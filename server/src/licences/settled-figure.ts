import type { FigureValue } from '../evidence/claim.ts';
import { type FigureInput, readFigure } from '../evidence/claim-value.ts';
import { millionths } from '../evidence/decimal.ts';
import type { ClaimPredicate } from '../evidence/predicate.ts';
import { unitProblem } from '../evidence/unit.ts';
import { Fault } from '../kernel/fault.ts';

/** What is decided of a sourcing rule's figure; null: nothing. */
export interface SettledFigure {
  /** decimal */
  readonly ratio: string | null;
  readonly units: number | null;
}

const ONE = 1_000_000n;
/** A share has at most six digits before the point. */
const LARGEST = ONE * ONE;

/**
 * The figure of a rule as it comes in; absent is null.
 *
 * @throws Fault BAD_USER_INPUT naming the part that cannot be read, or the unit
 */
export function readRuleFigure(
  predicate: ClaimPredicate,
  figure: FigureInput | null | undefined,
): FigureValue | null {
  if (!figure) return null;
  const read = readFigure('figure', figure);
  const problem = unitProblem(predicate, read.unit);
  if (problem) throw new Fault('BAD_USER_INPUT', `figure.unit does not fit: ${problem}.`);
  return read;
}

/**
 * A share that is decided here and rests on no report: of one, not of a hundred.
 *
 * @throws Fault BAD_USER_INPUT unless it is one number from 0, with at most six decimals
 */
export function settledShare(figure: FigureValue): string {
  const given = exactly(figure);
  const share = figure.unit === 'percent' ? given / 100n : given;
  if ((figure.unit === 'percent' && given % 100n !== 0n) || share >= LARGEST) {
    throw new Fault(
      'BAD_USER_INPUT',
      'figure is a share below a million, with at most 6 decimals (4 in percent).',
    );
  }
  return `${share / ONE}.${String(share % ONE).padStart(6, '0')}`;
}

/**
 * A number of chips that is decided here and rests on no report.
 *
 * @throws Fault BAD_USER_INPUT unless it is one whole number from 0
 */
export function settledUnits(figure: FigureValue): number {
  const given = exactly(figure);
  if (given % ONE !== 0n) throw new Fault('BAD_USER_INPUT', 'figure counts whole chips.');
  return Number(given / ONE);
}

/** In millionths. */
function exactly({ qualifier, central }: FigureValue): bigint {
  const number = central === null ? undefined : millionths(central);
  if (qualifier === 'EXACT' && number !== undefined && number >= 0n) return number;
  throw new Fault(
    'BAD_USER_INPUT',
    'figure must be EXACT and not below 0 where no sourceReportId is given: what is not exact is what a source says.',
  );
}
