import { claimsAbout } from '../evidence/claim.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';

export const jurisdictionReads: Declaration[] = [
  {
    type: 'Jurisdiction',
    table: 'jurisdiction',
    visible: 'everyone',
    root: {
      one: 'jurisdiction',
      many: 'jurisdictions',
      description: 'The countries and customs territories whose law decides.',
      keys: [{ args: { code: { type: 'String', sql: (row) => `${row}.code` } } }],
    },
    fields: {
      organisations: toMany('Organisation', {
        description: 'Organisations seated here.',
        column: 'jurisdiction_id',
      }),
      sites: toMany('Site', { description: 'Sites that lie here.', column: 'jurisdiction_id' }),
      policyEvents: toMany('PolicyEvent', {
        description: 'What its government, authorities and companies did.',
        column: 'jurisdiction_id',
      }),
      claims: claimsAbout(
        'Jurisdiction',
        'What sources say about it, or about something within it.',
        'jurisdiction_id',
      ),
    },
  },
  {
    extends: 'Claim',
    fields: {
      jurisdiction: toOne('Jurisdiction', {
        description: 'The territory for which the claim is made, beside its subject.',
        column: 'jurisdiction_id',
      }),
    },
  },
  {
    extends: 'PolicyEvent',
    fields: {
      jurisdiction: toOne('Jurisdiction', {
        description: 'Whose policy it is.',
        column: 'jurisdiction_id',
        required: true,
      }),
    },
  },
];
