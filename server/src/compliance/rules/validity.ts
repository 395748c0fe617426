import { holdsOn } from '../../licences/eligibility.ts';
import type { ComplianceFacts } from '../facts.ts';
import { licenceInputs } from '../licence-inputs.ts';
import { clear, type Finding, found, type Owing } from '../rule-result.ts';
import { chosenOf } from '../sides.ts';

/**
 * Whether the licences hold on the day of shipping. A licence in force without a last day has no
 * end; a line without a day of shipping is UNKNOWN.
 */
export const validity = {
  rule: 'VALIDITY',
  version: '2026-11-23',
  citation: '15 CFR 750.7(g)',
  evaluate: (facts: ComplianceFacts): Finding => {
    const { shipDate, vendor } = facts.line;
    const chosen = chosenOf(facts);
    const inputs = { shipDate, licences: chosen.map(licenceInputs) };
    if (chosen.length === 0) return clear(inputs);
    if (shipDate === null)
      return found('UNKNOWN', inputs, ['The day of shipping.'], vendor && owe(vendor));
    const outside = chosen.filter(({ candidate: { licence } }) => !holdsOn(licence, shipDate));
    const [first] = outside;
    if (!first) return clear(inputs);
    const missing = outside.map(
      ({ candidate: { licence } }) =>
        `An ${licence.direction.toLowerCase()} licence that holds on ${shipDate}.`,
    );
    return found('HOLD', inputs, missing, first.candidate.licence.licensee);
  },
} as const;

const owe = ({ id, name }: Owing): Owing => ({ id, name });
