import { type Declaration, listOf, toOne } from '../reads/model.ts';
import { seenThroughOrderLine } from './order-visibility.reads.ts';

const fields = {
  orderLine: {
    type: 'OrderLine',
    property: 'orderLineId',
    required: true,
    description: 'The order line as it is now.',
  },
};

export const orderLineHoldReads: Declaration[] = [
  {
    type: 'OrderLineHold',
    table: 'order_line_hold',
    visible: seenThroughOrderLine,
    through: 'order_line_id',
    prose: ['reason', 'clearReason'],
    fields: {
      orderLine: toOne('OrderLine', {
        description: 'Which line.',
        column: 'order_line_id',
        required: true,
      }),
    },
  },
  {
    extends: 'OrderLine',
    fields: {
      holds: listOf('OrderLineHold', {
        description: 'Why it may not go on, or might not: the open holds first, then the newest.',
        column: 'order_line_id',
        orderBy: (hold) => `${hold}.cleared_at is not null, ${hold}.since desc, ${hold}.id desc`,
      }),
    },
  },
  { entry: 'HoldOrderLinePayload', fields },
  { entry: 'ClearOrderLinePayload', fields },
];
