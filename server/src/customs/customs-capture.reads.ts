import type { Entry } from '../reads/model.ts';

export const customsCaptureEntries: Entry[] = [
  {
    entry: 'CaptureEpcisPayload',
    fields: {
      customsEvents: {
        type: 'CustomsEvent',
        property: 'customsEventIds',
        list: true,
        required: true,
        description: 'The events of the document, known ones included, in its order.',
      },
    },
  },
  {
    entry: 'RecordCustomsEventPayload',
    fields: {
      customsEvent: {
        type: 'CustomsEvent',
        property: 'customsEventId',
        required: true,
        description: 'The event.',
      },
    },
  },
];
