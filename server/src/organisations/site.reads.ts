import { claimsAbout } from '../evidence/claim.reads.ts';
import { type Declaration, toOne } from '../reads/model.ts';

export const siteReads: Declaration[] = [
  {
    type: 'Site',
    table: 'site',
    visible: 'everyone',
    root: {
      one: 'site',
      many: 'sites',
      description: 'Places such as data centres, and who runs them.',
    },
    fields: {
      organisation: toOne('Organisation', {
        description: 'Who runs it.',
        column: 'organisation_id',
        required: true,
      }),
      jurisdiction: toOne('Jurisdiction', {
        description: 'Where it lies.',
        column: 'jurisdiction_id',
      }),
      claims: claimsAbout('Site', 'What sources say about it.'),
      sourceReport: toOne('SourceReport', {
        description: 'Where what is recorded of it was read.',
        column: 'source_report_id',
      }),
    },
  },
];
