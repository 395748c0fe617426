import { told, toldRow } from '../events/payload.reads.ts';
import { type Declaration, expression, toOne } from '../reads/model.ts';

/** What events of compliance decisions tell; the order line they are about is told with orders. */
export const complianceEventReads: Declaration[] = [
  {
    extends: 'Event',
    types: {
      COMPLIANCE_DECIDED: 'ComplianceDecided',
      COMPLIANCE_VERDICT_CHANGED: 'ComplianceVerdictChanged',
    },
    fields: {
      verdict: expression(told('verdict')),
      before: expression(told('before')),
      after: expression(told('after')),
      rules: expression(
        (event) => `array(select json_array_elements_text(${event}.payload -> 'rules'))`,
      ),
      decision: toOne('ComplianceDecision', {
        only: ['ComplianceDecided', 'ComplianceVerdictChanged'],
        description: 'The decision.',
        derived: toldRow('compliance_decision', 'decision'),
      }),
    },
  },
];
