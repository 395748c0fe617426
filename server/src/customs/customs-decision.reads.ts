import type { Entry } from '../reads/model.ts';

const shipment: Entry['fields'] = {
  shipment: {
    type: 'Shipment',
    property: 'shipmentId',
    required: true,
    description: 'The shipment as it is now.',
  },
};

const declaration: Entry['fields'] = {
  declaration: {
    type: 'Declaration',
    property: 'declarationId',
    required: true,
    description: 'The declaration as it is now.',
  },
};

const shipped = [
  'PlanShipmentPayload',
  'DispatchShipmentPayload',
  'RecordArrivalPayload',
  'DeliverShipmentPayload',
  'ReturnShipmentPayload',
];

const declared = [
  ...['Draft', 'Lodge', 'Accept', 'Reject', 'Control', 'Hold', 'Release', 'Refuse'],
  ...['Detain', 'Seize', 'Invalidate', 'Discharge'],
];

export const customsEntries: Entry[] = [
  ...shipped.map((entry) => ({ entry, fields: shipment })),
  ...declared.map((step) => ({ entry: `${step}DeclarationPayload`, fields: declaration })),
  {
    entry: 'RecordLaboratoryTestPayload',
    fields: {
      ...shipment,
      laboratoryTest: {
        type: 'LaboratoryTest',
        property: 'laboratoryTestId',
        required: true,
        description: 'The test.',
      },
    },
  },
  {
    entry: 'LaboratoryTestMissing',
    fields: {
      shipment: {
        type: 'Shipment',
        property: 'shipmentId',
        description: 'The shipment.',
      },
    },
  },
  {
    entry: 'OrderLineOnHold',
    fields: {
      orderLine: {
        type: 'OrderLine',
        property: 'orderLineId',
        description: 'The order line; null where the viewer may not see the order.',
      },
    },
  },
];
