import { done, type Result, refused } from '../kernel/result.ts';
import { type InvalidQuantity, invalidQuantity } from './refusals.ts';

export type UnitOfMeasure = 'EA' | 'MODULE';

/** So many chips, or so many modules of a number of chips each. */
export interface QuantityInput {
  value: number;
  unit: UnitOfMeasure;
  chipsPerModule?: number | null;
}

export interface Quantity {
  /** chips, counted one by one */
  readonly units: number;
  readonly unit: UnitOfMeasure;
  readonly chipsPerModule: number | null;
}

const largestModule = 1_000_000;

/** Resolves modules to chips; refuses what is not a count of at least one chip. */
export function readQuantity(
  field: string,
  { value, unit, chipsPerModule }: QuantityInput,
): Result<Quantity, InvalidQuantity> {
  const perUnit = chipsPerModule ?? null;
  if ((unit === 'MODULE') !== (perUnit !== null)) {
    return refused(invalidQuantity(`${field}.chipsPerModule`, perUnit ?? 0));
  }
  if (perUnit !== null && !(perUnit >= 1 && perUnit <= largestModule)) {
    return refused(invalidQuantity(`${field}.chipsPerModule`, perUnit));
  }
  const units = value * (perUnit ?? 1);
  if (!Number.isSafeInteger(value) || value < 1 || !Number.isSafeInteger(units)) {
    return refused(invalidQuantity(`${field}.value`, value));
  }
  return done({ units, unit, chipsPerModule: perUnit });
}
