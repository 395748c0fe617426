import { type Declaration, listOf, toOne } from '../reads/model.ts';

export const licenceToleranceReads: Declaration[] = [
  {
    type: 'LicenceTolerance',
    table: 'licence_tolerance',
    visible: 'everyone',
    fields: {
      jurisdiction: toOne('Jurisdiction', {
        description: 'Whose law it is.',
        column: 'jurisdiction_id',
        required: true,
      }),
      sourceReport: toOne('SourceReport', {
        description: 'Where it was read.',
        column: 'source_report_id',
      }),
    },
  },
  {
    extends: 'Licence',
    fields: {
      tolerance: listOf('LicenceTolerance', {
        description:
          'What the law of its jurisdiction lets licences of its type exceed. Its lines hold what was right when they were approved.',
        on: (licence, tolerance) =>
          `${tolerance}.jurisdiction_id = ${licence}.jurisdiction_id and ${tolerance}.licence_type = ${licence}.type`,
        orderBy: (tolerance) => `${tolerance}.licensed_by`,
      }),
    },
  },
];
