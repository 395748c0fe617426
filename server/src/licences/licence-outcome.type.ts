import { vocabulary } from '../api/vocabulary.ts';
import type { LicenceOutcome as Outcome } from './licence.ts';

export const LicenceOutcome = vocabulary<Outcome>(
  'LicenceOutcome',
  'What an authority answers to an application, or to a line of it.',
  {
    APPROVED: 'Approved.',
    CONDITIONALLY_APPROVED: 'Approved under conditions.',
    DENIED: 'Refused.',
    RETURNED: 'Returned without action.',
  },
);
