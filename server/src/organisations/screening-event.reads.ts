import { subjectRow, toldRow } from '../events/payload.reads.ts';
import { type Declaration, toOne } from '../reads/model.ts';

/** What events of screenings tell. */
export const screeningEventReads: Declaration[] = [
  {
    extends: 'Event',
    types: {
      SCREENING_RECORDED: 'ScreeningRecorded',
      SCREENING_OVERRIDDEN: 'ScreeningOverridden',
    },
    fields: {
      screening: toOne('Screening', {
        only: ['ScreeningRecorded', 'ScreeningOverridden'],
        description: 'The screening.',
        derived: subjectRow('screening', 'Screening'),
      }),
      evidence: toOne('SourceReport', {
        only: ['ScreeningOverridden'],
        description: 'On what evidence.',
        derived: toldRow('source_report', 'evidence'),
      }),
    },
  },
];
