import { type Precision, readDay } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { keyOf } from '../kernel/reference.ts';
import { readText } from '../kernel/text.ts';
import type { ClaimValue, FigureValue, Qualifier } from './claim.ts';
import { millionths } from './decimal.ts';

/** A number as it comes in. */
export interface FigureInput {
  qualifier: Qualifier;
  low?: string | null;
  central?: string | null;
  high?: string | null;
  boundKind?: 'LIMIT' | 'CREDIBLE' | null;
  level?: string | null;
  unit: string;
}

/** A value as it comes in: exactly one of the four. */
export interface ClaimValueInput {
  figure?: FigureInput | null;
  statement?: string | null;
  organisationId?: string | null;
  date?: Date | null;
  datePrecision?: Precision | null;
}

/** @throws Fault BAD_USER_INPUT naming the field that cannot be read, or MALFORMED_ID */
export function readClaimValue(input: ClaimValueInput): ClaimValue {
  const { figure, statement, organisationId, date } = input;
  const given = [figure, statement, organisationId, date].filter(isGiven);
  if (given.length !== 1) {
    throw wrong('value must hold exactly one of figure, statement, organisationId and date');
  }
  if (isGiven(input.datePrecision) && !date) {
    throw wrong('value.datePrecision goes with value.date only');
  }
  if (isGiven(figure)) return readFigure('value.figure', figure);
  if (isGiven(organisationId)) {
    return { kind: 'ORGANISATION', organisationId: keyOf('Organisation', organisationId) };
  }
  if (isGiven(date)) {
    const precision = input.datePrecision ?? 'DAY';
    return { kind: 'DATE', date: readDay('value.date', date, precision), precision };
  }
  return { kind: 'STATEMENT', statement: readText('value.statement', statement ?? '') };
}

/** Which of the numbers each wording takes. */
const parts: Record<Qualifier, readonly (readonly Part[])[]> = {
  EXACT: [['central'], ['low', 'high'], ['low', 'central', 'high']],
  AT_LEAST: [['low']],
  MORE_THAN: [['low']],
  AT_MOST: [['high']],
  LESS_THAN: [['high']],
  ABOUT: [['central'], ['low', 'high'], ['low', 'central', 'high']],
  RANGE: [
    ['low', 'high'],
    ['low', 'central', 'high'],
  ],
  UNKNOWN: [[]],
};

type Part = 'low' | 'central' | 'high';
const allParts: readonly Part[] = ['low', 'central', 'high'];

/**
 * @param field where it stands in the input
 * @throws Fault BAD_USER_INPUT naming the part that cannot be read
 */
export function readFigure(field: string, input: FigureInput): FigureValue {
  const { qualifier } = input;
  const unit = readText(`${field}.unit`, input.unit, 40);
  const given = allParts.filter((part) => isGiven(input[part]));
  const ways = parts[qualifier];
  if (!ways.some((way) => way.join() === given.join())) {
    const wanted = ways.map((way) => way.join(' and ') || 'no number').join(', or ');
    throw wrong(`${field} that is ${qualifier} takes ${wanted}`);
  }
  const [low, central, high] = allParts.map((part) => readNumber(`${field}.${part}`, input[part]));
  const numbers = [low, central, high].flatMap((number) => (number ? [millionths(number)] : []));
  const sorted = numbers.every(
    (number, at) => at === 0 || (numbers[at - 1] ?? 0n) <= (number ?? 0n),
  );
  if (!sorted) throw wrong(`${field} must have low, central and high in this order of size`);
  if (qualifier !== 'EXACT') {
    const bounds = readBounds(field, input);
    return { ...sizes(low, central, high), kind: 'FIGURE', qualifier, unit, ...bounds };
  }
  if (new Set(numbers).size !== 1) throw wrong(`${field} that is EXACT is one number`);
  const number = central ?? low;
  const bounds = readBounds(field, { ...input, low: number });
  return { ...sizes(number, number, number), kind: 'FIGURE', qualifier, unit, ...bounds };
}

const sizes = (low?: string | null, central?: string | null, high?: string | null) => ({
  low: low ?? null,
  central: central ?? null,
  high: high ?? null,
});

function readBounds(field: string, { low, high, boundKind, level }: FigureInput) {
  const bounded = isGiven(low) || isGiven(high);
  const kind = boundKind ?? (bounded ? 'LIMIT' : null);
  if (kind && !bounded) throw wrong(`${field}.boundKind goes with low or high`);
  if ((kind === 'CREDIBLE') !== isGiven(level)) {
    throw wrong(`${field}.level goes with the boundKind CREDIBLE, and is needed there`);
  }
  if (isGiven(level) && !(Number(level) > 0 && Number(level) < 1)) {
    throw wrong(`${field}.level must lie between 0 and 1`);
  }
  return { boundKind: kind, level: level ?? null };
}

function readNumber(field: string, decimal: string | null | undefined): string | null {
  if (!isGiven(decimal)) return null;
  if (millionths(decimal) !== undefined) return decimal;
  throw wrong(`${field} must have at most 6 decimals and 2^53-1 as its largest size`);
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

const wrong = (sentence: string) => new Fault('BAD_USER_INPUT', `${sentence}.`);
