import { claimsAbout } from '../evidence/claim.reads.ts';
import { type Declaration, type NaturalKey, type Row, toMany, toOne } from '../reads/model.ts';
import { orderVisible } from './order-visibility.reads.ts';

/** The id that a caller's own system has for a row. */
export const externalKey: NaturalKey = {
  args: {
    external: {
      type: 'ExternalIdInput',
      parts: {
        system: (row) => `${row}.external_system`,
        id: (row) => `${row}.external_id`,
      },
    },
  },
  // Each organisation names orders on its own; a name that another gave is found when it is seen.
  prefer: (row, viewer) => `(${row}.external_scope_id is not distinct from ${viewer.organisation})`,
};

export const externalId = (row: Row): string =>
  `(select ${row}.external_system as system, ${row}.external_id as id where ${row}.external_id is not null)`;

export const orderReads: Declaration[] = [
  {
    type: 'Order',
    table: 'purchase_order',
    visible: orderVisible,
    root: {
      one: 'order',
      many: 'orders',
      description: 'Orders that the viewer may see.',
      keys: [externalKey],
    },
    prose: ['statusReason'],
    fields: {
      external: toOne('ExternalId', {
        description: "How the caller's own system names it.",
        derived: externalId,
      }),
      buyer: toOne('Organisation', {
        description: 'Who orders.',
        column: 'buyer_id',
        required: true,
      }),
      vendor: toOne('Organisation', {
        description: 'Who is to deliver.',
        column: 'vendor_id',
        required: true,
      }),
      lines: toMany('OrderLine', { description: 'What is ordered.', column: 'order_id' }),
      claims: claimsAbout('Order', 'What sources say about it.'),
      sourceReport: toOne('SourceReport', {
        description: 'Where it was read, if a source reports it.',
        column: 'source_report_id',
      }),
    },
  },
  {
    type: 'ExternalId',
    table: '(select external_system as system, external_id as id from purchase_order)',
    visible: 'everyone',
    keyless: true,
    fields: {},
  },
];
