import type { InvalidQuantity } from '../chips/quantity.ts';
import {
  type IdempotencyConflict,
  type InvalidPeriod,
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

export interface LicenceNumberTaken extends Refusal<'LicenceNumberTaken'> {
  readonly number: string;
}

export function licenceNumberTaken(number: string): LicenceNumberTaken {
  return {
    kind: 'LicenceNumberTaken',
    code: 'LICENCE_NUMBER_TAKEN',
    message: `The authority has given the number ${number} to another licence: give this one a number of its own.`,
    number,
  };
}

/** Numbers of chips, and values as decimal text; null where the line has none. */
export interface BelowDrawn extends Refusal<'BelowDrawn'> {
  /** where in the input */
  readonly field: string;
  readonly asked: number | null;
  readonly used: number;
  readonly reserved: number;
  readonly askedValue: string | null;
  readonly usedValue: string;
  readonly reservedValue: string;
  readonly currency: string | null;
}

/** @param what of the line cannot be had, to end a sentence */
export function belowDrawn(
  what: string,
  numbers: Omit<BelowDrawn, 'kind' | 'code' | 'message'>,
): BelowDrawn {
  return {
    kind: 'BelowDrawn',
    code: 'BELOW_DRAWN',
    message: `${numbers.field} ${what}: what was used stays used, so ask for no less.`,
    ...numbers,
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

export interface RestrictionNotFound extends Refusal<'RestrictionNotFound'> {}

export function restrictionNotFound(): RestrictionNotFound {
  return notFound('RestrictionNotFound', 'restriction');
}

export interface SourcingRuleNotFound extends Refusal<'SourcingRuleNotFound'> {}

export function sourcingRuleNotFound(): SourcingRuleNotFound {
  return notFound('SourcingRuleNotFound', 'sourcing rule');
}

export interface VolumeCapNotFound extends Refusal<'VolumeCapNotFound'> {}

export function volumeCapNotFound(): VolumeCapNotFound {
  return notFound('VolumeCapNotFound', 'volume cap');
}

export interface NameTaken extends Refusal<'NameTaken'> {
  readonly name: string;
}

export function nameTaken(name: string): NameTaken {
  return {
    kind: 'NameTaken',
    code: 'NAME_TAKEN',
    message: `Another record of the same kind is named ${name}: every record has its own name.`,
    name,
  };
}

type AnyConditionRefusal =
  | InvalidReference
  | NotAuthorised
  | TransitionRefused
  | IdempotencyConflict;

export type ImposeRefusal = LicenceNotFound | ApprovalRoundNotFound | AnyConditionRefusal;
export type ConditionRefusal = ConditionNotFound | AnyConditionRefusal;

type AnyLicenceRefusal =
  | LicenceNotFound
  | NotAuthorised
  | TransitionRefused
  | VersionStale
  | IdempotencyConflict;

/** Why there is no application. */
export type DraftRefusal =
  | InvalidReference
  | InvalidQuantity
  | InvalidPeriod
  | LicenceNumberTaken
  | NotAuthorised
  | IdempotencyConflict;

/** Why an application was not handed in or taken back. */
export type ApplicationRefusal = AnyLicenceRefusal;

/** Why an application was not answered. */
export type OutcomeRefusal =
  | AnyLicenceRefusal
  | InvalidReference
  | InvalidQuantity
  | InvalidPeriod
  | LicenceNumberTaken;

/** Why a licence has no next version. */
export type AmendmentRefusal =
  | AnyLicenceRefusal
  | InvalidReference
  | InvalidQuantity
  | InvalidPeriod
  | OutsideValidity
  | BelowDrawn;

/** Why an authority's decision on a licence was not carried out. */
export type LicenceRefusal = AnyLicenceRefusal | OutsideValidity;
