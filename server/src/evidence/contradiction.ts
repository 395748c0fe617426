import type { ClaimTopic, ClaimValue, Contention, FigureValue } from './claim.ts';
import { disjoint, intervalOf } from './interval.ts';

/**
 * Whether two claims cannot both be true: about the same topic and day, one source asserts what
 * another denies, or two give numbers in one unit that no value fits. What is merely considered
 * contradicts nothing, and two statements in different words are for people to judge.
 */
export function contradict(a: Contention, b: Contention): boolean {
  if (!sameTopic(a, b) || speakOfDifferentDays(a, b)) return false;
  if (holds(a) && holds(b)) return excludeEachOther(a.value, b.value);
  return denies(a, b) || denies(b, a);
}

const topicParts = [
  'subjectType',
  'subjectId',
  'predicate',
  'chipId',
  'jurisdictionId',
  'periodStart',
  'periodEnd',
] as const satisfies readonly (keyof ClaimTopic)[];

function sameTopic(a: ClaimTopic, b: ClaimTopic): boolean {
  return topicParts.every((part) => a[part] === b[part]);
}

/** Stock of one day says nothing of stock of another. */
function speakOfDifferentDays(a: Contention, b: Contention): boolean {
  return a.asOf !== null && b.asOf !== null && a.asOf !== b.asOf;
}

const holds = ({ modality }: Contention) => modality === 'ASSERTED' || modality === 'INFERRED';

function denies(denial: Contention, claim: Contention): boolean {
  return denial.modality === 'DENIED' && holds(claim) && sameValue(denial.value, claim.value);
}

function excludeEachOther(a: ClaimValue, b: ClaimValue): boolean {
  if (a.kind !== 'FIGURE' || b.kind !== 'FIGURE' || a.unit !== b.unit) return false;
  const [first, second] = [intervalOf(a), intervalOf(b)];
  return first !== undefined && second !== undefined && disjoint(first, second);
}

function sameValue(a: ClaimValue, b: ClaimValue): boolean {
  if (a.kind === 'STATEMENT' && b.kind === 'STATEMENT') {
    return words(a.statement) === words(b.statement);
  }
  if (a.kind === 'ORGANISATION' && b.kind === 'ORGANISATION') {
    return a.organisationId === b.organisationId;
  }
  if (a.kind === 'DATE' && b.kind === 'DATE') {
    return a.date === b.date && a.precision === b.precision;
  }
  return a.kind === 'FIGURE' && b.kind === 'FIGURE' && sameFigure(a, b);
}

function sameFigure(a: FigureValue, b: FigureValue): boolean {
  const [first, second] = [intervalOf(a), intervalOf(b)];
  return (
    first !== undefined &&
    second !== undefined &&
    a.unit === b.unit &&
    first.low === second.low &&
    first.high === second.high &&
    first.open === second.open
  );
}

/** Capitals, blanks and a full stop do not make another statement. */
function words(statement: string): string {
  return statement.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}
