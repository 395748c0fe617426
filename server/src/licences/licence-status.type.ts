import { vocabulary } from '../api/vocabulary.ts';
import type { LicenceStatus as Status } from './licence.ts';

export const LicenceStatus = vocabulary<Status>('LicenceStatus', 'Where a licence stands.', {
  DRAFT: 'Being written; not yet with the authority.',
  SUBMITTED: 'With the authority.',
  RETURNED: 'Returned without action. Final.',
  DENIED: 'Refused. Final.',
  APPROVED: 'Approved, not yet usable.',
  CONDITIONALLY_APPROVED: 'Approved under conditions that are not all settled.',
  ACTIVE: 'Chips can be drawn from it.',
  SUSPENDED: 'Stopped until reinstated or revoked.',
  EXHAUSTED: 'Used up; reopens when something is released or more is granted.',
  REVOKED: 'Withdrawn by the authority. Final.',
  EXPIRED: 'Its time is over. Final.',
  WITHDRAWN: 'Withdrawn by the applicant. Final.',
});
