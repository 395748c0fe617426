import {
  type Quantity,
  type QuantityInput,
  readQuantity,
  type InvalidQuantity,
} from '../chips/quantity.ts';
import { readDay } from '../kernel/day.ts';
import {
  type ExternalIdTaken,
  type ExternalName,
  externalIdTaken,
  readExternal,
} from '../kernel/external-id.ts';
import { Fault } from '../kernel/fault.ts';
import { type Money, readOptionalMoney } from '../kernel/money.ts';
import type { Reference } from '../kernel/reference.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalWord } from '../kernel/text.ts';
import { type PartyInput, readParties } from '../licences/party-input.ts';

export interface OrderLineInput {
  external?: ExternalName | null;
  chip: Reference;
  quantity: QuantityInput;
  unitPrice?: Money | null;
  shipDate: Date;
  destination: Reference;
  endUse?: string | null;
  parties?: PartyInput[] | null;
}

export interface PlaceOrderInput {
  external?: ExternalName | null;
  buyer: Reference;
  vendor: Reference;
  lines: OrderLineInput[];
  idempotencyKey: string;
}

/** A line as it is stored, but for what it refers to. */
export interface LineDraft extends Quantity {
  readonly external: ExternalName | null;
  readonly unitPrice: Money | null;
  readonly shipDate: string;
  readonly endUse: string | null;
  readonly parties: readonly PartyInput[];
  readonly input: OrderLineInput;
}

export interface OrderDraft {
  readonly external: ExternalName | null;
  readonly lines: readonly LineDraft[];
}

const mostLines = 1000;

/** @throws Fault BAD_USER_INPUT naming the field that cannot be read */
export function readOrder(
  input: PlaceOrderInput,
): Result<OrderDraft, InvalidQuantity | ExternalIdTaken> {
  if (input.lines.length < 1 || input.lines.length > mostLines) {
    throw new Fault('BAD_USER_INPUT', `lines holds 1 to ${mostLines} lines.`);
  }
  const lines: LineDraft[] = [];
  const seen = new Set<string>();
  for (const [index, line] of input.lines.entries()) {
    const read = readLine(`lines[${index}]`, line);
    if (!read.ok) return read;
    const { external } = read.value;
    const name = external && JSON.stringify([external.system, external.id]);
    if (external && name && seen.has(name)) return refused(externalIdTaken(external));
    if (name) seen.add(name);
    lines.push(read.value);
  }
  return done({ external: readExternal('external', input.external), lines });
}

function readLine(field: string, input: OrderLineInput): Result<LineDraft, InvalidQuantity> {
  const quantity = readQuantity(`${field}.quantity`, input.quantity);
  if (!quantity.ok) return quantity;
  return done({
    ...quantity.value,
    parties: readParties(`${field}.parties`, input.parties),
    external: readExternal(`${field}.external`, input.external),
    unitPrice: readOptionalMoney(`${field}.unitPrice`, input.unitPrice),
    shipDate: readDay(`${field}.shipDate`, input.shipDate),
    endUse: readOptionalWord(`${field}.endUse`, input.endUse),
    input,
  });
}
