import type { Declaration } from '../reads/model.ts';

export const viewerReads: Declaration[] = [
  {
    entry: 'Viewer',
    fields: {
      organisation: {
        type: 'Organisation',
        property: 'organisationId',
        description: 'The organisation that the viewer acts for.',
      },
    },
  },
];
