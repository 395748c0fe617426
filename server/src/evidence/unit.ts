import type { ClaimPredicate } from './predicate.ts';

const items = ['chips', 'modules'];
/** stands for every ISO 4217 code */
const money = ['USD'];

/** What figures are told in, by what they are claimed of; what is missing here is told in words. */
export const unitsOf: Readonly<Partial<Record<ClaimPredicate, readonly string[]>>> = {
  AUTHORISED_UNITS: items,
  ORDERED_UNITS: items,
  STOCK_UNITS: items,
  SHIPPED_UNITS: items,
  SOLD_UNITS: items,
  PURCHASED_UNITS: items,
  TPP: ['TPP'],
  MEMORY: ['GB'],
  MEMORY_BANDWIDTH: ['GB/s'],
  DIE_AREA: ['mm2'],
  POWER: ['W'],
  UNIT_PRICE: money,
  REVENUE: money,
  DUTY_RATE: ['percent'],
  REVENUE_SHARE: ['percent'],
  VOLUME_CAP: ['percent', 'ratio'],
  TPP_THRESHOLD: ['TPP'],
  DENSITY_THRESHOLD: ['TPP/mm2'],
  BANDWIDTH_THRESHOLD: ['GB/s'],
  BANDWIDTH_DENSITY_THRESHOLD: ['GB/s/mm2'],
  DOMESTIC_RATIO: ['chips per chip', 'percent', 'ratio'],
  DOMESTIC_QUOTA: ['chips'],
  RANK: ['rank'],
  COMPARISON: ['times'],
};

/** What is wrong with a figure's unit, as the end of a sentence; undefined where it fits. */
export function unitProblem(predicate: ClaimPredicate, unit: string): string | undefined {
  const units = unitsOf[predicate];
  if (!units) return `${predicate} is told in words: take statement instead of figure`;
  if (units === money) {
    return /^[A-Z]{3}$/.test(unit)
      ? undefined
      : `${predicate} is told in an ISO 4217 code like USD`;
  }
  return units.includes(unit) ? undefined : `${predicate} is told in ${units.join(' or ')}`;
}
