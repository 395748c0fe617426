import type { ComplianceFacts } from '../facts.ts';
import { clear, type Finding, found } from '../rule-result.ts';
import type { RestrictionFacts } from '../trade-facts.ts';

/**
 * Whether a restriction bars it on the day of shipping: one in force of the origin on exports, of
 * the destination on imports and use, of the buyer's seat on purchases, for the chip and a party.
 * What is only reported is shown and decides nothing. One that asks for a licence is no bar.
 */
export const restriction = {
  rule: 'RESTRICTION',
  version: '2026-11-23',
  citation: 'The restrictions in force that inputs name',
  evaluate: (facts: ComplianceFacts): Finding => {
    const concerned = facts.restrictions.filter((each) => concerns(facts, each));
    const inputs = {
      shipDate: facts.line.shipDate,
      restrictions: concerned.map((each) => ({
        name: each.name,
        jurisdiction: each.jurisdiction,
        procedure: each.procedure,
        status: each.status,
        from: each.from,
        liftedAt: each.liftedAt,
        licensable: each.licensable,
        legalReference: each.legalReference,
      })),
    };
    const bars = concerned.some((each) => barsOn(each, facts));
    return bars ? found('PROHIBITED', inputs, []) : clear(inputs);
  },
} as const;

/** Keys of the restrictions that bar the line. */
export function barring(facts: ComplianceFacts): string[] {
  return facts.restrictions
    .filter((each) => concerns(facts, each) && barsOn(each, facts))
    .map(({ id }) => id);
}

function barsOn(each: RestrictionFacts, { line, at }: ComplianceFacts): boolean {
  const day = line.shipDate ?? at.slice(0, 10);
  // What is lifted from a later day on holds until then.
  const lifting = each.status === 'LIFTED' && each.liftedAt !== null;
  return (
    (each.status === 'IN_FORCE' || lifting) &&
    !each.licensable &&
    (each.from === null || day >= each.from) &&
    (each.liftedAt === null || day < each.liftedAt)
  );
}

function concerns({ line, chip }: ComplianceFacts, each: RestrictionFacts): boolean {
  const places = {
    EXPORT: line.origin,
    IMPORT: line.destination,
    USE: line.destination,
    PURCHASE: line.buyer?.jurisdiction ?? line.destination,
  };
  const parties = [line.buyer, line.vendor, ...line.parties.map((party) => party.organisation)];
  return (
    (each.status !== 'LIFTED' || each.liftedAt !== null) &&
    places[each.procedure]?.code === each.jurisdiction &&
    (each.chips.length === 0 || each.chips.includes(chip.id)) &&
    (each.parties.length === 0 || parties.some((one) => one && each.parties.includes(one.id)))
  );
}
