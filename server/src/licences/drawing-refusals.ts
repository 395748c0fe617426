import type { Refusal } from '../kernel/refusal.ts';

export interface LicenceNotInForce extends Refusal<'LicenceNotInForce'> {
  readonly status: string;
}

/** It is not ACTIVE. */
export function licenceNotInForce(status: string): LicenceNotInForce {
  return {
    kind: 'LicenceNotInForce',
    code: 'LICENCE_NOT_IN_FORCE',
    message: `The licence is ${status} and nothing can be drawn on it: have it put in force, or draw on another.`,
    status,
  };
}

export interface ChipMismatch extends Refusal<'ChipMismatch'> {
  /** keys in the database; null: the line covers a control classification */
  readonly expectedId: string | null;
  readonly actualId: string;
  readonly controlCode: string | null;
}

export function chipMismatch(
  expectedId: string | null,
  controlCode: string | null,
  actualId: string,
): ChipMismatch {
  const covered =
    expectedId === null ? `the control classification ${controlCode}` : 'another chip';
  return {
    kind: 'ChipMismatch',
    code: 'CHIP_MISMATCH',
    message: `The licence line is for ${covered}, and the chip that was asked for is none of it: draw on another line.`,
    expectedId,
    actualId,
    controlCode,
  };
}

export interface PartyMismatch extends Refusal<'PartyMismatch'> {
  /** LICENSEE, or the role of a party */
  readonly role: string;
  /** keys in the database */
  readonly expectedIds: readonly string[];
}

export function partyMismatch(role: string, expectedIds: readonly string[]): PartyMismatch {
  return {
    kind: 'PartyMismatch',
    code: 'PARTY_MISMATCH',
    message: `The order names another ${role} than the licence does: draw on a licence that is theirs.`,
    role,
    expectedIds,
  };
}

export interface JurisdictionMismatch extends Refusal<'JurisdictionMismatch'> {
  /** keys in the database; null: the order does not say where it goes */
  readonly expectedId: string;
  readonly actualId: string | null;
}

export function jurisdictionMismatch(
  expectedId: string,
  actualId: string | null,
): JurisdictionMismatch {
  return {
    kind: 'JurisdictionMismatch',
    code: 'JURISDICTION_MISMATCH',
    message:
      'The licence is for another destination than the order names: draw on a licence for where the chips go.',
    expectedId,
    actualId,
  };
}

export interface ConditionUnsatisfied extends Refusal<'ConditionUnsatisfied'> {
  /** keys in the database */
  readonly conditionIds: readonly string[];
}

export function conditionUnsatisfied(conditionIds: readonly string[]): ConditionUnsatisfied {
  return {
    kind: 'ConditionUnsatisfied',
    code: 'CONDITION_UNSATISFIED',
    message: `Blocking conditions of the licence are open (${conditionIds.length}): nothing can be drawn until they are satisfied or waived.`,
    conditionIds,
  };
}

export interface CurrencyMismatch extends Refusal<'CurrencyMismatch'> {
  /** ISO 4217 */
  readonly expected: string;
  /** null: the order names no price */
  readonly actual: string | null;
}

export function currencyMismatch(expected: string, actual: string | null): CurrencyMismatch {
  return {
    kind: 'CurrencyMismatch',
    code: 'CURRENCY_MISMATCH',
    message: `The licence line counts value in ${expected}, and the order line has ${actual === null ? 'no price' : `its price in ${actual}`}: draw on another line.`,
    expected,
    actual,
  };
}
