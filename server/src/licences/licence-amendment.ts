import { dayOf } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { type TransitionRefused, transitionRefused } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import {
  type DecisionFacts,
  isOver,
  type LicenceState,
  type LicenceStatus,
  type StatusChange,
  type Validity,
} from './licence.ts';
import type { Amount, LicensedBy } from './licence-application.ts';
import { type BelowDrawn, belowDrawn, type OutsideValidity, outsideValidity } from './refusals.ts';
import { amountOf, centsOf } from './value.ts';

/** A field that an amendment changed; what is before and after is as the schema shows it. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a line allows and what is drawn of it. Values are decimal text in one currency. */
export interface DrawnLine extends Amount {
  readonly licensedBy: LicensedBy;
  readonly reserved: number;
  readonly used: number;
  readonly reservedValue: string;
  readonly usedValue: string;
  /** share by which the value drawn may exceed the authorised one, at most 4 decimals */
  readonly tolerance: string;
}

export interface AmendedLine extends Amount {
  /** to how much the ledger has to come down before this can be written; null: it is no more */
  readonly hold: { readonly units: number | null; readonly value: string | null } | null;
}

const amendable: ReadonlySet<LicenceStatus> = new Set([
  'APPROVED',
  'CONDITIONALLY_APPROVED',
  'ACTIVE',
  'EXHAUSTED',
  'SUSPENDED',
]);

/** The next version of a licence that was approved and has not ended; its status stays. */
export function amend(
  licence: LicenceState,
  { now }: Pick<DecisionFacts, 'now'>,
  validity: Validity,
): Result<StatusChange, TransitionRefused | OutsideValidity> {
  const { status, version } = licence;
  if (!amendable.has(status)) return refused(transitionRefused(status, status, []));
  if (isOver(validity.validTo, now)) return refused(outsideValidity(dayOf(now), validity));
  return done({ before: licence, after: { ...licence, version: version + 1 }, at: now });
}

/**
 * What a line allows from now on; absent stays as it is. Never less than is used; where it is less
 * than is reserved and used, the newest reservations have to go on hold first.
 */
export function amendLine(
  field: string,
  line: DrawnLine,
  asked: Amount,
): Result<AmendedLine, BelowDrawn> {
  const units = asked.units ?? line.units;
  const value = asked.value ?? line.value;
  if (asked.value && line.value && asked.value.currency !== line.value.currency) {
    const { currency } = line.value;
    throw new Fault('BAD_USER_INPUT', `${field}.authorisedValue is in ${currency}, as before.`);
  }
  const countsUnits = line.licensedBy !== 'VALUE';
  const limit = value === null ? null : withTolerance(value.amount, line.tolerance);
  const tooFew = countsUnits && (units ?? 0) < line.used;
  const tooLittle = limit !== null && limit < centsOf(line.usedValue);
  if (tooFew || tooLittle) {
    return refused(belowDrawn('asks for less than is used', numbersOf(field, line, asked)));
  }
  const over =
    (countsUnits && (units ?? 0) < line.reserved + line.used) ||
    (limit !== null && limit < centsOf(line.reservedValue) + centsOf(line.usedValue));
  const most = {
    units: countsUnits ? (units ?? 0) : null,
    value: limit === null ? null : amountOf(limit),
  };
  return done({ units, value, hold: over ? most : null });
}

/** What a line allows once it is revoked: what is used, and nothing more. */
export function revokeLine(line: DrawnLine): AmendedLine {
  const value = line.value && { ...line.value, amount: line.usedValue };
  const open = line.reserved > 0 || centsOf(line.reservedValue) > 0n;
  const most = { units: line.used, value: line.value && line.usedValue };
  return { units: line.used, value, hold: open ? most : null };
}

export function numbersOf(
  field: string,
  line: DrawnLine,
  asked: Amount,
): Omit<BelowDrawn, 'kind' | 'code' | 'message'> {
  return {
    field,
    asked: asked.units,
    used: line.used,
    reserved: line.reserved,
    askedValue: asked.value?.amount ?? null,
    usedValue: line.usedValue,
    reservedValue: line.reservedValue,
    currency: line.value?.currency ?? null,
  };
}

function withTolerance(amount: string, tolerance: string): bigint {
  return (centsOf(amount) * (10_000n + BigInt(Math.round(Number(tolerance) * 10_000)))) / 10_000n;
}
