import type { Entry } from '../reads/model.ts';

const fields: Entry['fields'] = {
  allocation: {
    type: 'Allocation',
    property: 'allocationId',
    required: true,
    description: 'The allocation as it is now.',
  },
};

export const allocationEntries: Entry[] = [
  { entry: 'ReleaseReservationPayload', fields },
  { entry: 'UseReservationPayload', fields },
  { entry: 'ReverseUsePayload', fields },
  {
    entry: 'AllocationOnHold',
    fields: {
      licence: {
        type: 'Licence',
        property: 'licenceId',
        description: 'The licence; null where the viewer may not see it.',
      },
    },
  },
];
