import { type Declaration, toOne } from '../reads/model.ts';

export const classificationReads: Declaration[] = [
  {
    type: 'Classification',
    table: 'classification',
    visible: 'everyone',
    fields: {
      chip: toOne('Chip', { description: 'Of which chip.', column: 'chip_id', required: true }),
      jurisdiction: toOne('Jurisdiction', {
        description: 'Under whose law.',
        column: 'jurisdiction_id',
        required: true,
      }),
      sourceReport: toOne('SourceReport', {
        description: 'Where it was read.',
        column: 'source_report_id',
      }),
    },
  },
];
