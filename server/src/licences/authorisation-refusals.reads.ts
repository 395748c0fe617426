import type { Entry } from '../reads/model.ts';

/** What can be read on from a refusal for want of an authorisation. */
export const authorisationRefusalEntries: Entry[] = [
  {
    entry: 'RestrictionInForce',
    fields: {
      restrictions: {
        type: 'Restriction',
        property: 'restrictionIds',
        list: true,
        description: 'The restrictions.',
      },
    },
  },
];
