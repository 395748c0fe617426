import { type Declaration, toOne } from '../reads/model.ts';
import { seenThroughLicence } from './licence-visibility.reads.ts';

export const licenceAmendmentReads: Declaration[] = [
  {
    type: 'LicenceAmendment',
    table: 'licence_amendment',
    visible: seenThroughLicence,
    through: 'licence_id',
    fields: {
      licence: toOne('Licence', {
        description: 'The licence that was changed.',
        column: 'licence_id',
        required: true,
      }),
    },
  },
];
