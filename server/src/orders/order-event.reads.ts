import { subjectRow, toldRow } from '../events/payload.reads.ts';
import { type Declaration, type Row, toMany, toOne } from '../reads/model.ts';

const ofOrders = ['OrderDrafted', 'OrderPlaced', 'OrderConfirmed', 'OrderClosed', 'OrderCancelled'];
const ofHolds = ['OrderHeld', 'OrderCleared'];
// decisions are about lines too
const ofLines = [...ofHolds, 'ComplianceDecided', 'ComplianceVerdictChanged'];

const orderOf = (event: Row): string => `(
  select whole.* from purchase_order whole where whole.id = case ${event}.subject_type
    when 'Order' then ${event}.subject_id
    when 'OrderLine' then (select part.order_id from order_line part where part.id = ${event}.subject_id) end)`;

/** What events of orders and of supply tell. */
export const orderEventReads: Declaration[] = [
  {
    extends: 'Event',
    types: {
      ORDER_DRAFTED: 'OrderDrafted',
      ORDER_PLACED: 'OrderPlaced',
      ORDER_CONFIRMED: 'OrderConfirmed',
      ORDER_CLOSED: 'OrderClosed',
      ORDER_CANCELLED: 'OrderCancelled',
      ORDER_HELD: 'OrderHeld',
      ORDER_CLEARED: 'OrderCleared',
      STOCK_STATED: 'StockStated',
      DOMESTIC_PURCHASE_RECORDED: 'DomesticPurchaseRecorded',
    },
    fields: {
      order: toOne('Order', {
        only: [...ofOrders, ...ofLines],
        description: 'The order, or that of the line.',
        derived: orderOf,
      }),
      orderLine: toOne('OrderLine', {
        only: ofLines,
        description: 'The order line.',
        derived: subjectRow('order_line', 'OrderLine'),
      }),
      hold: toOne('OrderLineHold', {
        only: ofHolds,
        description: 'What holds or held it.',
        derived: toldRow('order_line_hold', 'hold'),
      }),
      stockStatement: toOne('StockStatement', {
        only: ['StockStated'],
        description: 'What was stated.',
        derived: subjectRow('stock_statement', 'StockStatement'),
      }),
      domesticPurchase: toOne('DomesticPurchase', {
        only: ['DomesticPurchaseRecorded'],
        description: 'What was bought.',
        derived: subjectRow('domestic_purchase', 'DomesticPurchase'),
      }),
    },
  },
  {
    extends: 'Order',
    fields: {
      events: toMany('Event', {
        description: 'What happened to it and to its lines.',
        on: (
          order,
          event,
        ) => `((${event}.subject_type = 'Order' and ${event}.subject_id = ${order}.id)
          or (${event}.subject_type = 'OrderLine' and ${event}.subject_id in (
            select part.id from order_line part where part.order_id = ${order}.id)))`,
      }),
    },
  },
];
