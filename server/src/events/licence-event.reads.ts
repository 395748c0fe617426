import { seenSincePublished } from '../licences/licence-visibility.reads.ts';
import { type Declaration, expression, listOf, type Row, toMany, toOne } from '../reads/model.ts';
import { decodeCursor } from './cursor.ts';

/** The log's own cursor, the same text that `cursor.ts` makes. */
const cursor = (event: Row): string =>
  `translate(encode(convert_to(${event}.era || ':' || ${event}.position, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

const told =
  (name: string) =>
  (event: Row): string =>
    `(${event}.payload ->> '${name}')`;

/** The key in a global id, the same that `decodeId` gives. */
const keyIn = (id: string): string =>
  `split_part(convert_from(decode(rpad(translate(${id}, '-_', '+/'), (length(${id}) + 3) / 4 * 4, '='), 'base64'), 'UTF8'), ':', 2)::bigint`;

export const licenceEventReads: Declaration[] = [
  {
    type: 'LicenceEvent',
    // an event is read once the sequencer has given it its place
    table:
      '(select logged.*, placed.position, placed.era from event logged join event_position placed on placed.event_id = logged.id where logged.licence_id is not null)',
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
    sort: 'position',
    prose: ['reason'],
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
        only: ['ConditionImposed', 'ConditionSatisfied', 'ConditionWaived', 'ConditionBreached'],
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
