import type { ComplianceFacts } from '../facts.ts';
import { importRequired } from '../requirement.ts';
import type { Finding } from '../rule-result.ts';
import { authorisedSide } from './authorised-side.ts';

/**
 * Whether the import is authorised. One is needed where the destination gives import licences or
 * holds rounds of approvals for it; its rules are known from reports only.
 */
export const importAuthorisation = {
  rule: 'IMPORT_AUTHORISATION',
  version: '2026-01-28',
  citation: 'Import approvals as recorded and reported; see importRegime',
  evaluate: (facts: ComplianceFacts): Finding => {
    const finding = authorisedSide(facts, 'IMPORT', importRequired(facts));
    return { ...finding, inputs: { ...finding.inputs, importRegime: facts.importRegime } };
  },
} as const;
