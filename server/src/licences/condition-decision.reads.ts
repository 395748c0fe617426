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
  },
}));
