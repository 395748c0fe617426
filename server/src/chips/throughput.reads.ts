import { type Declaration, expression, toOne } from '../reads/model.ts';
import { rateTpp } from './performance.reads.ts';

export const throughputReads: Declaration[] = [
  {
    type: 'Throughput',
    table: 'throughput',
    visible: 'everyone',
    fields: {
      tpp: expression(rateTpp),
      chip: toOne('Chip', { description: 'Whose it is.', column: 'chip_id', required: true }),
      sourceReport: toOne('SourceReport', {
        description: 'Who says so.',
        column: 'source_report_id',
        required: true,
      }),
    },
  },
];
