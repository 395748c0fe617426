import type { Declaration } from '../reads/model.ts';
import { licenceVisible, seenThroughLicence } from './licence-visibility.reads.ts';

const parts: Readonly<Record<string, string>> = {
  LicenceLine: 'licence_line',
  LicenceParty: 'licence_party',
  LicenceAmendment: 'licence_amendment',
  LicenceEvent: 'event',
};

/** Whoever may not see a licence learns nothing of what is claimed about it or its parts. */
export const claimVisibilityReads: Declaration[] = [
  {
    extends: 'Claim',
    fields: {},
    visible: (claim, viewer) => {
      const subject = (table: string, condition: string): string =>
        `exists (select from ${table} about where about.id = ${claim}.subject_id and ${condition})`;
      const cases = Object.entries(parts).map(
        ([type, table]) =>
          `when '${type}' then ${subject(table, seenThroughLicence('about', viewer))}`,
      );
      const condition = `(about.licence_id is null or ${seenThroughLicence('about', viewer)})`;
      return `case ${claim}.subject_type when 'Licence' then ${subject('licence', licenceVisible('about', viewer))} when 'Condition' then ${subject('licence_condition', condition)} ${cases.join(' ')} else true end`;
    },
  },
];
