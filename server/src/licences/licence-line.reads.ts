import { claimsAbout } from '../evidence/claim.reads.ts';
import { exactOrPreferredFigure } from '../evidence/figure.reads.ts';
import { type Declaration, expression, toMany, toOne } from '../reads/model.ts';
import { seenThroughLicence } from './licence-visibility.reads.ts';

export const licenceLineReads: Declaration[] = [
  {
    type: 'LicenceLine',
    table: 'licence_line',
    visible: seenThroughLicence,
    through: 'licence_id',
    fields: {
      reserved: expression((line) => `${line}.reserved_units`),
      used: expression((line) => `${line}.used_units`),
      available: expression(
        (line) => `(${line}.authorised_units - ${line}.reserved_units - ${line}.used_units)`,
      ),
      authorised: toOne('Figure', {
        description:
          'Chips it allows: the exact number where recorded, else what is claimed; null where nothing is known.',
        derived: exactOrPreferredFigure(
          'LicenceLine',
          'AUTHORISED_UNITS',
          'authorised_units',
          'chips',
        ),
      }),
      licence: toOne('Licence', {
        description: 'On which licence.',
        column: 'licence_id',
        required: true,
      }),
      chip: toOne('Chip', {
        description: 'The chip it covers; null where it covers a control classification.',
        column: 'chip_id',
      }),
      claims: claimsAbout('LicenceLine', 'What sources say about it.'),
    },
  },
  {
    extends: 'Chip',
    fields: {
      licenceLines: toMany('LicenceLine', {
        description: 'Lines of licences that cover it.',
        column: 'chip_id',
      }),
    },
  },
];
