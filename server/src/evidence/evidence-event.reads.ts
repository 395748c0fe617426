import { subjectRow } from '../events/payload.reads.ts';
import { type Declaration, toOne } from '../reads/model.ts';

/** What events of evidence tell. */
export const evidenceEventReads: Declaration[] = [
  {
    extends: 'Event',
    types: { SOURCE_REPORT_RECORDED: 'SourceReportRecorded', CLAIM_RECORDED: 'ClaimRecorded' },
    fields: {
      sourceReport: toOne('SourceReport', {
        only: ['SourceReportRecorded'],
        description: 'The report.',
        derived: subjectRow('source_report', 'SourceReport'),
      }),
      claim: toOne('Claim', {
        only: ['ClaimRecorded'],
        description: 'The claim.',
        derived: subjectRow('claim', 'Claim'),
      }),
    },
  },
];
