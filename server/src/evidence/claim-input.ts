import { type Precision, readOptionalDay } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { decodeId } from '../kernel/ids.ts';
import { keyOf } from '../kernel/reference.ts';
import { readOptionalText } from '../kernel/text.ts';
import type { ClaimDraft, ClaimValue, Modality, Rank } from './claim.ts';
import { type ClaimValueInput, readClaimValue } from './claim-value.ts';
import type { ClaimPredicate } from './predicate.ts';
import { unitProblem } from './unit.ts';

/** A claim as it comes in; ids are global. */
export interface ClaimInput {
  sourceReportId: string;
  subjectId: string;
  predicate: ClaimPredicate;
  chipId?: string | null;
  jurisdictionId?: string | null;
  periodStart?: Date | null;
  periodEnd?: Date | null;
  value: ClaimValueInput;
  modality?: Modality | null;
  rank?: Rank | null;
  asOf?: Date | null;
  asOfPrecision?: Precision | null;
  note?: string | null;
  restatesId?: string | null;
  supersedesId?: string | null;
  contradicts?: string[] | null;
}

/** What must be there, and be visible to whoever records the claim. */
export interface Reference {
  /** the input's field, and what was written there */
  readonly field: string;
  readonly id: string;
  readonly type: string;
  readonly key: string;
}

export interface ReadClaim {
  readonly draft: ClaimDraft;
  readonly references: readonly Reference[];
  /** keys of the claims that it is said to contradict */
  readonly contradicts: readonly string[];
}

const MOST_CONTRADICTED = 100;

/** @throws Fault BAD_USER_INPUT naming the field that cannot be read, or MALFORMED_ID */
export function readClaim(input: ClaimInput): ReadClaim {
  const subject = decodeId(input.subjectId);
  const contradicts = [...new Set(input.contradicts ?? [])].map((id) => keyOf('Claim', id));
  if (contradicts.length > MOST_CONTRADICTED) {
    throw new Fault('BAD_USER_INPUT', `contradicts holds at most ${MOST_CONTRADICTED} claims.`);
  }
  const asOfPrecision = input.asOf ? (input.asOfPrecision ?? 'DAY') : null;
  const draft: ClaimDraft = {
    sourceReportId: keyOf('SourceReport', input.sourceReportId),
    subjectType: subject.type,
    subjectId: subject.key,
    predicate: input.predicate,
    chipId: optionalKey('Chip', input.chipId),
    jurisdictionId: optionalKey('Jurisdiction', input.jurisdictionId),
    ...readPeriod(input),
    value: readValue(input),
    modality: input.modality ?? 'ASSERTED',
    rank: input.rank ?? 'NORMAL',
    asOf: readOptionalDay('asOf', input.asOf, asOfPrecision ?? 'DAY'),
    asOfPrecision,
    note: readOptionalText('note', input.note),
    restatesId: optionalKey('Claim', input.restatesId),
    supersedesId: optionalKey('Claim', input.supersedesId),
  };
  return { draft, contradicts, references: referencesOf(input) };
}

function readValue({ predicate, value }: ClaimInput): ClaimValue {
  const read = readClaimValue(value);
  const problem = read.kind === 'FIGURE' && unitProblem(predicate, read.unit);
  if (problem) throw new Fault('BAD_USER_INPUT', `value.figure.unit does not fit: ${problem}.`);
  return read;
}

function readPeriod(input: ClaimInput) {
  const periodStart = readOptionalDay('periodStart', input.periodStart);
  const periodEnd = readOptionalDay('periodEnd', input.periodEnd);
  if (periodStart !== null && periodEnd !== null && periodStart > periodEnd) {
    throw new Fault('BAD_USER_INPUT', 'periodEnd must not lie before periodStart.');
  }
  return { periodStart, periodEnd };
}

function referencesOf(input: ClaimInput): Reference[] {
  const named: [string, string | null | undefined][] = [
    ['sourceReportId', input.sourceReportId],
    ['subjectId', input.subjectId],
    ['chipId', input.chipId],
    ['jurisdictionId', input.jurisdictionId],
    ['value.organisationId', input.value.organisationId],
    ['restatesId', input.restatesId],
    ['supersedesId', input.supersedesId],
    ...(input.contradicts ?? []).map((id): [string, string] => ['contradicts', id]),
  ];
  return named.flatMap(([field, id]) =>
    id === null || id === undefined ? [] : [{ field, id, ...decodeId(id) }],
  );
}

function optionalKey(type: string, id: string | null | undefined): string | null {
  return id === null || id === undefined ? null : keyOf(type, id);
}
