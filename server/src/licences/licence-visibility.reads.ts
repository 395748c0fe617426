import type { Row, ViewerSql } from '../reads/model.ts';

/** A licence is seen by everybody once published, else by its authorities and its licensee. */
export const licenceVisible = (licence: Row, viewer: ViewerSql): string => `((
  ${licence}.published or ${viewer.admin} or ${licence}.licensee_id = ${viewer.organisation}
  or exists (select from jurisdiction where jurisdiction.id = ${licence}.jurisdiction_id
    and jurisdiction.code = any(${viewer.jurisdictions}))) is true)`;

/** What belongs to a licence is seen by whoever sees the licence. */
export const seenThroughLicence = (part: Row, viewer: ViewerSql): string => `exists (
  select from licence where licence.id = ${part}.licence_id
    and ${licenceVisible('licence', viewer)})`;
