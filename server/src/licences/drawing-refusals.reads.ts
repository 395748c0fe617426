import type { Entry } from '../reads/model.ts';

const licenceLine: Entry['fields'] = {
  licenceLine: {
    type: 'LicenceLine',
    property: 'licenceLineId',
    description: 'The licence line; null where the viewer may not see the licence.',
  },
};

/** What can be read on from a refusal to draw. */
export const drawingRefusalEntries: Entry[] = [
  { entry: 'QuotaExceeded', fields: licenceLine },
  { entry: 'QuantityUnknown', fields: licenceLine },
  {
    entry: 'ChipMismatch',
    fields: {
      expected: {
        type: 'Chip',
        property: 'expectedId',
        description: 'The chip that the line covers; null where it covers a classification.',
      },
      actual: {
        type: 'Chip',
        property: 'actualId',
        required: true,
        description: 'The chip of the order line.',
      },
    },
  },
  {
    entry: 'PartyMismatch',
    fields: {
      expected: {
        type: 'Organisation',
        property: 'expectedIds',
        list: true,
        description: 'Whom the licence names in the role.',
      },
    },
  },
  {
    entry: 'JurisdictionMismatch',
    fields: {
      expected: {
        type: 'Jurisdiction',
        property: 'expectedId',
        required: true,
        description: 'The destination of the licence.',
      },
      actual: {
        type: 'Jurisdiction',
        property: 'actualId',
        description: 'The destination of the order line; null where it names none.',
      },
    },
  },
  {
    entry: 'ConditionUnsatisfied',
    fields: {
      conditions: {
        type: 'Condition',
        property: 'conditionIds',
        list: true,
        description: 'The open conditions.',
      },
    },
  },
];
