import type { Entry } from '../reads/model.ts';

const fields: Entry['fields'] = {
  screening: {
    type: 'Screening',
    property: 'screeningId',
    required: true,
    description: 'The screening as it is now.',
  },
};

export const screeningEntries: Entry[] = [
  { entry: 'RecordScreeningPayload', fields },
  { entry: 'OverrideScreeningPayload', fields },
];
