import { seenSincePublished } from '../licences/licence-visibility.reads.ts';
import { type Declaration, expression, listOf, toMany, toOne } from '../reads/model.ts';
import { logOrder, numberedEvents } from './event.reads.ts';
import { keyIn, told } from './payload.reads.ts';

export const licenceEventReads: Declaration[] = [
  {
    type: 'LicenceEvent',
    partOf: 'Event',
    table: numberedEvents('logged.licence_id is not null'),
    visible: seenSincePublished('id', 'published_event_id'),
    discriminator: {
      column: 'type',
      types: {
        LICENCE_RECORDED: 'LicenceRecorded',
        LICENCE_ACTIVATED: 'LicenceActivated',
        LICENCE_SUSPENDED: 'LicenceSuspended',
        LICENCE_REINSTATED: 'LicenceReinstated',
        LICENCE_REVOKED: 'LicenceRevoked',
        LICENCE_DRAFTED: 'LicenceDrafted',
        LICENCE_SUBMITTED: 'LicenceSubmitted',
        LICENCE_WITHDRAWN: 'LicenceWithdrawn',
        LICENCE_DECIDED: 'LicenceDecided',
        LICENCE_PUBLISHED: 'LicencePublished',
        LICENCE_AMENDED: 'LicenceAmended',
        LICENCE_EXPIRED: 'LicenceExpired',
        LICENCE_EXHAUSTED: 'LicenceExhausted',
        LICENCE_REOPENED: 'LicenceReopened',
        LICENCE_LINE_RESERVED: 'LicenceLineReserved',
        LICENCE_LINE_USED: 'LicenceLineUsed',
        LICENCE_LINE_RELEASED: 'LicenceLineReleased',
        LICENCE_LINE_REVERSED: 'LicenceLineReversed',
        LICENCE_LINE_HELD: 'LicenceLineHeld',
        LICENCE_LINE_UNHELD: 'LicenceLineUnheld',
        CONDITION_IMPOSED: 'ConditionImposed',
        CONDITION_SATISFIED: 'ConditionSatisfied',
        CONDITION_WAIVED: 'ConditionWaived',
        CONDITION_BREACHED: 'ConditionBreached',
      },
    },
    prose: ['reason'],
    root: {
      many: 'licenceEvents',
      stream: 'licenceEvents',
      description: 'What happened to licences, in the order of the log.',
    },
    ...logOrder,
    fields: {
      outcome: expression(told('outcome')),
      lines: listOf('LicenceLineDecision', {
        description: 'What was answered to each line, in the order of the lines.',
        on: (event, line) => `${line}.event_id = ${event}.id`,
        only: ['LicenceDecided'],
      }),
      amendment: toOne('LicenceAmendment', {
        description: 'What changed.',
        derived: (event) =>
          `(select made.* from licence_amendment made where made.licence_id = ${event}.licence_id and made.version = ${told('version')(event)}::integer and ${event}.type = 'LICENCE_AMENDED')`,
        only: ['LicenceAmended'],
      }),
      condition: toOne('Condition', {
        description: 'Which condition.',
        derived: (event) =>
          `(select put.* from licence_condition put where put.id = ${keyIn(told('condition')(event))})`,
        only: [
          'ConditionImposed',
          'ConditionSatisfied',
          'ConditionWaived',
          'ConditionBreached',
        ].flatMap((type) => [type, `Round${type}`]),
      }),
      licence: toOne('Licence', {
        description: 'The licence to which it happened.',
        column: 'licence_id',
        required: true,
      }),
    },
  },
  {
    type: 'LicenceLineDecision',
    table: `(select decided.id as event_id, answered.place as id, answered.line ->> 'outcome' as outcome,
      ${keyIn("(answered.line ->> 'line')")} as line_id
      from event decided cross join lateral json_array_elements(decided.payload -> 'lines')
        with ordinality answered (line, place)
      where decided.type = 'LICENCE_DECIDED')`,
    // met in its event only
    visible: 'everyone',
    keyless: true,
    fields: {
      line: toOne('LicenceLine', { description: 'Which line.', column: 'line_id' }),
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
