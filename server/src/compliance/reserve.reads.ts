import type { Entry } from '../reads/model.ts';

export const reserveEntries: Entry[] = [
  {
    entry: 'ReserveForOrderLinePayload',
    fields: {
      allocations: {
        type: 'Allocation',
        property: 'allocationIds',
        list: true,
        description: 'What was drawn, one on each side.',
      },
      decision: {
        type: 'ComplianceDecision',
        property: 'decisionId',
        description: 'The check by which it was let through.',
      },
      orderLine: {
        type: 'OrderLine',
        property: 'orderLineId',
        required: true,
        description: 'The order line as it is now.',
      },
    },
  },
];
