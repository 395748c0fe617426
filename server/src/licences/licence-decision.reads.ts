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

export const activateLicenceEntry: Entry = { entry: 'ActivateLicencePayload', fields };
export const suspendLicenceEntry: Entry = { entry: 'SuspendLicencePayload', fields };
export const reinstateLicenceEntry: Entry = { entry: 'ReinstateLicencePayload', fields };
export const revokeLicenceEntry: Entry = { entry: 'RevokeLicencePayload', fields };
