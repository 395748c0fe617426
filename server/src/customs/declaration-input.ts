import type { InvalidQuantity } from '../chips/quantity.ts';
import { Fault } from '../kernel/fault.ts';
import { type Money, readOptionalMoney } from '../kernel/money.ts';
import type { Reference } from '../kernel/reference.ts';
import { done, type Result } from '../kernel/result.ts';
import { readOptionalText, readText } from '../kernel/text.ts';
import type { Direction } from '../licences/eligibility.ts';
import type { OrderNameInput } from '../orders/order-name.ts';
import { checkLineCount, readUnits } from './shipment-plan.ts';

/** An identifier that an office gave; public, and unique with its scheme. */
export interface DeclarationReference {
  readonly scheme: 'ITN' | 'MRN' | 'NATIVE';
  readonly value: string;
}

export interface DeclarationLineInput {
  readonly orderLine: OrderNameInput;
  readonly units: number;
  readonly commodityCode?: string | null;
  readonly value?: Money | null;
  readonly origin?: Reference | null;
  readonly allocationId?: string | null;
}

export interface DeclarationDraft {
  readonly idempotencyKey: string;
  readonly shipmentId: string;
  readonly direction: Direction;
  readonly office: string;
  readonly authority?: Reference | null;
  readonly reference?: DeclarationReference | null;
  readonly procedureCode?: string | null;
  readonly lines: readonly DeclarationLineInput[];
}

/** A line as it is stored, but for what it refers to. */
export interface DraftLine {
  readonly units: number;
  readonly commodityCode: string | null;
  readonly value: Money | null;
  readonly input: DeclarationLineInput;
}

export interface ReadDeclaration {
  readonly office: string;
  readonly procedureCode: string | null;
  readonly reference: DeclarationReference | null;
  readonly lines: readonly DraftLine[];
}

/** @throws Fault BAD_USER_INPUT naming the field that cannot be read */
export function readDeclaration(input: DeclarationDraft): Result<ReadDeclaration, InvalidQuantity> {
  checkLineCount(input.lines);
  const lines: DraftLine[] = [];
  for (const [index, line] of input.lines.entries()) {
    const field = `lines[${index}]`;
    const units = readUnits(`${field}.units`, line.units);
    if (!units.ok) return units;
    lines.push({
      units: units.value,
      commodityCode: readCode(`${field}.commodityCode`, line.commodityCode),
      value: readOptionalMoney(`${field}.value`, line.value),
      input: line,
    });
  }
  return done({
    office: readText('office', input.office, 100),
    procedureCode: readOptionalText('procedureCode', input.procedureCode, 20),
    reference: readReference('reference', input.reference),
    lines,
  });
}

/** @throws Fault BAD_USER_INPUT for a value that is blank or longer than 100 characters */
export function readReference(
  field: string,
  reference: DeclarationReference | null | undefined,
): DeclarationReference | null {
  if (!reference) return null;
  return { ...reference, value: readText(`${field}.value`, reference.value, 100) };
}

/** The dots that tariffs are printed with are left out. */
function readCode(field: string, code: string | null | undefined): string | null {
  if (code === null || code === undefined) return null;
  const digits = code.replaceAll('.', '');
  if (/^\d{4,12}$/.test(digits)) return digits;
  throw new Fault('BAD_USER_INPUT', `${field} is 4 to 12 digits, such as 8473301180.`);
}
