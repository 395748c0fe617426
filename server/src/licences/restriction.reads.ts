import { claimsAbout } from '../evidence/claim.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';

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
    fields: {
      jurisdiction: toOne('Jurisdiction', {
        description: 'Under whose law.',
        column: 'jurisdiction_id',
        required: true,
      }),
      authority: toOne('Organisation', {
        description: 'Who set it; null where no source names the authority.',
        column: 'authority_id',
      }),
      chips: toMany('Chip', {
        description: 'The chips it concerns.',
        through: { table: 'restriction_chip', from: 'restriction_id', to: 'chip_id' },
      }),
      claims: claimsAbout('Restriction', 'What sources say about it.'),
      sourceReport: toOne('SourceReport', {
        description: 'Where it was read.',
        column: 'source_report_id',
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
    extends: 'Jurisdiction',
    fields: {
      restrictions: toMany('Restriction', {
        description: 'Restrictions under its law.',
        column: 'jurisdiction_id',
      }),
    },
  },
];
