import {
  type IdempotencyConflict,
  type InvalidReference,
  type NotAuthorised,
  notFound,
  type Refusal,
  type TransitionRefused,
  type VersionStale,
} from '../kernel/refusal.ts';

export interface LicenceNotFound extends Refusal<'LicenceNotFound'> {
  /** global id, as it was asked for */
  readonly licenceId: string;
}

export function licenceNotFound(licenceId: string): LicenceNotFound {
  return { ...notFound('LicenceNotFound', 'licence'), licenceId };
}

export interface OutsideValidity extends Refusal<'OutsideValidity'> {
  /** days, as `2026-01-28` */
  readonly date: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export function outsideValidity(
  date: string,
  { validFrom, validTo }: Pick<OutsideValidity, 'validFrom' | 'validTo'>,
): OutsideValidity {
  const span = `from ${validFrom ?? 'no day on'} to ${validTo ?? 'no last day'}`;
  return {
    kind: 'OutsideValidity',
    code: 'OUTSIDE_VALIDITY',
    message: `The licence holds ${span}, and ${date} is outside: have it amended, or ask for a new one.`,
    date,
    validFrom,
    validTo,
  };
}

export interface ConditionNotFound extends Refusal<'ConditionNotFound'> {
  /** global id, as it was asked for */
  readonly conditionId: string;
}

export function conditionNotFound(conditionId: string): ConditionNotFound {
  return { ...notFound('ConditionNotFound', 'condition'), conditionId };
}

export interface ApprovalRoundNotFound extends Refusal<'ApprovalRoundNotFound'> {
  /** global id, as it was asked for */
  readonly approvalRoundId: string;
}

export function approvalRoundNotFound(approvalRoundId: string): ApprovalRoundNotFound {
  return {
    kind: 'ApprovalRoundNotFound',
    code: 'APPROVAL_ROUND_NOT_FOUND',
    message: 'There is no such approval round: take the id from an answer.',
    approvalRoundId,
  };
}

type AnyConditionRefusal =
  | InvalidReference
  | NotAuthorised
  | TransitionRefused
  | IdempotencyConflict;

export type ImposeRefusal = LicenceNotFound | ApprovalRoundNotFound | AnyConditionRefusal;
export type ConditionRefusal = ConditionNotFound | AnyConditionRefusal;

/** Why an authority's decision on a licence was not carried out. */
export type LicenceRefusal =
  | LicenceNotFound
  | OutsideValidity
  | NotAuthorised
  | TransitionRefused
  | VersionStale
  | IdempotencyConflict;
