import { claimsAbout } from '../evidence/claim.reads.ts';
import { toOne } from '../reads/model.ts';

/** What is read alike of rounds, restrictions, sourcing rules and volume caps. */
export const tradeRuleFields = (type: string) => ({
  jurisdiction: toOne('Jurisdiction', {
    description: 'Under whose law.',
    column: 'jurisdiction_id',
    required: true,
  }),
  authority: toOne('Organisation', {
    description: 'Whose it is; null where no source names the authority.',
    column: 'authority_id',
  }),
  claims: claimsAbout(type, 'What sources say about it.'),
  sourceReport: toOne('SourceReport', {
    description: 'Where what is recorded of it was read.',
    column: 'source_report_id',
  }),
});
