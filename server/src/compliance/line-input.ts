import { readQuantity, type UnitOfMeasure } from '../chips/quantity.ts';
import { readDay } from '../kernel/day.ts';
import { type ExternalName, readExternal } from '../kernel/external-id.ts';
import { Fault } from '../kernel/fault.ts';
import type { Reference } from '../kernel/reference.ts';
import { readOptionalWord } from '../kernel/text.ts';
import { type PartyInput, readParties } from '../licences/party-input.ts';

export interface LineInput {
  external?: ExternalName | null;
  chip: Reference;
  units: number;
  unit: UnitOfMeasure;
  chipsPerModule?: number | null;
  parties: PartyInput[];
  shipDate: Date;
  origin?: Reference | null;
  destination: Reference;
  endUse?: string | null;
}

/** A line as it was read, but for what it refers to. */
export interface ReadLine {
  readonly external: ExternalName | null;
  /** chips, counted one by one */
  readonly units: number;
  readonly shipDate: string;
  readonly endUse: string | null;
  readonly parties: readonly PartyInput[];
  readonly input: LineInput;
}

/** @throws Fault BAD_USER_INPUT naming the field that cannot be read */
export function readLine(input: LineInput): ReadLine {
  const { units: value, unit, chipsPerModule } = input;
  const quantity = readQuantity('line', { value, unit, chipsPerModule: chipsPerModule ?? null });
  if (!quantity.ok) throw new Fault('BAD_USER_INPUT', quantity.refusal.message);
  return {
    external: readExternal('line.external', input.external),
    units: quantity.value.units,
    shipDate: readDay('line.shipDate', input.shipDate),
    endUse: readOptionalWord('line.endUse', input.endUse),
    parties: readParties('line.parties', input.parties),
    input,
  };
}
