import { needsLaboratoryTest } from '../../customs/laboratory-rule.ts';
import type { ComplianceFacts } from '../facts.ts';
import { clear, type Finding, found } from '../rule-result.ts';
import { authoritysWord } from '../sides.ts';

/**
 * Whether an independent laboratory in the United States tested the shipments, which exports of
 * controlled chips to China and Macau need before each one leaves. While nothing was shipped the test is
 * named as missing and does not stand in the way; a failed one is HOLD. A TEST condition of the
 * export licence that is satisfied is the authority's own word.
 */
export const laboratoryTest = {
  rule: 'LABORATORY_TEST',
  version: '2026-01-15',
  citation: '91 FR 1684',
  evaluate: (facts: ComplianceFacts): Finding => {
    const { line, chip, shipments } = facts;
    const required = needsLaboratoryTest({
      jurisdiction: line.origin?.code ?? '',
      destination: line.destination?.code ?? null,
      day: line.shipDate ?? facts.at.slice(0, 10),
      controlled: chip.assessment.controlled,
      codes: chip.codes.map(({ code }) => code),
    });
    const word = authoritysWord(facts, 'EXPORT', 'TEST') ?? null;
    const inputs = {
      required,
      satisfiedCondition: word,
      shipments: shipments.map(({ units, tests }) => ({ units, tests })),
    };
    const failed = shipments.some(({ tests }) => tests.some(({ result }) => result === 'FAILED'));
    const owedBy = line.vendor && { id: line.vendor.id, name: line.vendor.name };
    if (failed) return found('HOLD', inputs, ['A test that the shipment passes.'], owedBy);
    const passed = ({ tests }: (typeof shipments)[number]): boolean =>
      tests.some(({ result }) => result === 'PASSED');
    const tested = shipments.length > 0 && shipments.every(passed);
    if (!required || word !== null || tested) return clear(inputs);
    const due = 'A passed test by a laboratory in the United States, before each export.';
    return clear(inputs, [due], owedBy);
  },
} as const;
