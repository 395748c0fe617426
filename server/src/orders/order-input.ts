import { readDay } from '../kernel/day.ts';
import { Fault } from '../kernel/fault.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readText } from '../kernel/text.ts';
import { type Quantity, type QuantityInput, readQuantity } from './quantity.ts';
import {
  type ExternalIdTaken,
  type ExternalName,
  externalIdTaken,
  type InvalidQuantity,
} from './refusals.ts';

/** One way to name a record. */
type Ref = Readonly<Partial<Record<'id' | 'name' | 'lei' | 'code', string | null>>>;

export interface PartyInput {
  role: string;
  organisation: Ref;
}

export interface OrderLineInput {
  external?: ExternalName | null;
  chip: Ref;
  quantity: QuantityInput;
  unitPrice?: { amount: string; currency: string } | null;
  shipDate: Date;
  destination: Ref;
  endUse?: string | null;
  parties?: PartyInput[] | null;
}

export interface PlaceOrderInput {
  external?: ExternalName | null;
  buyer: Ref;
  vendor: Ref;
  lines: OrderLineInput[];
  idempotencyKey: string;
}

/** A line as it is stored, but for what it refers to. */
export interface LineDraft extends Quantity {
  readonly external: ExternalName | null;
  readonly unitPrice: string | null;
  readonly currency: string | null;
  readonly shipDate: string;
  readonly endUse: string | null;
  readonly input: OrderLineInput;
}

export interface OrderDraft {
  readonly external: ExternalName | null;
  readonly lines: readonly LineDraft[];
}

const mostLines = 1000;
const mostParties = 20;

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
  if ((input.parties?.length ?? 0) > mostParties) {
    throw new Fault('BAD_USER_INPUT', `${field}.parties holds at most ${mostParties} parties.`);
  }
  return done({
    ...quantity.value,
    external: readExternal(`${field}.external`, input.external),
    ...readPrice(`${field}.unitPrice`, input.unitPrice),
    shipDate: readDay(`${field}.shipDate`, input.shipDate),
    endUse: readWord(`${field}.endUse`, input.endUse),
    input,
  });
}

/** @throws Fault BAD_USER_INPUT for a part that is blank or too long */
export function readExternal(
  field: string,
  external: ExternalName | null | undefined,
): ExternalName | null {
  if (!external) return null;
  return {
    system: readText(`${field}.system`, external.system, 100),
    id: readText(`${field}.id`, external.id, 200),
  };
}

function readPrice(field: string, price: OrderLineInput['unitPrice']) {
  if (!price) return { unitPrice: null, currency: null };
  const { amount, currency } = price;
  if (!/^\d{1,16}(\.\d{1,2})?$/.test(amount) || !/^[A-Z]{3}$/.test(currency)) {
    throw new Fault(
      'BAD_USER_INPUT',
      `${field} takes an amount of at most 2 decimals and an ISO 4217 currency.`,
    );
  }
  return { unitPrice: amount, currency };
}

function readWord(field: string, word: string | null | undefined): string | null {
  if (word === null || word === undefined) return null;
  if (/^[A-Z][A-Z0-9_]{0,99}$/.test(word)) return word;
  throw new Fault('BAD_USER_INPUT', `${field} is a word such as AI_SERVICES.`);
}
