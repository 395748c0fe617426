import { claimsAbout } from '../evidence/claim.reads.ts';
import { exactOrPreferredFigure } from '../evidence/figure.reads.ts';
import { isCollective, summedFigures } from '../evidence/figure-sum.reads.ts';
import { type Declaration, expression, type Row, toMany, toOne } from '../reads/model.ts';
import { externalId, externalKey } from './order.reads.ts';
import { seenThroughOrder, seenThroughOrderLine } from './order-visibility.reads.ts';

const allocated =
  (direction: 'EXPORT' | 'IMPORT') =>
  (line: Row): string =>
    `(select coalesce(sum(drawn.reserved_units + drawn.used_units), 0)::bigint
      from licence_allocation drawn
      where drawn.order_line_id = ${line}.id and drawn.direction = '${direction}')`;

const ordered = exactOrPreferredFigure('OrderLine', 'ORDERED_UNITS', 'units', 'chips');

const ofOrder =
  (column: string) =>
  (line: Row): string =>
    `(select whole.${column} from purchase_order whole where whole.id = ${line}.order_id)`;

export const orderLineReads: Declaration[] = [
  {
    type: 'OrderLine',
    table: 'order_line',
    visible: seenThroughOrder,
    through: 'order_id',
    root: {
      one: 'orderLine',
      many: 'orderLines',
      description: 'Lines of the orders that the viewer may see.',
      keys: [externalKey],
    },
    fields: {
      exportAllocatedUnits: expression(allocated('EXPORT')),
      importAllocatedUnits: expression(allocated('IMPORT')),
      external: toOne('ExternalId', {
        description: "How the caller's own system names it.",
        derived: externalId,
      }),
      order: toOne('Order', {
        description: 'On which order.',
        column: 'order_id',
        required: true,
      }),
      chip: toOne('Chip', { description: 'What is ordered.', column: 'chip_id', required: true }),
      quantity: toOne('Figure', {
        description:
          'Chips ordered, one by one: the exact number where recorded, else what is claimed; null where nothing is known.',
        derived: ordered,
        summed: summedFigures({
          figure: ordered,
          unit: 'chips',
          of: ofOrder('buyer_id'),
          collective: (line) => isCollective(ofOrder('buyer_id')(line)),
          part: () => `'lines'`,
          provenance: ofOrder('provenance'),
        }),
      }),
      unitPrice: toOne('Money', {
        description: 'Of one `unit`.',
        derived: (line) =>
          `(select ${line}.unit_price as amount, ${line}.currency as currency where ${line}.unit_price is not null)`,
      }),
      destination: toOne('Jurisdiction', {
        description: 'Where the chips are to go.',
        column: 'destination_id',
      }),
      parties: toMany('OrderLineParty', {
        description: 'Organisations with a role in it beside the buyer and the vendor.',
        column: 'order_line_id',
      }),
      claims: claimsAbout('OrderLine', 'What sources say about it.'),
    },
  },
  {
    type: 'OrderLineParty',
    table: 'order_line_party',
    visible: seenThroughOrderLine,
    through: 'order_line_id',
    fields: {
      orderLine: toOne('OrderLine', {
        description: 'In which line.',
        column: 'order_line_id',
        required: true,
      }),
      organisation: toOne('Organisation', {
        description: 'Which organisation.',
        column: 'organisation_id',
        required: true,
      }),
    },
  },
  {
    type: 'Money',
    table: '(select unit_price as amount, currency from order_line)',
    visible: 'everyone',
    keyless: true,
    fields: {},
  },
  {
    extends: 'Chip',
    fields: {
      orderLines: toMany('OrderLine', { description: 'Ordered of it.', column: 'chip_id' }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      orders: toMany('Order', {
        description: 'Orders it placed or received.',
        on: (organisation, order) =>
          `${organisation}.id in (${order}.buyer_id, ${order}.vendor_id)`,
      }),
    },
  },
];
