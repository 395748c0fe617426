import { computed, type Declaration } from '../reads/model.ts';

export const volumeCapShareReads: Declaration[] = [
  { extends: 'VolumeCap', fields: { shares: computed({ key: (cap) => `${cap}.id::text` }) } },
  {
    entry: 'VolumeCapShare',
    fields: {
      vendor: {
        type: 'Organisation',
        property: 'vendorId',
        required: true,
        description: 'The vendor.',
      },
    },
  },
];
