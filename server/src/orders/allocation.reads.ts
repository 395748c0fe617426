import {
  type Declaration,
  expression,
  type Row,
  toMany,
  toOne,
  type ViewerSql,
} from '../reads/model.ts';
import { seenThroughOrderLine } from './order-visibility.reads.ts';

/** A movement is seen by whoever sees the order for which it was made. */
const seenThroughAllocation = (movement: Row, viewer: ViewerSql): string => `exists (
  select from licence_allocation drawn where drawn.id = ${movement}.allocation_id
    and ${seenThroughOrderLine('drawn', viewer)})`;

export const allocationReads: Declaration[] = [
  {
    type: 'Allocation',
    table: 'licence_allocation',
    visible: seenThroughOrderLine,
    through: 'order_line_id',
    fields: {
      reserved: expression((allocation) => `${allocation}.reserved_units`),
      held: expression((allocation) => `${allocation}.held_units`),
      used: expression((allocation) => `${allocation}.used_units`),
      orderLine: toOne('OrderLine', {
        description: 'For which order line.',
        column: 'order_line_id',
        required: true,
      }),
      licenceLine: toOne('LicenceLine', {
        description: 'On which licence line; null where the viewer may not see the licence.',
        column: 'licence_line_id',
      }),
      movements: toMany('LicenceMovement', {
        description: 'Its entries in the ledger.',
        column: 'allocation_id',
      }),
    },
  },
  {
    type: 'LicenceMovement',
    table: 'licence_movement',
    visible: seenThroughAllocation,
    through: 'allocation_id',
    fields: {
      allocation: toOne('Allocation', {
        description: 'Of which allocation.',
        column: 'allocation_id',
        required: true,
      }),
      licenceLine: toOne('LicenceLine', {
        description: 'On which licence line; null where the viewer may not see the licence.',
        column: 'licence_line_id',
      }),
    },
  },
  {
    extends: 'OrderLine',
    fields: {
      allocations: toMany('Allocation', {
        description: 'What it draws on licences.',
        column: 'order_line_id',
      }),
    },
  },
  {
    extends: 'LicenceLine',
    fields: {
      allocations: toMany('Allocation', {
        description: 'What order lines draw on it, of the orders that the viewer may see.',
        column: 'licence_line_id',
      }),
      movements: toMany('LicenceMovement', {
        description: 'Its ledger, as far as it is about orders that the viewer may see.',
        column: 'licence_line_id',
      }),
    },
  },
];
