import type { Refusal } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';

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

export interface InvalidQuantity extends Refusal<'InvalidQuantity'> {
  /** where in the input */
  readonly field: string;
  readonly value: number;
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

export function invalidQuantity(field: string, value: number): InvalidQuantity {
  return {
    kind: 'InvalidQuantity',
    code: 'INVALID_QUANTITY',
    message: `${field} is not a quantity: it takes a whole number from 1, at most 2^53-1 chips in all; modules say how many chips each has, chips do not.`,
    field,
    value,
  };
}
