import { seenThroughOrderLine } from '../orders/order-visibility.reads.ts';
import { computed, type Declaration, toMany, toOne } from '../reads/model.ts';

export const complianceDecisionReads: Declaration[] = [
  {
    type: 'ComplianceDecision',
    table: 'compliance_decision',
    visible: seenThroughOrderLine,
    through: 'order_line_id',
    root: {
      one: 'complianceDecision',
      many: 'complianceDecisions',
      description: 'Checks that were acted upon, of the orders that the viewer may see.',
    },
    prose: ['note'],
    fields: {
      orderLine: toOne('OrderLine', {
        description: 'About which line.',
        column: 'order_line_id',
        required: true,
      }),
      check: computed({
        facts: (decision) => `${decision}.facts`,
        answer: (decision) => `${decision}.answer`,
      }),
    },
  },
  {
    extends: 'OrderLine',
    fields: {
      decisions: toMany('ComplianceDecision', {
        description: 'Compliance checks of it that were acted upon.',
        column: 'order_line_id',
      }),
    },
  },
  {
    entry: 'RecordComplianceDecisionPayload',
    fields: {
      decision: {
        type: 'ComplianceDecision',
        property: 'decisionId',
        required: true,
        description: 'The decision.',
      },
    },
  },
];
