import type { ComplianceFacts } from '../facts.ts';
import { exportRequirement } from '../requirement.ts';
import type { Finding } from '../rule-result.ts';
import { authorisedSide } from './authorised-side.ts';

/** Whether the export is authorised, where it needs to be: no export without the licence it needs. */
export const exportAuthorisation = {
  rule: 'EXPORT_AUTHORISATION',
  version: '2026-01-15',
  citation: '15 CFR 736.2(b)(1)',
  evaluate: (facts: ComplianceFacts): Finding => {
    const { authorisation } = exportRequirement(facts);
    const required = authorisation === null ? null : authorisation !== 'NOT_REQUIRED';
    return authorisedSide(facts, 'EXPORT', required);
  },
} as const;
