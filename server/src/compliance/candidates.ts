import {
  type Direction,
  type DrawFacts,
  holdsOn,
  type Ineligible,
  type LicenceTerms,
  mayDraw,
} from '../licences/eligibility.ts';
import type { QuotaRefusal } from '../licences/quota.ts';
import type { CandidateFacts, ConditionFacts } from './candidate-facts.ts';
import { availableOf, roomFor } from './room.ts';
import type { ComplianceFacts } from './facts.ts';

/** Why a candidate does not serve, from what is cured most easily to what is not. */
const obstacles = [
  'CONDITIONS',
  'QUANTITY_UNKNOWN',
  'VALIDITY',
  'QUANTITY',
  'STATUS',
  'COVERAGE',
] as const;

export type Obstacle = (typeof obstacles)[number];

/** A candidate, and what stands between it and the line. */
export interface Weighed {
  readonly candidate: CandidateFacts;
  /** chips of this line that are drawn on it already */
  readonly drawn: number;
  /** chips it has left; null: not known */
  readonly available: number | null;
  readonly obstacles: readonly Obstacle[];
  /** one sentence for each obstacle */
  readonly reasons: readonly string[];
}

/** One side of a line, export or import, with every licence that could cover it. */
export interface Side {
  readonly direction: Direction;
  /** chips for which nothing is drawn yet; null: how many are ordered is not known */
  readonly open: number | null;
  /** those that serve first; of them the one that ends first, so that none runs out unused */
  readonly weighed: readonly Weighed[];
  /** the one that what is open would be drawn on, which may have obstacles; null: none, or none open */
  readonly next: Weighed | null;
  /** those drawn on, and the next */
  readonly chosen: readonly Weighed[];
}

/** Blocking conditions that are neither satisfied nor waived. */
export function openConditions({ licence }: CandidateFacts): readonly ConditionFacts[] {
  return licence.conditions.filter(
    ({ blocking, status }) => blocking && status !== 'SATISFIED' && status !== 'WAIVED',
  );
}

/** Facts do not change, and most rules ask for their sides. */
const known = new WeakMap<ComplianceFacts, Map<Direction, Side>>();

export function sideOf(facts: ComplianceFacts, direction: Direction): Side {
  const sides = known.get(facts) ?? new Map<Direction, Side>();
  const side = sides.get(direction) ?? weighSide(facts, direction);
  known.set(facts, sides.set(direction, side));
  return side;
}

function weighSide(facts: ComplianceFacts, direction: Direction): Side {
  const { units } = facts.line;
  const drawn = facts.line.drawn.filter((each) => each.direction === direction);
  const total = drawn.reduce((sum, each) => sum + each.units, 0);
  const open = units === null ? null : Math.max(0, units - total);
  const weighed = facts.candidates
    .filter(({ licence }) => licence.direction === direction)
    .map((candidate) => weigh(facts, candidate, open))
    .sort(byUse);
  const inUse = weighed.filter((each) => each.drawn > 0);
  const best = weighed.find((each) => !each.obstacles.includes('COVERAGE')) ?? null;
  const next = open === 0 ? null : best;
  const chosen = next === null || inUse.includes(next) ? inUse : [...inUse, next];
  return { direction, open, weighed, next, chosen };
}

function weigh(facts: ComplianceFacts, candidate: CandidateFacts, open: number | null): Weighed {
  const found: [Obstacle, string][] = [];
  const { status } = candidate.licence;
  const days = daysOf(facts);
  const misfit = misfitOf(facts, candidate);
  const elsewhere = otherwiseUncovered(facts, candidate);
  if (misfit) found.push(['COVERAGE', misfit.message]);
  else if (elsewhere) found.push(['COVERAGE', elsewhere]);
  if (status !== 'ACTIVE' && status !== 'EXHAUSTED') {
    found.push(['STATUS', `The licence is ${status}, not in force.`]);
  }
  const { validFrom, validTo } = candidate.licence;
  const outside = days.find((day) => !holdsOn({ validFrom, validTo }, day));
  if (outside !== undefined) {
    const span = `${validFrom ?? 'no first day'} to ${validTo ?? 'no last day'}`;
    found.push(['VALIDITY', `It holds from ${span}, and ${outside} is outside.`]);
  }
  const conditions = openConditions(candidate);
  if (conditions.length > 0) {
    const kinds = conditions.map(({ kind }) => kind).join(', ');
    found.push(['CONDITIONS', `Blocking conditions are open: ${kinds}.`]);
  }
  const quota = open === 0 ? undefined : roomFor(facts, candidate, open ?? 1);
  if (quota) found.push([byRoom[quota.kind], quota.message]);
  const drawn = facts.line.drawn.filter(({ lineId }) => lineId === candidate.line.id);
  return {
    candidate,
    drawn: drawn.reduce((sum, each) => sum + each.units, 0),
    available: availableOf(facts, candidate),
    obstacles: found.map(([obstacle]) => obstacle),
    reasons: found.map(([, reason]) => reason),
  };
}

