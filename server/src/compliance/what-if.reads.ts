import type { Declaration, Row } from '../reads/model.ts';

/** Of an order that goes on, and not shipped altogether, or not yet let in. */
export const openLine = (line: Row): string => `(
  (${line}.shipped_units < coalesce(${line}.units, ${line}.shipped_units + 1)
    or exists (select from licence_allocation drawn where drawn.order_line_id = ${line}.id
      and drawn.reserved_units + drawn.held_units > 0))
  and exists (select from purchase_order whole where whole.id = ${line}.order_id
    and whole.status in ('PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED', 'SHIPPED')))`;

export const whatIfReads: Declaration[] = [
  {
    sifted: 'whatIf',
    rows: 'OrderLine',
    description: 'Which of the open lines to look at; without it all that the viewer may see.',
  },
  {
    entry: 'WhatIfDecision',
    fields: {
      orderLine: {
        type: 'OrderLine',
        property: 'orderLineId',
        required: true,
        description: 'Which line.',
      },
    },
  },
  {
    entry: 'DomesticDemand',
    fields: {
      organisation: {
        type: 'Organisation',
        property: 'buyerId',
        required: true,
        description: 'The buyer.',
      },
      sourcingRule: {
        type: 'SourcingRule',
        property: 'sourcingRuleId',
        required: true,
        description: 'Which rule.',
      },
    },
  },
];
