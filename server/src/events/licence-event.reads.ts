import { seenThroughLicence } from '../licences/licence-visibility.reads.ts';
import { type Declaration, expression, type Row, toMany, toOne } from '../reads/model.ts';
import { decodeCursor } from './cursor.ts';

/** The log's own cursor, the same text that `cursor.ts` makes. */
const cursor = (event: Row): string =>
  `translate(encode(convert_to(${event}.era || ':' || ${event}.position, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

const told =
  (name: string) =>
  (event: Row): string =>
    `(${event}.payload ->> '${name}')`;

export const licenceEventReads: Declaration[] = [
  {
    type: 'LicenceEvent',
    // an event is read once the sequencer has given it its place
    table:
      '(select logged.*, placed.position, placed.era from event logged join event_position placed on placed.event_id = logged.id where logged.licence_id is not null)',
    visible: seenThroughLicence,
    through: 'licence_id',
    discriminator: {
      column: 'type',
      types: {
        LICENCE_RECORDED: 'LicenceRecorded',
        LICENCE_ACTIVATED: 'LicenceActivated',
        LICENCE_SUSPENDED: 'LicenceSuspended',
        LICENCE_REINSTATED: 'LicenceReinstated',
        LICENCE_REVOKED: 'LicenceRevoked',
        CONDITION_IMPOSED: 'ConditionImposed',
        CONDITION_SATISFIED: 'ConditionSatisfied',
        CONDITION_WAIVED: 'ConditionWaived',
        CONDITION_BREACHED: 'ConditionBreached',
      },
    },
    sort: 'position',
    root: {
      many: 'licenceEvents',
      stream: 'licenceEvents',
      description: 'What happened to licences, in the order of the log.',
    },
    cursor: {
      sql: cursor,
      read: (text) => {
        const { era, position } = decodeCursor(text);
        return `{${era},${position}}`;
      },
      sqlType: 'bigint[]',
      // a subselect is evaluated once, whatever the plan
      place: (given) => `(select event_place((${given})[1]::integer, (${given})[2]))`,
    },
    fields: {
      cursor: expression(cursor),
      statusBefore: expression(told('statusBefore')),
      statusAfter: expression(told('statusAfter')),
      version: expression((event) => `${told('version')(event)}::integer`),
      reason: expression(told('reason')),
      licence: toOne('Licence', {
        description: 'The licence to which it happened.',
        column: 'licence_id',
        required: true,
      }),
    },
  },
  {
    extends: 'Licence',
    fields: {
      events: toMany('LicenceEvent', {
        description: 'What happened to it.',
        column: 'licence_id',
      }),
    },
  },
];
