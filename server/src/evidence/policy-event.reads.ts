import { type Declaration, toMany } from '../reads/model.ts';
import { claimsAbout } from './claim.reads.ts';

export const policyEventReads: Declaration[] = [
  {
    type: 'PolicyEvent',
    table: 'policy_event',
    visible: 'everyone',
    root: {
      one: 'policyEvent',
      many: 'policyEvents',
      description: 'The policy timeline: what was announced, decided or done, and by whom.',
    },
    prose: ['summary'],
    fields: {
      sources: toMany('SourceReport', {
        description: 'The reports that tell of it.',
        through: {
          table: 'policy_event_source',
          from: 'policy_event_id',
          to: 'source_report_id',
        },
      }),
      claims: claimsAbout('PolicyEvent', 'What sources say about it.'),
    },
  },
  {
    extends: 'SourceReport',
    fields: {
      policyEvents: toMany('PolicyEvent', {
        description: 'Policy events that this report tells of.',
        through: {
          table: 'policy_event_source',
          from: 'source_report_id',
          to: 'policy_event_id',
        },
      }),
    },
  },
];
