import { type Declaration, toMany, toOne } from '../reads/model.ts';
import { seenThroughLicence } from './licence-visibility.reads.ts';

export const licencePartyReads: Declaration[] = [
  {
    type: 'LicenceParty',
    table: 'licence_party',
    visible: seenThroughLicence,
    through: 'licence_id',
    fields: {
      licence: toOne('Licence', {
        description: 'Under which licence.',
        column: 'licence_id',
        required: true,
      }),
      organisation: toOne('Organisation', {
        description: 'Who.',
        column: 'organisation_id',
        required: true,
      }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      licenceParties: toMany('LicenceParty', {
        description: 'Its roles under licences.',
        column: 'organisation_id',
      }),
    },
  },
];
