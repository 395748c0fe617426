import { type Declaration, toOne } from '../reads/model.ts';
import { seenSincePublished } from './licence-visibility.reads.ts';

export const licenceAmendmentReads: Declaration[] = [
  {
    type: 'LicenceAmendment',
    table: 'licence_amendment',
    // the version in which a licence was published was made before it was
    visible: seenSincePublished('version', 'published_version + 1'),
    prose: ['reason'],
    fields: {
      licence: toOne('Licence', {
        description: 'The licence that was changed.',
        column: 'licence_id',
        required: true,
      }),
    },
  },
];
