import { type Declaration, type Row, toMany, toOne } from '../reads/model.ts';
import { customsEventVisible } from './customs-event-visibility.reads.ts';

/** The earliest event that its holder declared erroneous, naming this one as what puts it right. */
const corrected = (event: Row): string => `(select wrong.* from customs_event_error error
  join customs_event wrong on wrong.id = error.customs_event_id
  where error.corrective_event_ids @> array[${event}.event_id::text] and wrong.holder = ${event}.holder
  order by wrong.id limit 1)`;

export const customsEventReads: Declaration[] = [
  {
    type: 'CustomsEvent',
    table: 'customs_event',
    visible: customsEventVisible,
    alsoThrough: ['shipment_id', 'declaration_id'],
    root: {
      one: 'customsEvent',
      many: 'customsEvents',
      description: 'What was seen of goods and documents, as far as the viewer may see it.',
      keys: [
        {
          // Others may have captured the same event: the viewer's own is meant.
          prefer: (event, viewer) =>
            `((${event}.organisation_id = ${viewer.organisation} or ${event}.captured_by = ${viewer.key}) is true)`,
          args: {
            eventId: { type: 'String', sql: (event) => `${event}.event_id` },
            capturedBy: {
              type: 'String',
              sql: (event) =>
                `(select capturer.name from organisation capturer where capturer.id = ${event}.organisation_id)`,
              optional: true,
            },
          },
        },
      ],
    },
    fields: {
      epcs: toMany('CustomsEventEpc', {
        description: 'The pieces that it is about.',
        column: 'customs_event_id',
      }),
      quantities: toMany('CustomsEventQuantity', {
        description: 'The goods that it is about by class.',
        column: 'customs_event_id',
      }),
      bizTransactions: toMany('CustomsEventTransaction', {
        description: 'Documents of business that it belongs to.',
        column: 'customs_event_id',
      }),
      licences: toMany('Licence', {
        description:
          'Licences that it names as certificates, of those recorded when it was captured.',
        through: { table: 'customs_event_licence', from: 'customs_event_id', to: 'licence_id' },
      }),
      shipment: toOne('Shipment', {
        description: 'The shipment that it is about, where whoever captured it said so.',
        column: 'shipment_id',
      }),
      declaration: toOne('Declaration', {
        description: 'The declaration that it is about, where whoever captured it said so.',
        column: 'declaration_id',
      }),
      capturedBy: toOne('Organisation', {
        description: 'For whom it was captured; null where a key acts for no organisation.',
        column: 'organisation_id',
      }),
      errorDeclaration: toOne('EpcisErrorDeclaration', {
        description: 'That it is erroneous, where whoever captured it says so.',
        derived: (event) =>
          `(select error.* from customs_event_error error where error.customs_event_id = ${event}.id)`,
      }),
      corrects: toOne('CustomsEvent', {
        description: 'The event that this one puts right; the earliest, where there are several.',
        derived: corrected,
      }),
      correctedBy: toMany('CustomsEvent', {
        description: 'The events that put it right, of those that were captured.',
        on: (event, correction) => `${correction}.holder = ${event}.holder
          and ${correction}.event_id = any((select error.corrective_event_ids
            from customs_event_error error where error.customs_event_id = ${event}.id)::text[])`,
      }),
    },
  },
  {
    type: 'EpcisErrorDeclaration',
    table: 'customs_event_error',
    visible: 'everyone',
    keyless: true,
    prose: ['reason'],
    fields: {},
  },
  {
    extends: 'Shipment',
    fields: {
      customsEvents: toMany('CustomsEvent', {
        description: 'What was seen of it, as far as it was captured as being about it.',
        column: 'shipment_id',
      }),
    },
  },
  {
    extends: 'Declaration',
    fields: {
      customsEvents: toMany('CustomsEvent', {
        description: 'What was seen of it, as far as it was captured as being about it.',
        column: 'declaration_id',
      }),
    },
  },
];
