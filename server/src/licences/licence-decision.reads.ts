import type { Entry } from '../reads/model.ts';

const fields: Entry['fields'] = {
  licence: {
    type: 'Licence',
    property: 'licenceId',
    required: true,
    description: 'The licence as it is now.',
  },
  event: {
    type: 'LicenceEvent',
    property: 'eventId',
    description:
      'What subscribers are told of it. Null when it did not get its place in the log within two seconds; it will.',
  },
};

/** Payloads of the decisions that make and change a licence. */
export const licenceLifeEntries: Entry[] = [
  { entry: 'DraftLicencePayload', fields },
  { entry: 'SubmitLicencePayload', fields },
  { entry: 'WithdrawLicencePayload', fields },
  { entry: 'DecideLicencePayload', fields },
  {
    entry: 'AmendLicencePayload',
    fields: {
      ...fields,
      amendment: {
        type: 'LicenceAmendment',
        property: 'amendmentId',
        required: true,
        description: 'What changed.',
      },
      heldAllocations: {
        type: 'Allocation',
        property: 'heldAllocationIds',
        list: true,
        description: 'Reservations that went on hold for it.',
      },
    },
  },
];

export const activateLicenceEntry: Entry = { entry: 'ActivateLicencePayload', fields };
export const suspendLicenceEntry: Entry = { entry: 'SuspendLicencePayload', fields };
export const reinstateLicenceEntry: Entry = { entry: 'ReinstateLicencePayload', fields };
export const revokeLicenceEntry: Entry = { entry: 'RevokeLicencePayload', fields };
