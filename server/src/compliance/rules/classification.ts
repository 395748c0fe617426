import type { ComplianceFacts } from '../facts.ts';
import { clear, type Finding, found } from '../rule-result.ts';

/**
 * Whether it is known how export control sees the chip: by a recorded control classification, or
 * by its figures. A chip whose figures leave it open, and that nobody classified, is UNKNOWN.
 */
export const classification = {
  rule: 'CLASSIFICATION',
  version: '2023-11-17',
  citation: '88 FR 73458',
  evaluate: ({ chip }: ComplianceFacts): Finding => {
    const { controlled, code, rules } = chip.assessment;
    const recorded = chip.codes.map((each) => ({ code: each.code, basis: each.basis }));
    const inputs = { chip: chip.name, controlled, code, recorded, figures: chip.figures };
    if (controlled !== 'UNKNOWN' || recorded.length > 0) return clear(inputs);
    const unknown = new Set(rules.flatMap(({ missing }) => missing));
    const missing = [...unknown].map((figure) => `${figure} of ${chip.name}.`);
    const owedBy = chip.vendor && { id: chip.vendor.id, name: chip.vendor.name };
    return found('UNKNOWN', inputs, missing, owedBy);
  },
} as const;
