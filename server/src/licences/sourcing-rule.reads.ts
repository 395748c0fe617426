import { claimsAbout } from '../evidence/claim.reads.ts';
import { preferredFigure } from '../evidence/figure.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';

export const sourcingRuleReads: Declaration[] = [
  {
    type: 'SourcingRule',
    table: 'sourcing_rule',
    visible: 'everyone',
    root: {
      one: 'sourcingRule',
      many: 'sourcingRules',
      description: 'Rules that tie imports to the purchase of domestic chips.',
    },
    fields: {
      ratio: toOne('Figure', {
        description: 'Domestic chips to buy for each imported one; null: not known.',
        derived: preferredFigure('SourcingRule', 'DOMESTIC_RATIO'),
      }),
      quota: toOne('Figure', {
        description: 'Domestic chips to buy; null: not known.',
        derived: preferredFigure('SourcingRule', 'DOMESTIC_QUOTA'),
      }),
      jurisdiction: toOne('Jurisdiction', {
        description: 'Under whose law.',
        column: 'jurisdiction_id',
        required: true,
      }),
      authority: toOne('Organisation', {
        description: 'Whose rule it is; null where no source names the authority.',
        column: 'authority_id',
      }),
      claims: claimsAbout('SourcingRule', 'What sources say about it.'),
      sourceReport: toOne('SourceReport', {
        description: 'Where it was read.',
        column: 'source_report_id',
      }),
    },
  },
  {
    extends: 'Jurisdiction',
    fields: {
      sourcingRules: toMany('SourcingRule', {
        description: 'Sourcing rules under its law.',
        column: 'jurisdiction_id',
      }),
    },
  },
];
