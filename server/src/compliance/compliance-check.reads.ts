import type { Entry } from '../reads/model.ts';

/** What can be read on from the answer of a check. */
export const complianceCheckEntries: Entry[] = [
  {
    entry: 'RuleResult',
    fields: {
      owedBy: {
        type: 'Organisation',
        property: 'owedById',
        description: 'Who owes what is missing; null: nobody, or nobody known.',
      },
    },
  },
  {
    entry: 'LicenceCandidates',
    fields: {
      jurisdiction: {
        type: 'Jurisdiction',
        property: 'jurisdictionId',
        required: true,
        description: 'Whose licences.',
      },
    },
  },
  {
    entry: 'LicenceCandidate',
    fields: {
      licence: {
        type: 'Licence',
        property: 'licenceId',
        description: 'The licence.',
      },
      line: {
        type: 'LicenceLine',
        property: 'lineId',
        description: 'Its line.',
      },
    },
  },
];
