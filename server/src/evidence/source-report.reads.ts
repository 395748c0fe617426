import type { Declaration } from '../reads/model.ts';

export const sourceReportReads: Declaration[] = [
  {
    type: 'SourceReport',
    table: 'source_report',
    visible: 'everyone',
    root: {
      one: 'sourceReport',
      many: 'sourceReports',
      description: 'The publications from which facts were taken.',
    },
    fields: {},
  },
];
