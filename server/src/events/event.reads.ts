import { seenSincePublished } from '../licences/licence-visibility.reads.ts';
import {
  type Declaration,
  expression,
  type Row,
  toAny,
  toOne,
  type ViewerSql,
} from '../reads/model.ts';
import { decodeCursor } from './cursor.ts';
import { told } from './payload.reads.ts';

/** The log's own cursor, the same text that `cursor.ts` makes. */
const cursor = (event: Row): string =>
  `translate(encode(convert_to(${event}.era || ':' || ${event}.position, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

/**
 * Events that have their place. What is written of a licence alone is about that licence; an event
 * is seen by whoever sees what it is about, and one about a claim by whoever sees what that is about.
 */
export const numberedEvents = (only: string): string =>
  `(select logged.*, placed.position, placed.era,
      coalesce(logged.subject_type, 'Licence') as about_type,
      coalesce(logged.subject_id, logged.licence_id) as about_id,
      coalesce(claimed.subject_type, logged.subject_type, 'Licence') as seen_type,
      coalesce(claimed.subject_id, logged.subject_id, logged.licence_id) as seen_id
    from event logged join event_position placed on placed.event_id = logged.id
    left join claim claimed on logged.subject_type = 'Claim' and claimed.id = logged.subject_id
    where ${only})`;

/** Events stand in one order, and their cursors are those of the log. */
export const logOrder = {
  sort: 'position',
  cursor: {
    sql: cursor,
    read: (text: string): string => {
      const { era, position } = decodeCursor(text);
      return `{${era},${position}}`;
    },
    sqlType: 'bigint[]',
    // a subselect is evaluated once, whatever the plan
    place: (given: string): string => `(select event_place((${given})[1]::integer, (${given})[2]))`,
  },
};

/** Before a licence was published, what happened to it is for those who saw it then. */
const sincePublished = seenSincePublished('id', 'published_event_id');

/** What events can be about. */
const subjects = new Set([
  ...['Licence', 'LicenceLine', 'ApprovalRound', 'Restriction', 'SourcingRule', 'VolumeCap'],
  ...['EndUserStatement', 'Screening', 'SourceReport', 'Claim', 'StockStatement'],
  ...['DomesticPurchase', 'Order', 'OrderLine', 'Shipment', 'Declaration', 'CustomsEvent'],
]);

/** Names of keys are for their own organisation; that the server did it is no secret. */
const actor = (event: Row, viewer: ViewerSql): string => `(
  select key.name, key.roles::text[] as roles, key.organisation_id from api_key key
  where 'key:' || key.id = ${event}.actor and ((${viewer.admin} or ${event}.actor = ${viewer.key}
    or key.organisation_id = ${viewer.organisation}) is true)
  union all select ${event}.actor, '{}'::text[], null::bigint
  where ${event}.actor in ('system', 'dataset', 'demonstration'))`;

export const eventReads: Declaration[] = [
  {
    type: 'Event',
    // an event is read once the sequencer has given it its place
    table: numberedEvents('logged.licence_id is not null or logged.subject_id is not null'),
    visible: (event, viewer) => `(${event}.licence_id is null or ${sincePublished(event, viewer)})`,
    about: { typeColumn: 'seen_type', keyColumn: 'seen_id' },
    // features name theirs
    discriminator: { column: 'type', types: {} },
    root: { many: 'events', description: 'What happened, in the order of the log.' },
    ...logOrder,
    fields: {
      cursor: expression(cursor),
      statusBefore: expression(told('statusBefore')),
      statusAfter: expression(told('statusAfter')),
      version: expression((event) => `${told('version')(event)}::integer`),
      reason: expression(told('reason')),
      subject: toAny('Node', {
        description: 'What it is about.',
        typeColumn: 'about_type',
        keyColumn: 'about_id',
        possible: (type) => subjects.has(type),
      }),
      actor: toOne('Actor', {
        description:
          'Who brought it about; null for others than administrators where it was the key of another organisation.',
        seen: actor,
      }),
    },
  },
  {
    type: 'Actor',
    table: "(select ''::text as name, '{}'::text[] as roles, null::bigint as organisation_id)",
    visible: 'everyone',
    keyless: true,
    fields: {
      organisation: toOne('Organisation', {
        description: 'The organisation for which the bearer acts.',
        column: 'organisation_id',
      }),
    },
  },
];
