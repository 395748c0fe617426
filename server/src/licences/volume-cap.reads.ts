import { exactOrPreferredFigure } from '../evidence/figure.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';
import { tradeRuleFields } from './trade-rule.reads.ts';

export const volumeCapReads: Declaration[] = [
  {
    type: 'VolumeCap',
    table: 'volume_cap',
    visible: 'everyone',
    root: {
      one: 'volumeCap',
      many: 'volumeCaps',
      description: 'Caps on what goes to some destinations, against what is sold elsewhere.',
      keys: [{ args: { name: { type: 'String', sql: (row) => `${row}.name` } } }],
    },
    prose: ['description'],
    fields: {
      ratio: toOne('Figure', {
        description:
          'The most that may go to its destinations, as a share of what goes to end users in its jurisdiction; as settled or else as claimed. Null: not known.',
        derived: exactOrPreferredFigure('VolumeCap', 'VOLUME_CAP', 'ratio', 'ratio'),
      }),
      destinations: toMany('Jurisdiction', {
        description: 'The destinations that are counted together.',
        through: {
          table: 'volume_cap_destination',
          from: 'volume_cap_id',
          to: 'jurisdiction_id',
        },
      }),
      ...tradeRuleFields('VolumeCap'),
    },
  },
  {
    extends: 'Jurisdiction',
    fields: {
      volumeCaps: toMany('VolumeCap', {
        description: 'Volume caps under its law.',
        column: 'jurisdiction_id',
      }),
      cappedBy: toMany('VolumeCap', {
        description: 'Volume caps, of any jurisdiction, that count what goes here.',
        through: {
          table: 'volume_cap_destination',
          from: 'jurisdiction_id',
          to: 'volume_cap_id',
        },
      }),
    },
  },
];
