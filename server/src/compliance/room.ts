import {
  drawQuota,
  type LineBalance,
  type QuotaRefusal,
  type UnitPrice,
} from '../licences/quota.ts';
import { centsOf, unitValueOf } from '../licences/value.ts';
import type { CandidateFacts } from './candidate-facts.ts';
import type { ComplianceFacts } from './facts.ts';

/** Why so many chips cannot be drawn on a licence line; undefined: they can. */
export function roomFor(
  facts: ComplianceFacts,
  candidate: CandidateFacts,
  units: number,
): QuotaRefusal | undefined {
  const drawn = drawQuota(balanceOf(candidate), units, priceOf(facts));
  return drawn.ok ? undefined : drawn.refusal;
}

/** Chips that a licence line has left at the price of the line; null: not known. */
export function availableOf(facts: ComplianceFacts, candidate: CandidateFacts): number | null {
  const refusal = roomFor(facts, candidate, Number.MAX_SAFE_INTEGER);
  if (!refusal) return Number.MAX_SAFE_INTEGER;
  return refusal.kind === 'QuotaExceeded' ? refusal.available : null;
}

function balanceOf({ line }: CandidateFacts): LineBalance {
  const { licensedBy, authorised, reserved, used, value } = line;
  return {
    licensedBy,
    authorised,
    reserved,
    used,
    value: value && {
      authorised: centsOf(value.authorised),
      currency: value.currency,
      tolerance: BigInt(Math.round(Number(value.tolerance) * 10_000)),
      reserved: centsOf(value.reserved),
      used: centsOf(value.used),
    },
  };
}

function priceOf({ line: { unitValue } }: ComplianceFacts): UnitPrice | null {
  return unitValue && { unitValue: unitValueOf(unitValue.amount), currency: unitValue.currency };
}