const byRoom: Readonly<Record<QuotaRefusal['kind'], Obstacle>> = {
  QuantityUnknown: 'QUANTITY_UNKNOWN',
  QuotaExceeded: 'QUANTITY',
  CurrencyMismatch: 'COVERAGE',
};

const unlimited = { validFrom: null, validTo: null };

/** Why a licence line is not for the chip, the parties or the places; undefined: it is. */
export function misfitOf(
  facts: ComplianceFacts,
  candidate: CandidateFacts,
): Ineligible | undefined {
  // All else is taken to be in order, so that this is seen by itself.
  const order = { status: 'ACTIVE', validity: unlimited, openConditions: [] } as const;
  const covers = mayDraw({ ...termsOf(candidate), ...order }, drawOf(facts, candidate));
  return covers.ok ? undefined : covers.refusal;
}

function termsOf(candidate: CandidateFacts): LicenceTerms {
  const { licence, line } = candidate;
  return {
    lineId: line.id,
    licenceId: licence.id,
    status: licence.status,
    direction: licence.direction,
    jurisdictionId: licence.jurisdiction.id,
    validity: { validFrom: licence.validFrom, validTo: licence.validTo },
    licenseeId: licence.licensee?.id ?? null,
    destinationId: licence.destinationId,
    parties: licence.parties,
    openConditions: openConditions(candidate).map(({ id }) => id),
    chipId: line.chipId,
    controlCode: line.controlCode,
  };
}

/** Whoever is not named on a line that only its caller knows is taken for the licensee. */
function drawOf(facts: ComplianceFacts, { licence }: CandidateFacts): DrawFacts {
  const { line, chip } = facts;
  const licensee = licence.licensee?.id ?? '';
  const assessed = licence.jurisdiction.code === 'US' ? chip.assessment.code : null;
  const computed = assessed ? [{ jurisdictionId: licence.jurisdiction.id, code: assessed }] : [];
  return {
    buyerId: line.buyer?.id ?? licensee,
    vendorId: line.vendor?.id ?? licensee,
    chipId: chip.id,
    controlCodes: [...chip.codes, ...computed],
    destinationId: line.destination?.id ?? null,
    parties: line.parties.map(({ role, organisation }) => ({
      role,
      organisationId: organisation.id,
    })),
    days: daysOf(facts),
  };
}

/** Today, and the day of shipping where one is named. */
const daysOf = ({ line, at }: ComplianceFacts): string[] => [
  at.slice(0, 10),
  ...(line.shipDate === null ? [] : [line.shipDate]),
];

function otherwiseUncovered({ line }: ComplianceFacts, { licence }: CandidateFacts) {
  const { origin, destination, endUse } = line;
  const from = licence.direction === 'EXPORT' ? origin : destination;
  if (from && from.id !== licence.jurisdiction.id) {
    return `It is a licence of ${licence.jurisdiction.code}, and one of ${from.code} is needed.`;
  }
  if (licence.endUse !== null && endUse !== null && licence.endUse !== endUse) {
    return `It is for the end use ${licence.endUse}, and the line is for ${endUse}.`;
  }
  return undefined;
}

const weight = (each: Weighed): number =>
  each.obstacles.reduce((sum, obstacle) => sum + 2 ** obstacles.indexOf(obstacle), 0);

function byUse(a: Weighed, b: Weighed): number {
  const until = (each: Weighed): string => each.candidate.licence.validTo ?? '9999-12-31';
  return (
    weight(a) - weight(b) ||
    compare(until(a), until(b)) ||
    compare(a.candidate.licence.number ?? '', b.candidate.licence.number ?? '') ||
    byKey(a.candidate.line.id, b.candidate.line.id)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Keys are numbers written as text. */
const byKey = (a: string, b: string): number => a.length - b.length || compare(a, b);
