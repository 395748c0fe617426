import { claimsAbout } from '../evidence/claim.reads.ts';
import { exactOrPreferredFigure, figureLess } from '../evidence/figure.reads.ts';
import { summedFigures } from '../evidence/figure-sum.reads.ts';
import { type Declaration, expression, type Row, toMany, toOne } from '../reads/model.ts';
import { seenByConcerned, seenThroughLicence } from './licence-visibility.reads.ts';

const requested = (line: Row): string =>
  `${line}.licence_id, ${line}.requested_units as units, ${line}.requested_value as value, ${line}.currency`;

const authorised = exactOrPreferredFigure(
  'LicenceLine',
  'AUTHORISED_UNITS',
  'authorised_units',
  'chips',
);

const available = (line: Row): string =>
  figureLess(authorised(line), `(${line}.reserved_units + ${line}.used_units)`);

const ofLicence = (column: string, line: Row): string =>
  `(select whole.${column} from licence whole where whole.id = ${line}.licence_id)`;

/** Chips whose export is licensed may be those whose import is. */
const summed = (figure: (line: Row) => string) =>
  summedFigures({
    figure,
    unit: 'chips',
    of: () => '0',
    part: (line) => ofLicence('direction', line),
    provenance: (line) => ofLicence('provenance', line),
  });

export const licenceLineReads: Declaration[] = [
  {
    type: 'RequestedAmount',
    table: `(select ${requested('line')} from licence_line line)`,
    visible: seenByConcerned,
    keyless: true,
    fields: {},
  },
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
      depletion: expression(
        (line) => `round(greatest(
          (${line}.reserved_units + ${line}.used_units)::numeric / nullif(${line}.authorised_units, 0),
          (${line}.reserved_value + ${line}.used_value)
            / nullif(${line}.authorised_value * (1 + ${line}.value_tolerance), 0)), 4)`,
      ),
      availableValue: expression(
        (line) =>
          `trunc(${line}.authorised_value * (1 + ${line}.value_tolerance) - ${line}.reserved_value - ${line}.used_value, 2)`,
      ),
      requested: toOne('RequestedAmount', {
        description:
          'What was asked for; null without an application, and for who had no part in it.',
        derived: (line) =>
          `(select ${requested(line)} where num_nonnulls(${line}.requested_units, ${line}.requested_value) > 0)`,
      }),
      authorised: toOne('Figure', {
        description:
          'Chips it allows: the exact number where recorded, else what is claimed; null where nothing is known.',
        derived: authorised,
        summed: summed(authorised),
      }),
      availableFigure: toOne('Figure', {
        description:
          'Chips still to be drawn, with the bounds of `authorised`; null where nothing is known of that. Of a line whose number is only claimed nothing can be drawn.',
        derived: available,
        summed: summed(available),
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
