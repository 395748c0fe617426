import type { ComplianceFacts } from '../facts.ts';
import { exportRequirement } from '../requirement.ts';
import { clear, type Finding, found } from '../rule-result.ts';

/**
 * Whether the export needs an authorisation at all. PROHIBITED: the destination is under embargo.
 * UNKNOWN: the figures of the chip, or where it goes, do not tell.
 */
export const authorisation = {
  rule: 'AUTHORISATION',
  version: '2026-01-15',
  citation: '15 CFR 742.6(a)(6)(iii); 88 FR 73458; 91 FR 1684',
  evaluate: (facts: ComplianceFacts): Finding => {
    const { line, chip } = facts;
    const { authorisation: needed, review, because, missing } = exportRequirement(facts);
    const inputs = {
      authorisation: needed,
      because,
      review,
      chip: chip.name,
      controlled: chip.assessment.controlled,
      code: chip.assessment.code,
      caseByCase: chip.assessment.caseByCase,
      recordedCodes: chip.codes.map(({ code, basis }) => ({ code, basis })),
      origin: line.origin?.code ?? null,
      destination: line.destination?.code ?? null,
      countryGroups: line.destination?.groups ?? null,
    };
    if (needed === 'PROHIBITED') return found('PROHIBITED', inputs, []);
    return needed === null ? found('UNKNOWN', inputs, missing) : clear(inputs);
  },
} as const;
