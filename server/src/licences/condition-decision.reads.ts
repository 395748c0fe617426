import type { Entry } from '../reads/model.ts';

const payloads = [
  'ImposeConditionPayload',
  'SatisfyConditionPayload',
  'WaiveConditionPayload',
  'RecordConditionBreachPayload',
];

export const conditionEntries: Entry[] = payloads.map((entry) => ({
  entry,
  fields: {
    condition: {
      type: 'Condition',
      property: 'conditionId',
      required: true,
      description: 'The condition as it is now.',
    },
    event: {
      type: 'LicenceEvent',
      property: 'eventId',
      description:
        "What subscribers are told of it; of a round's condition, for the first licence that it binds. Null where it binds none, or did not get its place in the log within two seconds.",
    },
  },
}));
