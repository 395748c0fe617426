import { subjectRow, told, toldRow } from '../events/payload.reads.ts';
import { type Declaration, expression, type Row, toMany, toOne } from '../reads/model.ts';

const ofShipments = {
  SHIPMENT_PLANNED: 'ShipmentPlanned',
  SHIPMENT_TESTED: 'ShipmentTested',
  SHIPMENT_DISPATCHED: 'ShipmentDispatched',
  SHIPMENT_ARRIVED: 'ShipmentArrived',
  SHIPMENT_DELIVERED: 'ShipmentDelivered',
  SHIPMENT_HELD: 'ShipmentHeld',
  SHIPMENT_RETURNED: 'ShipmentReturned',
  SHIPMENT_SEIZED: 'ShipmentSeized',
};
const ofDeclarations = {
  DECLARATION_DRAFTED: 'DeclarationDrafted',
  DECLARATION_LODGED: 'DeclarationLodged',
  DECLARATION_ACCEPTED: 'DeclarationAccepted',
  DECLARATION_REJECTED: 'DeclarationRejected',
  DECLARATION_CONTROLLED: 'DeclarationControlled',
  DECLARATION_HELD: 'DeclarationHeld',
  DECLARATION_RELEASED: 'DeclarationReleased',
  DECLARATION_REFUSED: 'DeclarationRefused',
  DECLARATION_DETAINED: 'DeclarationDetained',
  DECLARATION_SEIZED: 'DeclarationSeized',
  DECLARATION_INVALIDATED: 'DeclarationInvalidated',
  DECLARATION_DISCHARGED: 'DeclarationDischarged',
};
const ofCaptures = {
  CUSTOMS_EVENT_CAPTURED: 'CustomsEventCaptured',
  CUSTOMS_EVENT_CORRECTED: 'CustomsEventCorrected',
};

const shipmentOf = (event: Row): string => `(
  select moved.* from shipment moved where moved.id = case ${event}.subject_type
    when 'Shipment' then ${event}.subject_id
    when 'Declaration' then (select stated.shipment_id from declaration stated where stated.id = ${event}.subject_id) end)`;

/** What events of shipments, declarations and captures tell. */
export const customsLogReads: Declaration[] = [
  {
    extends: 'Event',
    types: { ...ofShipments, ...ofDeclarations, ...ofCaptures },
    fields: {
      controlType: expression(told('controlType')),
      shipment: toOne('Shipment', {
        only: [...Object.values(ofShipments), ...Object.values(ofDeclarations)],
        description: 'The shipment, or that of the declaration.',
        derived: shipmentOf,
      }),
      declaration: toOne('Declaration', {
        only: Object.values(ofDeclarations),
        description: 'The declaration.',
        derived: subjectRow('declaration', 'Declaration'),
      }),
      laboratoryTest: toOne('LaboratoryTest', {
        only: ['ShipmentTested'],
        description: 'The test.',
        derived: toldRow('laboratory_test', 'laboratoryTest'),
      }),
      customsEvent: toOne('CustomsEvent', {
        only: Object.values(ofCaptures),
        description: 'What was captured.',
        derived: subjectRow('customs_event', 'CustomsEvent'),
      }),
    },
  },
  {
    extends: 'Shipment',
    fields: {
      events: toMany('Event', {
        description: 'What happened to it.',
        on: (shipment, event) =>
          `(${event}.subject_type = 'Shipment' and ${event}.subject_id = ${shipment}.id)`,
      }),
    },
  },
  {
    extends: 'Declaration',
    fields: {
      events: toMany('Event', {
        description: 'What happened to it.',
        on: (declaration, event) =>
          `(${event}.subject_type = 'Declaration' and ${event}.subject_id = ${declaration}.id)`,
      }),
    },
  },
];
