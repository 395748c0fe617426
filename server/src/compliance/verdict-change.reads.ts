import { seenThroughOrderLine } from '../orders/order-visibility.reads.ts';
import { type Declaration, expression, type Row, toMany, toOne } from '../reads/model.ts';

const seenThroughDecision = (change: Row, viewer: Parameters<typeof seenThroughOrderLine>[1]) =>
  `exists (select from compliance_decision decided
    where decided.id = ${change}.compliance_decision_id and ${seenThroughOrderLine('decided', viewer)})`;

/** The last day of the way of a line: of its release for import, or today while it is not released. */
const released = (line: Row): string => `coalesce((
  select max(entered.since) at time zone 'UTC' from declaration_status entered
  join declaration_line declared on declared.declaration_id = entered.declaration_id
  join shipment_line loaded on loaded.id = declared.shipment_line_id
  join declaration whole on whole.id = entered.declaration_id
  where loaded.order_line_id = ${line}.id and whole.direction = 'IMPORT' and entered.status = 'RELEASED'
), now() at time zone 'UTC')::date`;

const placed = (line: Row): string => `(
  select whole.placed_at at time zone 'UTC' from purchase_order whole where whole.id = ${line}.order_id)::date`;

export const verdictChangeReads: Declaration[] = [
  {
    type: 'ComplianceVerdictChange',
    table: 'compliance_verdict_change',
    visible: seenThroughDecision,
    through: 'compliance_decision_id',
    fields: {
      decision: toOne('ComplianceDecision', {
        description: 'Which decision.',
        column: 'compliance_decision_id',
        required: true,
      }),
    },
  },
  {
    extends: 'ComplianceDecision',
    fields: {
      currentVerdict: expression(
        (decision) => `coalesce((
          select since.after from compliance_verdict_change since
          where since.compliance_decision_id = ${decision}.id order by since.id desc limit 1), ${decision}.verdict)`,
      ),
      verdictChanges: toMany('ComplianceVerdictChange', {
        description: 'Since when it would be another one, and another again.',
        column: 'compliance_decision_id',
      }),
    },
  },
  {
    extends: 'OrderLine',
    fields: {
      policyEvents: toMany('PolicyEvent', {
        description:
          'Policy events about its chip that were announced or took effect between the order and the release for import, or until today while it is not released.',
        on: (line, event) => `(exists (select from policy_event_chip concerned
            where concerned.policy_event_id = ${event}.id and concerned.chip_id = ${line}.chip_id)
          and (${event}.announced_at between ${placed(line)} and ${released(line)}
            or ${event}.effective_at between ${placed(line)} and ${released(line)}))`,
      }),
    },
  },
];
