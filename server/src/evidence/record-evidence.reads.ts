import type { Entry } from '../reads/model.ts';

export const recordSourceReportEntry: Entry = {
  entry: 'RecordSourceReportPayload',
  fields: {
    sourceReport: {
      type: 'SourceReport',
      property: 'sourceReportId',
      required: true,
      description: 'The source report as it was recorded.',
    },
  },
};

export const recordClaimEntry: Entry = {
  entry: 'RecordClaimPayload',
  fields: {
    claim: {
      type: 'Claim',
      property: 'claimId',
      required: true,
      description: 'The claim as it was recorded.',
    },
    contradictions: {
      type: 'Claim',
      property: 'contradictionIds',
      list: true,
      required: true,
      description: 'Claims that cannot be true together with it, named or found when it came in.',
    },
  },
};
