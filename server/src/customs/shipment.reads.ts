import { type Declaration, expression, listOf, type Row, toMany, toOne } from '../reads/model.ts';
import { externalId, externalKey } from '../orders/order.reads.ts';
import {
  seenThroughShipment,
  shipmentLineVisible,
  shipmentVisible,
} from './shipment-visibility.reads.ts';

/** When the status after a row of a history began; null: it is the last one. */
export const until =
  (table: string, owner: string) =>
  (row: Row): string =>
    `(select later.since from ${table} later where later.${owner} = ${row}.${owner} and later.id > ${row}.id
      order by later.id limit 1)`;

/** How long a status lasted, in whole seconds. */
export const lasted =
  (end: (row: Row) => string) =>
  (row: Row): string =>
    `floor(extract(epoch from ${end(row)} - ${row}.since))::bigint`;

const shipmentUntil = until('shipment_status', 'shipment_id');

export const shipmentReads: Declaration[] = [
  {
    type: 'Shipment',
    table: 'shipment',
    visible: shipmentVisible,
    root: {
      one: 'shipment',
      many: 'shipments',
      description: 'Shipments that the viewer may see.',
      keys: [externalKey],
    },
    prose: ['statusReason'],
    fields: {
      external: toOne('ExternalId', {
        description: "How the caller's own system names it.",
        derived: externalId,
      }),
      carrier: toOne('Organisation', { description: 'Who carries it.', column: 'carrier_id' }),
      laboratory: toOne('Organisation', {
        description: 'Which laboratory is to test it.',
        column: 'laboratory_id',
      }),
      origin: toOne('Site', { description: 'From where it leaves.', column: 'origin_id' }),
      destination: toOne('Site', { description: 'Where it goes.', column: 'destination_id' }),
      lines: toMany('ShipmentLine', {
        description: 'What is in it, as far as the viewer may see it.',
        column: 'shipment_id',
      }),
      laboratoryTests: toMany('LaboratoryTest', {
        description: 'How it was tested.',
        column: 'shipment_id',
      }),
      declarations: toMany('Declaration', {
        description: 'What was declared of it.',
        column: 'shipment_id',
      }),
      statusHistory: listOf('ShipmentStatusChange', {
        description: 'What it has been, from when to when, the first status first.',
        column: 'shipment_id',
        orderBy: (change) => `${change}.id`,
      }),
    },
  },
  {
    type: 'ShipmentLine',
    table: 'shipment_line',
    visible: shipmentLineVisible,
    alsoThrough: ['order_line_id'],
    fields: {
      shipment: toOne('Shipment', {
        description: 'In which shipment.',
        column: 'shipment_id',
        required: true,
      }),
      orderLine: toOne('OrderLine', {
        description: 'Of which order line; null where the viewer may not see the order.',
        column: 'order_line_id',
      }),
    },
  },
  {
    type: 'ShipmentStatusChange',
    table: 'shipment_status',
    visible: seenThroughShipment,
    through: 'shipment_id',
    prose: ['reason'],
    fields: {
      from: expression((change) => `${change}.since`),
      to: expression(shipmentUntil),
      seconds: expression(lasted(shipmentUntil)),
    },
  },
  {
    type: 'LaboratoryTest',
    table: 'laboratory_test',
    visible: seenThroughShipment,
    through: 'shipment_id',
    fields: {
      shipment: toOne('Shipment', {
        description: 'Which shipment.',
        column: 'shipment_id',
        required: true,
      }),
      laboratory: toOne('Organisation', {
        description: 'Which laboratory.',
        column: 'laboratory_id',
        required: true,
      }),
    },
  },
  {
    extends: 'OrderLine',
    fields: {
      shipments: toMany('ShipmentLine', {
        description: 'What of it was taken on the way, shipment by shipment.',
        column: 'order_line_id',
      }),
    },
  },
  {
    extends: 'Order',
    fields: {
      shipments: toMany('Shipment', {
        description: 'Shipments with something of it.',
        on: (order, shipment) => `exists (select from shipment_line loaded
          join order_line ordered on ordered.id = loaded.order_line_id
          where loaded.shipment_id = ${shipment}.id and ordered.order_id = ${order}.id)`,
      }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      shipments: toMany('Shipment', {
        description: 'Shipments of what it buys or sells, or that it carries.',
        on: (organisation, shipment) => `(${shipment}.carrier_id = ${organisation}.id
          or exists (select from shipment_line loaded
            join order_line ordered on ordered.id = loaded.order_line_id
            join purchase_order whole on whole.id = ordered.order_id
            where loaded.shipment_id = ${shipment}.id
              and ${organisation}.id in (whole.buyer_id, whole.vendor_id)))`,
      }),
    },
  },
];
