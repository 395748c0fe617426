import { type Declaration, toMany } from '../reads/model.ts';
import { tradeRuleFields } from './trade-rule.reads.ts';

export const restrictionReads: Declaration[] = [
  {
    type: 'Restriction',
    table: 'restriction',
    visible: 'everyone',
    root: {
      one: 'restriction',
      many: 'restrictions',
      description: 'Bars and limits on import, export, purchase or use.',
    },
    prose: ['description'],
    fields: {
      ...tradeRuleFields('Restriction'),
      chips: toMany('Chip', {
        description: 'The chips it concerns; none: it is for all.',
        through: { table: 'restriction_chip', from: 'restriction_id', to: 'chip_id' },
      }),
      parties: toMany('Organisation', {
        description: 'Whom it concerns; none: it is for all.',
        through: { table: 'restriction_party', from: 'restriction_id', to: 'organisation_id' },
      }),
    },
  },
  {
    extends: 'Chip',
    fields: {
      restrictions: toMany('Restriction', {
        description: 'Restrictions that concern it.',
        through: { table: 'restriction_chip', from: 'chip_id', to: 'restriction_id' },
      }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      restrictions: toMany('Restriction', {
        description: 'Restrictions that name it.',
        through: { table: 'restriction_party', from: 'organisation_id', to: 'restriction_id' },
      }),
    },
  },
  {
    extends: 'Jurisdiction',
    fields: {
      restrictions: toMany('Restriction', {
        description: 'Restrictions under its law.',
        column: 'jurisdiction_id',
      }),
    },
  },
];
