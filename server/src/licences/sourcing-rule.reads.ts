import { exactOrPreferredFigure } from '../evidence/figure.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';
import { tradeRuleFields } from './trade-rule.reads.ts';

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
    prose: ['description'],
    fields: {
      ratio: toOne('Figure', {
        description:
          'Domestic chips to buy for each imported one, as settled or else as claimed; null: not known.',
        derived: exactOrPreferredFigure('SourcingRule', 'DOMESTIC_RATIO', 'settled_ratio', 'ratio'),
      }),
      quota: toOne('Figure', {
        description: 'Domestic chips to buy, as settled or else as claimed; null: not known.',
        derived: exactOrPreferredFigure('SourcingRule', 'DOMESTIC_QUOTA', 'settled_units', 'chips'),
      }),
      ...tradeRuleFields('SourcingRule'),
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
