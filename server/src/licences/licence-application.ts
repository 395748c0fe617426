import { type InvalidQuantity, invalidQuantity } from '../chips/quantity.ts';
import { dayOf } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { type Money, readOptionalMoney } from '../kernel/money.ts';
import { readPeriod } from '../kernel/period.ts';
import type { Reference } from '../kernel/reference.ts';
import { type InvalidPeriod, invalidPeriod } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText } from '../kernel/text.ts';
import { isOver, type Validity } from './licence.ts';
import { type PartyInput, readParties } from './party-input.ts';

export type LicensedBy = 'NUMBER' | 'VALUE' | 'BOTH';

/** How much of a good is asked for or allowed; absent is not said. */
export interface AmountInput {
  readonly authorisedUnits?: number | null;
  readonly authorisedValue?: Money | null;
}

export interface LicenceLineInput extends AmountInput {
  readonly chip?: Reference | null;
  readonly controlCode?: string | null;
  readonly licensedBy?: LicensedBy | null;
}

export interface ApplicationInput {
  readonly idempotencyKey: string;
  readonly direction: 'EXPORT' | 'IMPORT';
  readonly type: 'INDIVIDUAL' | 'GENERAL' | 'EXCEPTION' | 'QUOTA';
  readonly jurisdiction: Reference;
  readonly authority?: Reference | null;
  readonly licensee?: Reference | null;
  readonly approvalRoundId?: string | null;
  readonly number?: string | null;
  readonly endUse?: string | null;
  readonly destination?: Reference | null;
  readonly parties?: readonly PartyInput[] | null;
  readonly lines: readonly LicenceLineInput[];
  readonly validFrom?: Date | null;
  readonly validTo?: Date | null;
}

export interface Amount {
  /** chips, counted one by one */
  readonly units: number | null;
  readonly value: Money | null;
}

/** A line as it is asked for, but for the chip it refers to. */
export interface LineDraft extends Amount {
  readonly controlCode: string | null;
  readonly licensedBy: LicensedBy;
  readonly chip: Reference | null;
}

export interface Application extends Validity {
  readonly number: string | null;
  readonly endUse: string | null;
  readonly parties: readonly PartyInput[];
  readonly lines: readonly LineDraft[];
}

const mostLines = 200;

/** @throws Fault BAD_USER_INPUT naming the field that cannot be read */
export function readApplication(
  input: ApplicationInput,
): Result<Application, InvalidQuantity | InvalidPeriod> {
  if (input.lines.length < 1 || input.lines.length > mostLines) {
    throw new Fault('BAD_USER_INPUT', `lines holds 1 to ${mostLines} lines.`);
  }
  const validity = readValidity(input);
  if (!validity.ok) return validity;
  const lines: LineDraft[] = [];
  for (const [index, line] of input.lines.entries()) {
    const read = readLine(`lines[${index}]`, line);
    if (!read.ok) return read;
    lines.push(read.value);
  }
  return done({
    ...validity.value,
    number: readOptionalText('number', input.number, 100),
    endUse: readEndUse(input.endUse),
    parties: readParties('parties', input.parties),
    lines,
  });
}

/** The days that are given, or else those that are known; refused where the last comes first. */
export function readValidity(
  { validFrom, validTo }: Pick<ApplicationInput, 'validFrom' | 'validTo'>,
  known: Validity = { validFrom: null, validTo: null },
): Result<Validity, InvalidPeriod> {
  const period = readPeriod({ from: 'validFrom', to: 'validTo' }, validFrom, validTo, {
    from: known.validFrom,
    to: known.validTo,
  });
  return period.ok ? done({ validFrom: period.value.from, validTo: period.value.to }) : period;
}

/** As `readValidity`; refused where the last day is over: to end a licence at once it is revoked. */
export function readOpenValidity(
  input: Pick<ApplicationInput, 'validFrom' | 'validTo'>,
  known: Validity,
  now: Date,
): Result<Validity, InvalidPeriod> {
  const validity = readValidity(input, known);
  const to = validity.ok ? validity.value.validTo : null;
  if (to === null || !isOver(to, now)) return validity;
  return refused(invalidPeriod('validTo', `is ${to}, which is over`, { from: dayOf(now), to }));
}

/** @throws Fault BAD_USER_INPUT where what limits the line has no amount */
export function readLine(
  field: string,
  input: LicenceLineInput,
): Result<LineDraft, InvalidQuantity> {
  const licensedBy = input.licensedBy ?? 'NUMBER';
  const controlCode = input.controlCode ?? null;
  if (controlCode !== null && !/^[0-9A-Za-z.]{2,20}$/.test(controlCode)) {
    throw new Fault('BAD_USER_INPUT', `${field}.controlCode is a code such as 3A090.a.`);
  }
  if (controlCode === null && !input.chip) {
    throw new Fault('BAD_USER_INPUT', `${field} names a chip, a controlCode, or both.`);
  }
  const amount = readAmount(field, input, 1);
  if (!amount.ok) return amount;
  if (licensedBy !== 'VALUE' && amount.value.units === null) {
    throw new Fault('BAD_USER_INPUT', `${field} is licensed by number: give authorisedUnits.`);
  }
  if (licensedBy !== 'NUMBER' && amount.value.value === null) {
    throw new Fault('BAD_USER_INPUT', `${field} is licensed by value: give authorisedValue.`);
  }
  return done({ ...amount.value, licensedBy, controlCode, chip: input.chip ?? null });
}

/** @param least the smallest number of chips that is taken */
export function readAmount(
  field: string,
  { authorisedUnits, authorisedValue }: AmountInput,
  least: 0 | 1,
): Result<Amount, InvalidQuantity> {
  const units = authorisedUnits ?? null;
  if (units !== null && (!Number.isSafeInteger(units) || units < least)) {
    return refused(invalidQuantity(`${field}.authorisedUnits`, units));
  }
  return done({ units, value: readOptionalMoney(`${field}.authorisedValue`, authorisedValue) });
}

function readEndUse(word: string | null | undefined): string | null {
  if (word === null || word === undefined) return null;
  if (/^[A-Z][A-Z0-9_]{0,99}$/.test(word)) return word;
  throw new Fault('BAD_USER_INPUT', 'endUse is a word such as AI_SERVICES.');
}
