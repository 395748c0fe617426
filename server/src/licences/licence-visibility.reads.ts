import type { Row, ViewerSql } from '../reads/model.ts';
import { governs } from '../reads/viewer-sql.ts';

/** Who sees a licence that is not published: its authorities and its licensee. */
const concerns = (licence: Row, viewer: ViewerSql): string => `(
  ${viewer.admin} or ${licence}.licensee_id = ${viewer.organisation}
  or exists (select from jurisdiction where jurisdiction.id = ${licence}.jurisdiction_id
    and ${governs(viewer, 'jurisdiction.code')}))`;

/** A licence is seen by everybody once published, else by its authorities and its licensee. */
export const licenceVisible = (licence: Row, viewer: ViewerSql): string => `((
  ${licence}.published or ${concerns(licence, viewer)}) is true)`;

/** What belongs to a licence is seen by whoever sees the licence. */
export const seenThroughLicence = (part: Row, viewer: ViewerSql): string => `exists (
  select from licence where licence.id = ${part}.licence_id
    and ${licenceVisible('licence', viewer)})`;

/**
 * What happened to a licence before it was published stays with those who saw it then: publishing
 * opens a licence, not its application.
 *
 * @param place number of a part, such as an event's key
 * @param since column of the licence with the number from which parts are open
 */
export const seenSincePublished =
  (place: string, since: string) =>
  (part: Row, viewer: ViewerSql): string =>
    `exists (
  select from licence where licence.id = ${part}.licence_id
    and ((licence.published and ${part}.${place} >= coalesce(licence.${since}, 0))
      or ${concerns('licence', viewer)}))`;

/** What was asked for in an application, published or not. */
export const seenByConcerned = (part: Row, viewer: ViewerSql): string => `exists (
  select from licence where licence.id = ${part}.licence_id and ${concerns('licence', viewer)})`;
